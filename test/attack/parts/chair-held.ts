// A council whose chair holds the key, on a running server: while sheets are sealed neither a word of them nor the key stands in
// the server's memory; once they are opened the same search finds the words, so that the search itself is proven.
import { deepEqual, ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { closeTo, makeKey, openWith, unwrapKey } from '../../../cli/chair-key.ts';
import { councillorsOf, scoringIn } from '../../../demo/councillors.ts';
import { get, post } from '../../../demo/over-http.ts';
import { demoSheet } from '../../../demo/sheets.ts';
import type { Counts } from '../../../tools/attack/suite.ts';
import { foundInMemory } from './process-memory.ts';

const [PLACE, UNIT, OFFICER, OFFICE] = ['cu-m-gar', '648', 'demo-cu-m-gar', 'demo-province'];
const CYCLE = '66-2022-mat-ong-hoa-ca-phe-minh-hoa-canh-nho-1';
const SESSION = '66-2022-hoi-dong-cu-m-gar-khoa-rieng';
const YEAR = 'programme-years/66-2022';
const path = `council-sessions/${SESSION}`;
const PASSPHRASE = 'một câu chỉ Chủ tịch biết';

type Parts = { address: string; pid: () => number; say: (line: string) => void };

export async function attackChairHeld({ address, pid, say }: Parts): Promise<Counts> {
  const give = (by: string, command: string, input: object = {}, at = path, seen = false) =>
    post(address, { by, path: at, command, input, seen });
  const seats = councillorsOf(PLACE);
  const scoring = scoringIn(PLACE);
  const secretary = seats.find((s) => s.role === 'council-secretary')?.id ?? '';
  const [chair] = scoring as [string];
  const today = async () => ((await get(address, OFFICE, YEAR)).body as { clock: string }).clock.slice(0, 10);

  const { plan } = ((await get(address, OFFICE, YEAR)).body as { state: { plan: { policies: object } } }).state;
  const policies = { ...plan.policies, 'sheet-keys': 'chair' };
  const document = { number: 'MH-20/KH', date: await today() };
  await give(OFFICE, 'change-year-plan', { plan: { ...plan, policies }, document }, YEAR, true);

  const decision = { number: 'MH-21/QĐ', date: await today() };
  const members = seats.map(({ id: account, role, from }) => ({ account, seat: role, from }));
  const scope = { tier: 'district', unit: UNIT, round: 1, rulebook: 'R2019', meetsOn: '2022-06-23' };
  await give(OFFICER, 'convene-session', { decision, ...scope, members, agenda: [CYCLE] });
  await give(OFFICER, 'distribute-dossiers');
  const { file, recovery } = makeKey(PASSPHRASE);
  await give(chair, 'set-session-key', { publicKey: file.publicKey }, path, true);
  const products = [{ cycle: CYCLE, kind: 'none' }];
  for (const by of scoring) await give(by, 'declare-conflicts', { products });
  await give('demo-admin', 'demo-forward', { days: 3 }, 'operations');
  await until(async () => (await today()) >= scope.meetsOn);
  for (const member of scoring) await give(secretary, 'record-attendance', { member, what: 'arrived' });
  await give(chair, 'open-session', {}, path, true);

  const { agenda } = (
    (await get(address, chair, path)).body as { state: { agenda: [{ dossier: { criteriaSet: string } }] } }
  ).state;
  const marks = scoring.map((_, i) => `rieng-${i}-${Math.random().toString(36).slice(2)}`);
  for (const [i, member] of scoring.entries()) {
    const sheet = { ...demoSheet(agenda[0].dossier.criteriaSet, i), seen: [marks[i] as string] };
    const closed = closeTo(file.publicKey, { session: SESSION, cycle: CYCLE, member }, sheet);
    await give(member, 'seal-sheet', { cycle: CYCLE, closed });
  }
  const key = unwrapKey(file, PASSPHRASE);
  ok(key);
  const secrets = [...marks, PASSPHRASE, recovery, key.export({ format: 'jwk' }).d as string];
  const before = foundInMemory(pid(), secrets);
  say(`${Math.round(before.bytes / 1e6)} MB of memory looked through`);
  deepEqual(before.found, [], 'the server’s memory has a word of a sheet, or the key, before the opening');
  // It stood still for longer than a connection is kept open.
  await until(() =>
    fetch(new URL('/readyz', address)).then(
      (r) => r.ok,
      () => false,
    ),
  );

  const { envelopes } = (await get(address, chair, `${path}/envelopes/${CYCLE}`)).body as {
    envelopes: readonly { member: string; envelope: string }[];
  };
  const opened = envelopes.map(({ member, envelope }) => {
    const inside = openWith(key, { session: SESSION, cycle: CYCLE, member }, envelope);
    return { member, ...(inside as NonNullable<typeof inside>) };
  });
  await give(chair, 'open-scores', { cycle: CYCLE, opened }, path, true);
  const after = foundInMemory(pid(), secrets);
  deepEqual(
    after.found.toSorted(),
    marks.toSorted(),
    'the search finds not all sheets once they are open, or finds the key: it proves nothing',
  );
  return { 'sheets closed to the chair': marks.length, 'bytes of memory looked through': before.bytes + after.bytes };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const latest = performance.now() + 60_000; !(await holds()); await pause(200))
    if (performance.now() > latest) throw new Error('waited in vain for the server, or for the day of the meeting');
}
