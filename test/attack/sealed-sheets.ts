// Sealed sheets looked for everywhere: before their product is opened no file, backup, export, log, answer or Temporal
// history has a word of them, whoever asks; afterwards the same search finds them, so that the search itself is proven.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import getPort from 'get-port';
import { officers } from '../../demo/accounts.ts';
import { councillors } from '../../demo/councillors.ts';
import { get, post } from '../../demo/over-http.ts';
import { demoSheet } from '../../demo/sheets.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { ocop } from '../moving/installation.ts';
import { attackChairHeld } from './parts/chair-held.ts';
import { supervise } from './parts/soak/supervised.ts';

export const suite: Suite = {
  about:
    'sealed sheets looked for in every file, answer, log, backup, export and history, and where the chair has the key in memory',
  run: (say) => attackSealedSheets(say),
};

const SESSION = '66-2022-hoi-dong-tinh-dot-1';
const path = `council-sessions/${SESSION}`;
const chair = 'demo-hd-chu-tich';
const READY_MS = 180_000;

type Item = { cycle: string; dossier: { criteriaSet: string }; sealed: Record<string, unknown> };

export async function attackSealedSheets(say: (line: string) => void): Promise<Counts> {
  const root = mkdtempSync(join(tmpdir(), 'ocop-sealed-sheets-'));
  const data = join(root, 'data');
  const env = { OCOP_DATA: data, OCOP_LOG_LEVEL: 'debug' };
  const office = supervise(env, await getPort());
  const { address } = office;
  const counts: Record<string, number> = {};
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by;
  };
  try {
    await office.ready(READY_MS);
    const stateOf = async () =>
      ((await get(address, chair, path)).body as { state: { agenda: readonly Item[] } }).state;
    const [item] = (await stateOf()).agenda as readonly [Item];
    const { cycle, dossier } = item;
    const scoring = councillors.filter((c) => c.role !== 'council-secretary').map((c) => c.id);
    const give = (by: string, command: string, input: object, seen = false) =>
      post(address, { by, path, command, input, seen });
    // Marks that stand in no other sheet, and the choices of all of them.
    const marks = scoring.map((_, i) => `dau-${i}-${Math.random().toString(36).slice(2)}`);
    const sheets = scoring.map((_, i) => ({ ...demoSheet(dossier.criteriaSet, i, i), seen: [marks[i] as string] }));
    for (const [i, by] of scoring.entries())
      await give(by, 'seal-sheet', { cycle, sheet: sheets[i], reason: 'Chấm lại' }).catch(() => undefined);
    // Three choices in a row, but for those that other councils of the demo have opened.
    const opened = readFileSync(join(data, 'events.sqlite')).toString('latin1');
    const rows = sheets.flatMap(({ choices: of }) => {
      const said = Object.entries(of).map(([code, option]) => `${JSON.stringify(code)}:${JSON.stringify(option)}`);
      return said.flatMap((one, i) => (i + 2 < said.length ? [[one, said[i + 1], said[i + 2]].join(',')] : []));
    });
    const needles = [...new Set([...marks, ...rows.filter((row) => !opened.includes(row))])];
    ok(needles.length > marks.length + 20, `only ${needles.length} words to look for`);
    count('words looked for', needles.length);

    // A draft of another product is nobody's but its member's, now and later.
    const [drafting, other] = [scoring[2] as string, (await stateOf()).agenda[1]?.cycle];
    const draftMark = `nhap-${Math.random().toString(36).slice(2)}`;
    const kept = await fetch(new URL(`/v1/${path}/drafts/${other}`, address), {
      method: 'PUT',
      headers: { authorization: `Bearer ${drafting}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sheet: { choices: {}, seen: [draftMark] } }),
    });
    equal(kept.status, 204, 'a draft is not kept');

    /** Where any of them stands, in files and in what the server answers to anybody. */
    async function found(what: string): Promise<readonly string[]> {
      const out = join(root, what);
      mkdirSync(out);
      const backup = await ocop(data, 'backup', join(out, 'backup'));
      const export_ = await ocop(data, 'export', join(out, 'export'));
      equal(backup.code, 0, backup.err);
      equal(export_.code, 0, export_.err);
      const hits = new Set<string>();
      for (const file of filesIn(root)) {
        const text = readFileSync(file).toString('latin1');
        count('files read');
        ok(!text.includes(draftMark), `a draft stands in ${relative(root, file)}`);
        if (needles.some((needle) => text.includes(needle))) hits.add(relative(root, file));
      }
      for (const by of [...officers.map((o) => o.id), ...councillors.map((c) => c.id)])
        for (const asked of reads) {
          const { body } = await get(address, by, asked(cycle)).catch((error) => ({ body: error }));
          count('answers read');
          const text = JSON.stringify(body);
          ok(!text.includes(draftMark), `a draft is told to ${by} by ${asked(cycle)}`);
          if (needles.some((needle) => text.includes(needle))) hits.add(`GET ${asked(cycle)}`);
        }
      return [...hits];
    }

    const before = await found('before');
    deepEqual(before, [], 'a sealed sheet was found before its product was opened');
    for (const by of ['demo-admin', 'demo-auditor', 'demo-province', scoring[2] as string])
      await give(by, 'open-scores', { cycle }, true).then(
        () => ok(false, `${by} opened the sheets`),
        (error) => ok(!needles.some((needle) => JSON.stringify(error).includes(needle)), 'a refusal tells a sheet'),
      );
    await give(chair, 'open-scores', { cycle }, true);
    const after = await found('after');
    say(`found afterwards in ${after.join(', ')}`);
    for (const place of ['data/events.sqlite', 'after/backup', 'after/export'])
      ok(
        after.some((hit) => hit.startsWith(place)),
        `the search finds nothing in ${place} afterwards either: it proves nothing`,
      );
    count('places that have them once opened', after.length);
    return { ...counts, ...(await attackChairHeld({ address, pid: office.pid, say })) };
  } catch (error) {
    say(office.lastWords());
    throw error;
  } finally {
    await office.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

const reads: readonly ((cycle: string) => string)[] = [
  () => path,
  () => `${path}/timeline?limit=200`,
  () => `${path}/preparation`,
  () => `${path}/results`,
  () => 'council-sessions?year=2022',
  (cycle) => `product-cycles/${cycle}`,
  (cycle) => `product-cycles/${cycle}/timeline?limit=200`,
];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
