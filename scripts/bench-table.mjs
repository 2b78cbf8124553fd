// Reads the output of Go's benchmarks and of the browser test of the first map view from stdin and prints
// the table of `make bench`: figures, pairs with their ratio, and the target of each.
import { readFileSync } from 'node:fs';

/** benchmark name without the count of cores → { unit: figure } */
const found = new Map();
for (const line of readFileSync(0, 'utf8').split('\n')) {
  const view = /first map view: (\d+) KB .* shown after ([\d.]+) s/.exec(line);
  if (view) found.set('BenchmarkFirstMapView', { kB: Number(view[1]), s: Number(view[2]) });
  const m = /^(Benchmark\S+?)(?:-\d+)?\s+\d+\s+(.*)$/.exec(line.trim());
  if (!m) continue;
  const words = m[2].trim().split(/\s+/);
  const figures = {};
  for (let i = 0; i + 1 < words.length; i += 2) figures[words[i + 1]] = Number(words[i]);
  found.set(m[1], figures);
}

/** The first benchmark whose name fits, and its figure in the unit. */
function figure(pattern, unit) {
  for (const [name, figures] of found) if (pattern.test(name) && unit in figures) return figures[unit];
  return undefined;
}

const rows = [];
const show = (x) => (x === undefined ? '–' : x.toLocaleString('en', { maximumFractionDigits: x < 100 ? 2 : 0 }));

/** A figure with its target. */
function single(what, pattern, unit, target) {
  rows.push([what, `${show(figure(pattern, unit))} ${unit}`, '', '', target]);
}

/** The time of an operation in milliseconds, with its target. */
function time(what, pattern, target) {
  const ns = figure(pattern, 'ns/op');
  rows.push([what, `${show(ns === undefined ? ns : ns / 1e6)} ms`, '', '', target]);
}

/** Two figures measured in the same run, and their ratio. */
function pair(what, ours, theirs, unit, target) {
  const a = figure(ours, unit), b = figure(theirs, unit);
  rows.push([what, `${show(a)} ${unit}`, show(b), a && b ? `${show(a / b)} ×` : '–', target]);
}

for (const zoom of [12, 14]) {
  const of = (part) => new RegExp(`^BenchmarkTile/z${zoom}_\\d+_places/${part}$`);
  pair(`warm tile, z${zoom}, in process / ST_AsMVT`, of('warm'), of('ST_AsMVT'), 'tiles/s', '≥ 20 ×');
  pair(`cold tile, z${zoom} / ST_AsMVT`, of('cold'), of('ST_AsMVT'), 'tiles/s', '≥ 0.8 ×');
  const handler = (part) => new RegExp(`^BenchmarkTileRequests/z${zoom}/${part}$`);
  pair(`warm tile, z${zoom}, all handlers / ST_AsMVT`, handler('warm'), handler('ST_AsMVT'), 'requests/s', '≥ 20 ×');
}
const wire = /^BenchmarkOverTheWire$/;
rows.push(['warm tile, z12, wrk / pgbench with ST_AsMVT', `${show(figure(wire, 'warm/s'))} requests/s`,
  show(figure(wire, 'ST_AsMVT/s')), `${show(figure(wire, 'ratio'))} ×`, '']);
single('locate, in process, one core', /^BenchmarkLocate\/pack$/, 'points/s', '≥ 500,000');
single('check of 1,984 boundary lines', /^BenchmarkCheck$/, 's-per-check', '≤ 10');
single('search, 200,000 entries', /^BenchmarkSearch\/200000\/all$/, 'p95-ms', '≤ 10');
if (figure(/^BenchmarkSearch\/2000000\/all$/, 'p95-ms')) single('search, 2,000,000 entries', /^BenchmarkSearch\/2000000\/all$/, 'p95-ms', '≤ 30');
single('features page of 100, 200,000 places, wrk', wire, 'page-median-ms', '≤ 5');
time('coverage of 104 townships and 1,000 villages, all kinds, cold', /^BenchmarkCoverageCold$/, '≤ 200');
time('the same, warm', /^BenchmarkCoverageWarm$/, '≤ 10');
single('travel times, 1,000 × 1,000 places on 100,000 edges', /^BenchmarkMatrix$/, 's-per-matrix', '≤ 10');
single('p-median 5,000 × 1,000, gap after 10 s', /^BenchmarkMedian$/, 'gap-%', '≤ 0.1');
single('MCLP 10,000 × 2,000 with cbc, to optimality', /^BenchmarkCover$/, 's', '≤ 30');
single('MCLP 10,000 × 2,000 with cbc, gap', /^BenchmarkCover$/, 'gap-%', '0');
for (const method of ['lscp', 'mclp', 'p-median', 'p-center', 'next', 'capacitated-mclp']) {
  const of = new RegExp(`^BenchmarkPrefecture/${method}$`);
  const gap = figure(of, 'gap-%');
  single(`${method}, 1,000 × 2,000, Go alone${gap ? ` (gap ${show(gap)} %)` : ''}`, of, 's', '≤ 5, gap 0');
}
for (const method of ['lscp', 'mclp', 'p-median', 'p-center', 'next', 'capacitated-mclp']) {
  const of = new RegExp(`^BenchmarkWenshan/${method}$`);
  if (!figure(of, 'asked')) continue;
  const gap = figure(of, 'gap-%');
  rows.push([`${method}, questions on real villages, proven within 5 s`, `${show(figure(of, 'proven'))} of ${show(figure(of, 'asked'))}`,
    '', '', gap ? `(greatest gap ${show(gap)} %)` : '']);
}
single('memory of the service with the pack', /^BenchmarkMemory$/, 'MB-resident', '≤ 300');
single('first map view, Chromium', /^BenchmarkFirstMapView$/, 's', '≤ 3');
single('first map view, over the wire', /^BenchmarkFirstMapView$/, 'kB', '≤ 700');

rows.unshift(['what', 'cairn', 'pair', 'ratio', 'target']);
const width = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
console.log('\n(the pair of a row was measured in the same run; other figures of the machine vary with its load)');
for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(width[i])).join('  ').trimEnd());
