// The reading that finds figures again, in a thread of its own and in the one that verifies: they find the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findExport } from '../moving/import-source.ts';
import { type FiguresOf, verifyExport } from '../moving/verify.ts';
import { demoIn, exportTo, tamper, verified } from '../test/moving/installation.ts';
import { figuresAside } from './figures-aside.ts';

const root = mkdtempSync(join(tmpdir(), 'ocop-aside-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('of a store and of an export, sound and with a figure changed', { timeout: 120_000 }, async () => {
  const places = await demoIn(join(root, 'office'));
  for (const change of [
    '',
    `UPDATE event SET data = json_set(data, '$.mean', 9999) WHERE type = 'TierResultRecorded'`,
  ]) {
    if (change) tamper(places.store, change);
    const figures = (of: FiguresOf) => figuresAside(of, places, 0);
    const alone = await verified(places);
    expect(await verified(places, { figures })).toEqual(alone);
    expect(alone.findings.some(({ code }) => code === 'DERIVATION_DIFFERS')).toBe(change !== '');
    const folder = join(root, `export-${change.length}`);
    await exportTo(folder, places);
    const exported = await verifyExport(findExport(folder), () => {}, {
      figures: (of) => figuresAside(of, undefined, 0),
    });
    expect(exported).toEqual(await verifyExport(findExport(folder), () => {}));
    expect(exported.rederived).toEqual(alone.rederived);
  }
});
