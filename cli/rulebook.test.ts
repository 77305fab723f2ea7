import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { rulebookCommand } from './rulebook.ts';

const sample = join(import.meta.dirname, 'rulebook-sample.json');
const folder = mkdtempSync(join(tmpdir(), 'ocop-rulebook-'));

class Left extends Error {}

/** Runs `ocop rulebook …` and tells what it wrote and how it ended. */
async function run(...args: string[]) {
  const written = { out: '', err: '', code: 0 };
  const command = rulebookCommand({
    out: (text) => {
      written.out += `${text}\n`;
    },
    err: (text) => {
      written.err += `${text}\n`;
    },
    exit: (code) => {
      written.code = code;
    },
    leave: (code) => {
      written.code = code;
      throw new Left();
    },
  });
  await command.parseAsync(args, { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof Left)) throw error;
  });
  return written;
}

const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);

let files = 0;
function fileOf(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('ocop rulebook', () => {
  it('lint is green and lists what is declared', async () => {
    const { out, code } = await run('lint');
    expect(code).toBe(0);
    expect(out).toContain('4 rulebooks: 0 errors');
    expect(await json('lint')).toMatchObject({ ok: true });
  });

  it('show gives a whole rulebook with its sets, or one set', async () => {
    const whole = await json('show', 'R2025');
    expect(whole).toMatchObject({ id: 'R2025', ladder: [{ id: 'commune' }, { id: 'province' }, { id: 'national' }] });
    expect(whole.sets).toHaveLength(26);
    expect(whole.sets[0]).toMatchObject({ id: 'R2023/1', parts: [{ code: 'A' }, { code: 'B' }, { code: 'C' }] });
    expect(await json('show', 'R2026/13')).toMatchObject({ id: 'R2026/13' });
    const { out } = await run('show', 'R2026');
    expect(out).toContain('province: 3★ 4★ → national ≥ 90');
    expect(out).toContain('product code: province-commune-serial(4)-year  (26/2026/QĐ-TTg');
    expect((await run('show', 'R2025')).out).not.toContain('product code');
    expect((await run('show', 'R2019/10')).out).toContain('set-empty');
    expect((await run('show', 'R2023/6')).out).toContain('[3★]');
  });

  it('diff shows two rulebooks or two sets side by side', async () => {
    const { differences } = await json('diff', 'R2019', 'R2023');
    expect(differences).toContainEqual({ what: 'part A', a: '35.00', b: '40.00' });
    expect((await json('diff', 'R2025', 'R2026')).differences).toContainEqual({
      what: 'product code',
      b: 'province-commune-serial(4)-year',
    });
    expect((await run('diff', 'R2026', 'R2026')).out).toBe('R2026 = R2026\n');
    expect((await run('diff', 'R2023/6', 'R2026/6')).out).toContain('R2026/6: ');
  });

  it('rate explains in sentences', async () => {
    const { out, code } = await run('rate', sample);
    expect(code).toBe(0);
    expect(out).toContain('Khung 4 sao từ 70,00 điểm.');
    expect(out).toContain('Result: 4 stars.');
    expect(await json('rate', sample)).toMatchObject({ stars: 4 });
  });

  it('what-if re-rates under another act and says what does not correspond', async () => {
    const result = await json('what-if', sample, '--under', 'R2026');
    expect(result).toMatchObject({ from: { stars: 4 }, set: 'R2026/6' });
    expect(result.open.length).toBeGreaterThan(0);
    expect((await run('what-if', sample, '--under', 'R2026')).out).toContain('Mới, chưa ai chấm');
    expect(await json('what-if', sample, '--under', 'R2025')).toMatchObject({ set: 'R2023/6', open: [] });
  });
});

describe('refused with exit 1, naming the reason', () => {
  test.each([
    [['show', 'R9'], 'RULEBOOK_UNKNOWN'],
    [['show', 'R2026/99'], 'SET_NOT_THERE'],
    [['diff', 'R2023', 'R9'], 'RULEBOOK_UNKNOWN'],
    [['diff', 'R2023/6', 'R2019/10'], 'SET_EMPTY'],
    [['what-if', sample, '--under', 'R9'], 'RULEBOOK_UNKNOWN'],
  ])('%j: %s', async (args, code) => {
    const { err, code: exit } = await run(...args);
    expect(exit).toBe(1);
    expect(err).toContain(code);
    expect(await json(...args)).toMatchObject({ refused: true, code, sentence: { vi: expect.any(String) } });
  });

  it('a bad sheet, naming criterion and member', async () => {
    const path = fileOf({ filedOn: '2024-03-11', set: 'R2023/6', sheets: [{ '99': null }] });
    expect((await run('rate', path)).code).toBe(1);
    expect(await json('rate', path)).toMatchObject({
      code: 'CRITERION_UNKNOWN',
      details: { criterion: '99', member: 1 },
    });
  });
});

describe('wrong use ends with exit 2', () => {
  test.each([
    [[]],
    [['show']],
    [['forget']],
    [['lint', '--loud']],
    [['what-if', sample]],
    [['rate', join(folder, 'nowhere.json')]],
    [['rate', fileOf('no json')]],
    [['rate', fileOf({ set: 'R2023/6' })]],
    [['what-if', fileOf({ set: 'R2023/6', sheets: [] }), '--under', 'R2026']],
  ])('%j', async (args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it('help is no wrong use', async () => {
    expect((await run('--help')).code).toBe(0);
  });
});
