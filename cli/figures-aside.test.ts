// The reading that finds figures again, in a thread of its own and in the one that verifies: they find the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findExport } from '../moving/import-source.ts';
import { verifyExport } from '../moving/verify.ts';
import { demoIn, exportTo, tamper, verified } from '../test/moving/installation.ts';
import { figuresAside } from './figures-aside.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-aside-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('of a store and of an export in which a figure was changed', { timeout: 300_000 }, async () => {
  const places = await demoIn(join(root, 'office'));
  tamper(places.store, `UPDATE event SET data = json_set(data, '$.mean', 9999) WHERE type = 'TierResultRecorded'`);
  const alone = await verified(places);
  expect(alone.findings.map(({ code }) => code)).toContain('DERIVATION_DIFFERS');
  expect(await verified(places, { figures: (of) => figuresAside(of, places, 0) })).toEqual(alone);
  const folder = join(root, 'export');
  await exportTo(folder, places);
  const exported = await verifyExport(findExport(folder), () => {}, {
    figures: (of) => figuresAside(of, undefined, 0),
  });
  expect([exported.rederived, exported.counts]).toEqual([alone.rederived, alone.counts]);
});
