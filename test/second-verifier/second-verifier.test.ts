// The verifier in Python that was written from docs/verification.md: it agrees with ours on the vectors, on a sealed export,
// and on what was done to it. Where there is no python3 it is not run.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../audit/checkpoint.ts';
import { growTree } from '../../audit/growing-tree.ts';
import { leafOf } from '../../audit/log-entry.ts';
import { isConsistent, isIncluded } from '../../audit/proofs.ts';
import { checkSignature, readVerifierKey } from '../../audit/signed-note.ts';
import { openOffice } from '../../cli/compose.ts';
import { startNotarySide } from '../../cli/notary-side.ts';
import { canonical } from '../../eventstore/canonical.ts';
import { sha256 } from '../../eventstore/envelope.ts';
import { findExport } from '../../moving/import-source.ts';
import { verifyExport } from '../../moving/verify.ts';
import { readSettings } from '../../settings/settings.ts';
import { demoIn, exportTo } from '../moving/installation.ts';
import { eventually } from '../temporal-world.ts';

const here = import.meta.dirname;
const vectors = join(here, '../vectors');
const read = (name: string) => JSON.parse(readFileSync(join(vectors, name), 'utf8'));
const python = spawnSync('python3', ['--version']).status === 0;
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('python3', [join(here, 'verify.py'), ...args], { encoding: 'utf8' });
  return { status, stderr, ...(stdout ? JSON.parse(stdout) : {}) };
};

describe('the vectors', () => {
  test('hold for us', () => {
    for (const { value, canonical: text, sha256: hash } of read('canonical.json'))
      expect([canonical(value), sha256(text)]).toEqual([text, hash]);
    const { hashes, leaves, roots, inclusion, consistency } = read('log.json');
    const tree = growTree();
    hashes.forEach((hash: string, i: number) => {
      tree.add(leafOf(i, hash));
      expect([leafOf(i, hash).toString('hex'), tree.root().toString('hex')]).toEqual([leaves[i], roots[i]]);
    });
    const bytes = (texts: string[]) => texts.map((text) => Buffer.from(text, 'hex'));
    const at = (size: number) => ({ size, root: Buffer.from(roots[size - 1], 'hex') });
    for (const { index, size, proof } of inclusion)
      expect(isIncluded(leafOf(index, hashes[index]), index, bytes(proof), at(size))).toBe(true);
    for (const { older, size, proof } of consistency)
      expect(isConsistent(at(older), at(size), bytes(proof))).toBe(true);
    const { key, witness, checkpoint, noCheckpoints } = read('notes.json');
    const { note, root } = readCheckpoint(checkpoint) ?? {};
    expect(root?.toString('hex')).toBe(roots.at(-1));
    const by = [key, witness].map((text, i) => {
      const known = readVerifierKey(text);
      const signature = note?.signatures[i];
      return known && note && signature && checkSignature(note.text, signature, known)?.good;
    });
    expect(by).toEqual([true, true]);
    for (const text of noCheckpoints) expect(readCheckpoint(text)).toBeUndefined();
  });

  test.runIf(python)('hold for the second verifier', () => {
    expect(run('--vectors', vectors)).toMatchObject({ status: 0, wrong: [] });
  });
});

describe.runIf(python)('an export of a sealed office', { timeout: 150_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'ocop-second-'));
  const exported = join(root, 'export');
  let checkpoint: string;
  let signs: boolean;
  beforeAll(async () => {
    const places = await demoIn(join(root, 'office'));
    const office = await openOffice(places);
    const log = pino({ level: 'silent' });
    const notary = await startNotarySide({ settings: readSettings({}), places, office, log, say: () => {} });
    const { latest } = await eventually(
      () => notary.state(),
      (state) => state.latest !== undefined,
    );
    await notary.stop();
    await office.close();
    checkpoint = join(places.checkpoints, `${String(latest?.size).padStart(15, '0')}.txt`);
    await exportTo(exported, places);
    signs = run('--vectors', vectors).signatures;
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const ours = (path: string) => verifyExport(findExport(path), () => {}, { checkpoints: [checkpoint] });
  const spoilt = (from: string | RegExp, to: string) => {
    const path = mkdtempSync(join(root, 'spoilt-'));
    cpSync(exported, path, { recursive: true });
    const file = join(path, 'events.jsonl');
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    return path;
  };

  test('both find nothing, the same root, and the same number of events', async () => {
    const [a, b] = [await ours(exported), run(exported, '--checkpoint', checkpoint)];
    expect([b.events, b.root]).toEqual([a.events, a.root]);
    expect([a.findings, b.findings.filter((f: any) => signs || f.code !== 'SIGNATURE_NOT_CHECKED')]).toEqual([[], []]);
    expect(b.derived).toBeGreaterThan(20);
  });

  test.each<[string, string | RegExp, string]>([
    ['a mean', /"mean":[6-9]/, '"mean":5'],
    ['a hash', /"hash":"./, '"hash":"z'],
    ['a line', /\n\{"actor"[^\n]*\n/, '\n'],
  ])('%s is changed or gone: both say manipulation', async (_, from, to) => {
    const path = spoilt(from, to);
    const [a, b] = [await ours(path), run(path, '--checkpoint', checkpoint)];
    const codes = (findings: any[]) => new Set(findings.filter((f) => f.grade === 'manipulation').map((f) => f.code));
    expect(b.status).toBe(3);
    expect([...codes(b.findings)].filter((code) => !codes([...a.findings]).has(code as string))).toEqual([]);
    expect(codes(b.findings)).toContain('EXPORT_DAMAGED');
  });

  test('what is no export is none for it either', () => {
    writeFileSync(join(root, 'x.pdf'), '%PDF-1.7');
    expect(run(join(root, 'x.pdf')).status).not.toBe(0);
    expect(() =>
      execFileSync('python3', [join(here, 'verify.py'), join(root, 'nowhere')], { stdio: 'ignore' }),
    ).toThrow();
  });
});
