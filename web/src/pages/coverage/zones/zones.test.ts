import { describe, expect, it } from 'vitest';
import { stepsOf, valuesOf, type Zone, zoneBody, type ZoneValues } from './zones';

const values: ZoneValues = { kind: 'cremation', name: '火葬区', area_code: '532601', extent: 'areas', from_on: '2020-07-01', document: ' 文 ' };
const polygon = { type: 'Polygon' as const, coordinates: [[[104, 23], [104.1, 23], [104.1, 23.1], [104, 23]]] };
const zone: Zone = { id: 'a', kind: 'cremation', name: '火葬区', area_code: '532601', area_name: '文山市', areas: [], from_on: '2020-07-01', to_on: null, document: '', note: '', version: 1 };

describe('the form of a zone', () => {
  it('sends areas, or a polygon', () => {
    expect(zoneBody({ ...values, areas: ['532601001'], geometry: polygon })).toEqual({
      kind: 'cremation', name: '火葬区', area_code: '532601', from_on: '2020-07-01', to_on: null, document: '文', note: '', areas: ['532601001'],
    });
    const drawn = zoneBody({ ...values, extent: 'polygon', areas: ['532601001'], geometry: polygon });
    expect(drawn.geometry).toBe(polygon);
    expect(drawn).not.toHaveProperty('areas');
  });

  it('leaves the extent alone where nobody changed it', () => {
    const before = valuesOf({ ...zone, geometry: polygon });
    expect(before.extent).toBe('polygon');
    expect(zoneBody({ ...before, name: '新名' }, before)).not.toHaveProperty('geometry');
    expect(zoneBody({ ...before, geometry: { ...polygon, coordinates: [] } }, before)).toHaveProperty('geometry');
    expect(zoneBody({ ...before, extent: 'areas', areas: ['532601'] }, before)).toMatchObject({ areas: ['532601'] });
    const ofAreas = valuesOf({ ...zone, areas: [{ code: '532601', name: '文山市' }], geometry: polygon });
    expect([ofAreas.extent, ofAreas.geometry]).toEqual(['areas', undefined]);
    expect(zoneBody({ ...ofAreas }, ofAreas)).not.toHaveProperty('areas');
  });

  it('reads greening targets line by line', () => {
    expect(stepsOf('2021 30\n\n2022年：60%')).toEqual([{ year: 2021, percent: 30 }, { year: 2022, percent: 60 }]);
    expect(stepsOf('2021 30\nlater')).toBe(2);
  });
});
