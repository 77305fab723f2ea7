// The guides speak in the words of the screens: what stands in bold in them is what somebody finds there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aggregates, personCommands } from '../domain/registry.ts';
import { vi as more } from '../web/words/more/vi.ts';
import { vi } from '../web/words/vi.ts';

const folder = join(import.meta.dirname, '../docs/huong-dan');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(textsIn);
/** Without what is filled in and what stands around it: `Việc khác ({{count}})` is found as “Việc khác”. */
const bare = (text: string): string => text.replace(/\s*\(?\{\{.*$/, '');
const known = new Set([
  ...[vi, more].flatMap(textsIn).map(bare),
  ...aggregates.flatMap((aggregate) => personCommands(aggregate).map(({ words }) => words.vi)),
]);
const nameOf = (text: string): string => text.replaceAll(/\s+/g, ' ').replace(/[.:]$/, '');

test.each(pages)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const bold = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, said = '']) => nameOf(said));
  expect(bold.length).toBeGreaterThan(4);
  expect(bold.filter((said) => !known.has(said) && !known.has(`${said}.`))).toEqual([]);
});

test('every page is reached from the first, and every picture is there', () => {
  const first = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(pages.filter((name) => name !== 'README.md' && !first.includes(`(${name})`))).toEqual([]);
  const pictures = pages.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\((anh\/[^)]+)\)/g)].map(([, path = '']) => path),
  );
  const there = readdirSync(join(folder, 'anh')).map((name) => `anh/${name}`);
  expect(pictures.toSorted()).toEqual(there.toSorted());
});
