// Measures what the first map view loads, in Brotli bytes, from the build's
// manifest: the page, the entry, the map page with everything that they import,
// and MapLibre's worker. Fails above the budget.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const dist = new URL('../dist/', import.meta.url).pathname;
/** 700 KB for the whole view, of which 100 KB are left to the first tiles and data. */
const budget = 600_000;
/** Chunks that the first view asks for by name, beside the entry. */
const lazily = ['src/pages/map/MapPage.tsx', 'node_modules/antd/es/locale/zh_CN.js'];

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

function wire(file) {
  const compressed = join(dist, `${file}.br`);
  return statSync(existsSync(compressed) ? compressed : join(dist, file)).size;
}

const files = new Set(['index.html', 'favicon.svg']);
const seen = new Set();
function follow(key) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return;
  seen.add(key);
  files.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
  for (const next of chunk.imports ?? []) follow(next);
}

follow('index.html');
for (const key of lazily) {
  if (!manifest[key]) throw new Error(`${key} is not in the manifest: adjust scripts/size.mjs`);
  follow(key);
}
const workers = Object.values(manifest).filter((chunk) => /worker/.test(chunk.file));
for (const worker of workers) files.add(worker.file);
const mapWorker = [...files].some((file) => /worker/.test(file)) ? 0 : NaN;
if (Number.isNaN(mapWorker)) throw new Error("MapLibre's worker is not in the manifest: adjust scripts/size.mjs");

const sizes = [...files].map((file) => [file, wire(file)]).sort((a, b) => b[1] - a[1]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of sizes) console.log(`${String(size).padStart(9)}  ${file}`);
console.log(`${String(total).padStart(9)}  first map view, of ${budget} allowed (${sizes.length} files)`);
process.exitCode = total > budget ? 1 : 0;
