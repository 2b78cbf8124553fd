import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import '../i18n';
import { precisions } from '../api/types';
import { isCoarse, Precision } from './Precision';

test('a position says how it is known, and that it is approximate by village and township', () => {
  render(<>{precisions.map((one) => <p key={one}><Precision precision={one} /></p>)}</>);
  expect(screen.getAllByRole('paragraph').map((one) => one.textContent)).toEqual(['实测', '手机定位', '图上点选', '定位到村（约）', '定位到乡镇（约）']);
  expect(precisions.filter(isCoarse)).toEqual(['village', 'township']);
});

test('without a position there is nothing to say', () => {
  const { container } = render(<Precision precision={undefined} />);
  expect(container.textContent).toBe('');
});
