import { describe, expect, it } from 'vitest';
import { BadGeometry, stepsOf, zoneBody, type ZoneValues } from './zones';

const values: ZoneValues = { kind: 'cremation', name: '火葬区', area_code: '532601', from_on: '2020-07-01', document: ' 文 ' };

describe('the form of a zone', () => {
  it('sends areas, or the polygon of a feature', () => {
    expect(zoneBody({ ...values, areas: ['532601001'], geometry: 'rest' })).toMatchObject({ areas: ['532601001'], document: '文', to_on: null });
    const polygon = { type: 'Polygon', coordinates: [] };
    expect(zoneBody({ ...values, geometry: JSON.stringify({ type: 'Feature', geometry: polygon }) }).geometry).toEqual(polygon);
    expect(() => zoneBody({ ...values, geometry: '[1' })).toThrow(BadGeometry);
    expect(zoneBody(values)).not.toHaveProperty('geometry');
  });

  it('reads greening targets line by line', () => {
    expect(stepsOf('2021 30\n\n2022年：60%')).toEqual([{ year: 2021, percent: 30 }, { year: 2022, percent: 60 }]);
    expect(stepsOf('2021 30\nlater')).toBe(2);
  });
});
