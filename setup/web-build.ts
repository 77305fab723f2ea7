// node setup/web-build.ts <folder>: the web application, built and compressed into a folder.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

// Whoever builds it first, a test run too, builds it for everybody.
process.env.NODE_ENV = 'production';
const folder = resolve(process.argv[2] ?? 'dist');
const configFile = join(import.meta.dirname, '../web/vite.config.ts');
await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const file = join(folder, name);
  const plain = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }));
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
}
