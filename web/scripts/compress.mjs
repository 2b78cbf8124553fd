// Writes a Brotli and a gzip form beside every text asset of the build, so that
// the service sends them without compressing anything itself.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const text = /\.(js|mjs|css|html|svg|json|webmanifest)$/;
/** Below this the headers outweigh what compression saves. */
const smallest = 512;

for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name);
  if (!text.test(name) || name.startsWith('.vite') || statSync(path).size < smallest) continue;
  const body = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  }));
}
