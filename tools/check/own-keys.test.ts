import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readsByForeignKey } from './own-keys.ts';

test('a read by any string is found, also behind a cast; one by a known name, a number or Map is not', () => {
  const root = mkdtempSync(join(tmpdir(), 'ocop-own-keys-'));
  try {
    writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"noEmit":true},"include":["*.ts"]}');
    writeFileSync(
      join(root, 'a.ts'),
      `declare const units: Record<string, number>; declare const code: string; declare const known: 'a' | 'b';
const names = { a: 1, b: 2 };
export const found = units[code];
export const cast = names[code as 'a'];
units[code] = 1;
export const fine = [names[known], [1, 2][Number(code)], new Map([['a', 1]]).get(code)];
`,
    );
    expect(readsByForeignKey(join(root, 'tsconfig.json'), (path) => path === 'a.ts')).toEqual([
      'a.ts:3: units[code]',
      "a.ts:4: names[code as 'a']",
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
}, 120_000);
