// A council at work while the server is killed at moments drawn by lot, during sealing, opening and delivery: no seal, opening
// or result that was acknowledged is lost, and every receipt still checks.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import getPort from 'get-port';
import { councillors } from '../../demo/councillors.ts';
import { demoSheet } from '../../demo/sheets.ts';
import { canonical } from '../../eventstore/canonical.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { anySeed, chances } from './parts/chances.ts';
import { type Supervised, supervise } from './parts/soak/supervised.ts';

export const suite: Suite = {
  about: 'a council seals, opens and delivers while the server is killed 20 times',
  run: (say) => attackCouncil({ say, seed: anySeed(), kills: 20 }),
};

const SESSION = '66-2022-hoi-dong-tinh-dot-1';
const [CHAIR, SECRETARY, OFFICE] = ['demo-hd-chu-tich', 'demo-hd-thu-ky', 'demo-province'];
const READY_MS = 180_000;
const LONGEST_PEACE_MS = 1500;

type Item = {
  cycle: string;
  dossier: { criteriaSet: string };
  sealed: Record<string, unknown>;
  opening?: { scored: readonly { member: string }[] };
  closed?: object;
};
type State = { agenda: readonly Item[]; minutes: readonly { hash: string }[] };
type Answer = { status: number; etag: string | undefined; body: Record<string, any> };
type Sealed = { by: string; receipt: string; sheet: object };

export async function attackCouncil(q: { say: (line: string) => void; seed: number; kills: number }): Promise<Counts> {
  const chance = chances(q.seed);
  const data = mkdtempSync(join(tmpdir(), 'ocop-council-kills-'));
  const office = supervise({ OCOP_DATA: data }, await getPort());
  try {
    await office.ready(READY_MS);
    const people = workingAt(office);
    let [kills, resting] = [0, false];
    /** Kills so often, each time after the server was there again for a while; in one of three cases at once. */
    const killed = async (times: number): Promise<void> => {
      for (let n = 0; n < times && !resting; n++) {
        await office.ready(READY_MS);
        await pause(chance() < 0.3 ? 0 : chance() * LONGEST_PEACE_MS);
        if (office.kill('node')) kills++;
      }
    };
    const scoring = councillors.filter((c) => c.role !== 'council-secretary').map((c) => c.id);
    const sealed: Sealed[] = [];
    const { agenda } = await people.state();
    const share = Math.ceil(q.kills / 3);

    // Sheets are sealed and replaced for as long as somebody kills.
    let round = 0;
    let killing = killed(share).then(() => {
      resting = true;
    });
    do {
      round++;
      await Promise.all(
        scoring.map(async (by, i) => {
          for (const { cycle, dossier } of agenda) {
            const sheet = demoSheet(dossier.criteriaSet, i, round % 3);
            const { body } = await people.insist(by, 'seal-sheet', { cycle, sheet, reason: `Lần ${round}` });
            ok(body.receipt, JSON.stringify(body));
            sealed.push({ by, receipt: body.receipt, sheet });
          }
        }),
      );
    } while (!resting);
    await killing;

    resting = false;
    killing = killed(share);
    for (const { cycle } of agenda) {
      await people.onSight(CHAIR, 'open-scores', { cycle }, (s) => itemIn(s, cycle).opening !== undefined);
      const conclude = { cycle, unreadConfirmed: true };
      await people.onSight(CHAIR, 'close-product', conclude, (s) => itemIn(s, cycle).closed !== undefined);
    }
    await people.onSight(CHAIR, 'close-session', {}, () => false);
    await killing;

    killing = killed(q.kills - kills);
    await people.onSight(SECRETARY, 'draw-up-minutes', { number: '01/BB-HĐ' }, (s) => s.minutes.length > 0);
    const hash = (await people.state()).minutes.at(-1)?.hash;
    for (const by of [CHAIR, SECRETARY]) await people.onSight(by, 'sign-minutes', { hash }, () => false);
    await killing;
    await office.ready(READY_MS);
    await people.until(async () => {
      const list = await people.ask(OFFICE, 'GET', 'council-sessions?year=2022');
      return list.body.items?.some((s: { id: string; stage: string }) => s.id === SESSION && s.stage === 'delivered');
    });

    // The last sheet of each member was opened as it was sealed, those before were replaced.
    const states: Record<string, number> = {};
    for (const { by, receipt, sheet } of sealed) {
      const { body } = await people.ask(by, 'GET', `council-sessions/${SESSION}/receipts/${receipt}`);
      states[body.state] = (states[body.state] ?? 0) + 1;
      if (body.state !== 'opened') continue;
      const commitment = createHash('sha256')
        .update(canonical({ salt: body.salt, value: sheet }))
        .digest('hex');
      equal(body.commitment, commitment, `the receipt ${receipt} does not check`);
    }
    const opened = scoring.length * agenda.length;
    const replaced = sealed.length - opened;
    deepEqual(states, { opened, ...(replaced > 0 ? { replaced } : {}) });
    for (const { cycle } of agenda) {
      const { body } = await people.ask(OFFICE, 'GET', `product-cycles/${cycle}`);
      const results = body.state.visits.filter(
        (v: { tier: string; result?: object }) => v.tier === 'province' && v.result,
      );
      equal(results.length, 1, `${cycle} does not have its result once`);
    }
    q.say(`seed ${q.seed}: ${kills} kills, ${sealed.length} seals`);
    return { seed: q.seed, kills, starts: office.starts(), seals: sealed.length, ...states };
  } catch (error) {
    q.say(`seed ${q.seed}`);
    q.say(office.lastWords());
    throw error;
  } finally {
    await office.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const itemIn = ({ agenda }: State, cycle: string): Item => agenda.find((one) => one.cycle === cycle) as Item;

/** People who ask again, with the same key, until they have an answer. */
function workingAt({ address }: Supervised) {
  const path = `council-sessions/${SESSION}`;
  async function ask(by: string, method: string, where: string, given: { body?: object; headers?: object } = {}) {
    const response = await fetch(`${address}/v1/${where}`, {
      method,
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json', ...given.headers },
      ...(given.body ? { body: JSON.stringify(given.body) } : {}),
    });
    const answer: Answer = {
      status: response.status,
      etag: response.headers.get('etag') ?? undefined,
      body: (await response.json()) as Record<string, any>,
    };
    return answer;
  }
  /** @returns the first answer that is none of an outage */
  async function answered(question: () => Promise<Answer>): Promise<Answer> {
    for (const until = performance.now() + READY_MS; ; ) {
      const answer = await question().catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      ok(performance.now() < until, `no answer in ${READY_MS} ms: ${JSON.stringify(answer)}`);
      await pause(100);
    }
  }
  const state = async () => (await answered(() => ask(OFFICE, 'GET', path))).body.state as State;
  return {
    ask: (by: string, method: string, where: string) => answered(() => ask(by, method, where)),
    state,
    /** Given until it is acknowledged. */
    async insist(by: string, command: string, body: object): Promise<Answer> {
      const headers = { 'idempotency-key': randomUUID() };
      const answer = await answered(() => ask(by, 'POST', `${path}/${command}`, { body, headers }));
      ok(answer.status === 200, `${command} by ${by}: ${JSON.stringify(answer.body)}`);
      return answer;
    },
    /** A decision on what is seen: looked at anew where others changed it meanwhile. */
    async onSight(by: string, command: string, body: object, isDone: (s: State) => boolean): Promise<void> {
      for (;;) {
        if (isDone(await state())) return;
        const { etag } = await answered(() => ask(by, 'GET', path));
        const headers = { 'idempotency-key': randomUUID(), 'if-match': etag };
        const answer = await answered(() => ask(by, 'POST', `${path}/${command}`, { body, headers }));
        if (answer.status === 200) return;
        equal(answer.status, 412, `${command} by ${by}: ${JSON.stringify(answer.body)}`);
      }
    },
    async until(holds: () => Promise<boolean | undefined>): Promise<void> {
      for (const until = performance.now() + READY_MS; !(await holds()); await pause(200))
        ok(performance.now() < until, 'the results are not in their cycles');
    },
  };
}
