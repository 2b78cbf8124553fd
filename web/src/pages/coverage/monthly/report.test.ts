import { expect, test } from 'vitest';
import { bodyOf, byKind, changeCount, emptyValues, faultsOf, jumps, type MonthForm, type Row, valuesOf, warningsOf } from './report';

const row = (more: Partial<Row>): Row => ({
  facility_id: 'f1', name: '开化公墓', kind: 'township_cemetery', kind_name: '乡级公益性公墓', precision: 'map', village: '', measure: 'plots', total: 100, used: 40, before: { total: 100, used: 40 }, ...more,
});
const form: MonthForm = {
  area_code: '532601001', area_name: '开化街道', county_name: '文山市', month: '2021-10', figures_on: '2021-10-31', deadline: '2021-11-05', overdue: false, open: ['2021-10'], basis: 'b1',
  rows: [
    row({}), row({ facility_id: 'f2', name: '养老院', kind: 'care_home', measure: 'beds', total: 20, used: 18, before: { total: 20, used: 18 } }),
    row({ facility_id: 'f2', name: '养老院', kind: 'care_home', measure: 'nursing_beds', total: 12, used: null, before: { total: 12, used: null } }),
  ],
  last: { cremations: 10, burials: 2, eco_burials: 0, deaths: null }, standing: null,
};

test('nothing typed is 无变化: no change, no warning but of counts that fall to nothing', () => {
  const values = emptyValues();
  expect(changeCount(form, values)).toBe(0);
  expect(bodyOf(form, values, [])).toEqual({ id: values.id, area_code: '532601001', month: '2021-10', basis: 'b1', cremations: 0, burials: 0, eco_burials: 0, changes: [] });
  expect(warningsOf(form, values).map((one) => one.id)).toEqual(['jump_cremations']);
  expect(warningsOf({ ...form, last: null }, values)).toEqual([]);
});

test('what was typed is sent with the other half of its row; emptied fields stay as they were', () => {
  const values = { ...emptyValues(), counts: { burials: 2, deaths: 3, cremations: null }, figures: { 'f1|plots': { used: 42 }, 'f2|beds': { used: 18 } } };
  expect(changeCount(form, values)).toBe(3);
  expect(bodyOf(form, values, ['x'], 'e1')).toMatchObject({
    burials: 2, deaths: 3, cremations: 0, corrects: 'e1', confirm: ['x'], changes: [{ facility_id: 'f1', measure: 'plots', total: 100, used: 42 }],
  });
});

test('what cannot be is told at its field, what may be is asked', () => {
  const values = { ...emptyValues(), counts: { burials: 61, eco_burials: 62, cremations: 9 }, figures: { 'f1|plots': { used: -1 }, 'f2|beds': { used: 21 }, 'f2|nursing_beds': { total: 22 } } };
  expect(faultsOf(form, values)).toEqual({ eco_burials: 'eco', 'f1|plots': 'left' });
  expect(warningsOf(form, values).map((one) => one.id).sort()).toEqual([
    'burials_above_left', 'jump_burials', 'jump_eco_burials', 'jump_total|f2|nursing_beds', 'jump_used|f1|plots', 'nursing_above_beds|f2|nursing_beds', 'residents_above_beds|f2|beds',
  ]);
  expect([jumps(2, 6), jumps(10, 15), jumps(10, 16), jumps(null, 9), jumps(0, 5)]).toEqual([false, false, true, false, true]);
});

test('a correction begins with what was reported, figures of facilities included; facilities stand under their kinds', () => {
  const said = [row({ used: 42 }), row({ facility_id: 'f2', measure: 'beds', total: 20, used: 17, before: { total: 20, used: 17 } }), row({ facility_id: 'gone' })];
  const { counts, figures } = valuesOf({ cremations: 1, burials: 2, eco_burials: 1, deaths: null, error_note: '', rows: said } as Parameters<typeof valuesOf>[0], form);
  expect(counts).toEqual({ cremations: 1, burials: 2, eco_burials: 1, deaths: null });
  expect(figures).toEqual({ 'f1|plots': { total: 100, used: 42 } });
  expect(byKind(form.rows).map((kind) => [kind.kind, kind.facilities.map((one) => one.rows.length)])).toEqual([['township_cemetery', [1]], ['care_home', [2]]]);
});
