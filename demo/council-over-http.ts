// Councils over HTTP: a district session of twelve products, then a provincial one with what was forwarded. A conflict, a
// spread that is discussed and scored again, a knock-out, and a conflict found after the minutes were signed.
import { councilSession } from '../domain/council-session/council-session.ts';
import { kebab } from '../domain/kernel/command.ts';
import { own } from '../domain/kernel/own.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { type Outcome, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { addDays, dayOf } from '../domain/time/civil-date.ts';
import { PROVINCE } from './districts.ts';
import { get, post, WalkFailed } from './over-http.ts';
import { demoSheet } from './sheets.ts';
import { walkOf } from './walk.ts';
import { beforeSummer } from './walk-days.ts';
import { walkOverHttp } from './walk-over-http.ts';

const [DISTRICT, OFFICE, UNIT] = ['demo-krong-nang', 'demo-province', '650'];
const PRODUCTS = 12;
const ORDINARY = 6;

/** An act as it was given; `product`: its cycle, where the session acts on one */
export type Told = Words & {
  readonly act: string;
  readonly of: string;
  readonly product?: string | undefined;
  readonly by: string;
};
type Parts = { address: string; mark: string; onAct?: (told: Told) => void; patienceMs?: number };

export type Ended = { readonly tier: string; readonly stars: number; readonly outcome: Outcome };

export type Councils = {
  readonly sessions: readonly string[];
  readonly products: number;
  /** per cycle what its last result came to */
  readonly outcomes: Readonly<Record<string, Ended>>;
};

type Item = {
  cycle: string;
  dossier?: { criteriaSet: string };
  closed?: { stars: number; mean?: number };
};
type Session = { meetsOn: string; agenda: readonly Item[]; minutes: readonly { hash: string }[] };
type Visit = { tier: string; result?: { at: number; outcome: Outcome; stars: number; totals: readonly number[] } };

/** @param parts `mark`: makes the names of this run its own. Throws `WalkFailed` when anything differs. */
export async function councilsOverHttp({ address, mark, onAct, patienceMs = 60_000 }: Parts): Promise<Councils> {
  const on =
    (category: string, resource: string) =>
    async (id: string, by: string, name: string, input: object = {}): Promise<void> => {
      const { restsOn, words } = getCommand(category, name);
      await post(address, { by, path: `${resource}/${id}`, command: kebab(name), input, seen: restsOn !== undefined });
      onAct?.({ act: name, ...words, of: id, product: (input as { cycle?: string }).cycle, by });
    };
  const inSession = on(councilSession.category, councilSession.resource);
  const inCycle = on(productCycle.category, productCycle.resource);
  const stateOf = async <S>(path: string): Promise<S> =>
    ((await get(address, OFFICE, path)).body as { state: S }).state;
  const session = (id: string) => stateOf<Session>(`${councilSession.resource}/${id}`);
  const visits = async (cycle: string) =>
    (await stateOf<{ visits: readonly Visit[] }>(`product-cycles/${cycle}`)).visits;
  const today = async () =>
    dayOf(((await get(address, OFFICE, 'programme-years/66-2022')).body as { clock: string }).clock);
  const paper = async (number: string) => ({ number: `${number} (minh họa)`, date: await today() });

  async function until<T>(what: string, look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    const latest = performance.now() + patienceMs;
    for (;;) {
      const seen = await look();
      if (holds(seen)) return seen;
      if (performance.now() > latest) throw new WalkFailed(`not within ${patienceMs / 1000} s: ${what}`, what, seen);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  const account = (name: string) => `demo-${mark}-${name}`;
  const seats = [
    ...['chair', 'deputy', 'secretary'].map((seat) => ({
      account: account(seat),
      seat: `council-${seat}`,
      from: 'UBND',
    })),
    ...Array.from({ length: ORDINARY }, (_, i) => ({
      account: account(`member-${i + 1}`),
      seat: 'council-member',
      from: `Phòng ${i + 1} (minh họa)`,
    })),
  ];
  const [chair, deputy, secretary] = seats.map((s) => s.account) as [string, string, string];
  const scoring = seats.map((s) => s.account).filter((a) => a !== secretary);

  async function prepare(id: string, scope: object, by: string, agenda: readonly string[], meetsOn: string) {
    const decision = await paper('QĐ');
    await inSession(id, by, 'ConveneSession', {
      decision,
      ...scope,
      round: 1,
      rulebook: 'R2019',
      meetsOn,
      members: seats,
      agenda,
    });
    await inSession(id, by, 'DistributeDossiers');
  }

  async function open(id: string, agenda: readonly string[], conflicted: string | undefined) {
    for (const by of scoring) {
      const kindOf = (cycle: string) => (by === scoring.at(-1) && cycle === conflicted ? 'relation' : 'none');
      await inSession(id, by, 'DeclareConflicts', {
        products: agenda.map((cycle) => ({ cycle, kind: kindOf(cycle) })),
      });
    }
    for (const member of scoring) await inSession(id, secretary, 'RecordAttendance', { member, what: 'arrived' });
    await inSession(id, chair, 'OpenSession');
  }

  /** Everybody who may seals a sheet of each product; the last member none of what they have a conflict with. */
  async function seal(id: string, agenda: readonly string[], q: { conflicted?: string | undefined; drop?: number }) {
    const { agenda: items } = await session(id);
    const sets = Object.fromEntries(items.map((item) => [item.cycle, item.dossier?.criteriaSet ?? '']));
    await Promise.all(
      scoring.map(async (by, i) => {
        for (const [n, cycle] of agenda.entries()) {
          if (by === scoring.at(-1) && cycle === q.conflicted) continue;
          // Not every product is as good as the next.
          const common = (n % 4) * 4;
          const drop = by === scoring[1] ? (q.drop ?? common) : common;
          await inSession(id, by, 'SealSheet', { cycle, sheet: demoSheet(own(sets, cycle) ?? '', i, drop) });
        }
      }),
    );
  }

  async function conclude(id: string, cycle: string) {
    await inSession(id, chair, 'OpenScores', { cycle });
    await inSession(id, chair, 'CloseProduct', { cycle, unreadConfirmed: true });
  }

  async function sign(id: string, number: string) {
    await inSession(id, secretary, 'DrawUpMinutes', { number });
    const hash = (await session(id)).minutes.at(-1)?.hash;
    for (const by of [chair, secretary]) await inSession(id, by, 'SignMinutes', { hash });
  }

  const undelivered = async (id: string) => {
    const { items } = (await get(address, OFFICE, `${councilSession.resource}?year=2022&limit=200`)).body as {
      items: readonly { id: string; undelivered: number; stage: string }[];
    };
    return items.find((item) => item.id === id);
  };
  const delivered = (id: string) =>
    until(
      `every result of ${id} is in its cycle`,
      () => undelivered(id),
      (item) => item?.stage === 'delivered',
    );

  const walks = Array.from({ length: PRODUCTS }, (_, i) =>
    walkOf(`sp-${mark}-${i + 1}`, { days: beforeSummer, commune: 1 + (i % 2) }),
  );
  await Promise.all(walks.map((walk) => walkOverHttp({ address, walk, until: 'SubmitDossier', patienceMs })));
  for (const { cycle } of walks)
    onAct?.({
      act: 'SubmitDossier',
      ...getCommand(productCycle.category, 'SubmitDossier').words,
      of: cycle,
      by: DISTRICT,
    });
  for (const { account: id, seat } of seats) {
    const input = { grant: 'council', province: PROVINCE.code, role: seat, unit: UNIT, from: '2022-01-01' };
    await post(address, { by: 'demo-admin', path: `accounts/${id}`, command: 'grant-role', input, seen: false });
  }

  const district = `66-2022-${mark}-huyen`;
  const agenda = walks.map((walk) => walk.cycle);
  const [first, apart, out, late, ...others] = agenda as [string, string, string, string, ...string[]];
  const days = async (count: number) => {
    await post(address, {
      by: 'demo-admin',
      path: 'operations',
      command: 'demo-forward',
      input: { days: count },
      seen: false,
    });
  };
  await prepare(district, { tier: 'district', unit: UNIT }, DISTRICT, agenda, addDays(await today(), 4));
  await days(4);
  await open(district, agenda, first);
  await seal(district, [first, late, ...others], { conflicted: first });
  await seal(district, [apart], { drop: 14 });
  for (const cycle of [first, late, ...others]) await conclude(district, cycle);
  await inSession(district, chair, 'OpenScores', { cycle: apart });
  await inSession(district, chair, 'DiscussProduct', { cycle: apart, notes: 'Điểm chênh quá 10 điểm (minh họa)' });
  await seal(district, [apart], { drop: 1 });
  await conclude(district, apart);
  const votes = scoring.map((member) => ({ member, for: member !== deputy }));
  await inSession(district, chair, 'VoteOnKnockOut', { cycle: out, ground: 'unacceptable-impurity', votes });
  await inSession(district, chair, 'CloseProduct', { cycle: out });
  await inSession(district, chair, 'CloseSession');
  await sign(district, '01/BB-HĐ');
  await delivered(district);

  const found = {
    member: scoring[2],
    cycle: late,
    kind: 'relation',
    reason: 'Phát hiện sau (minh họa)',
    document: await paper('KL'),
    follows: 'another-result',
  };
  await inSession(district, secretary, 'RecordConflict', found);
  await sign(district, '02/BB-HĐ');
  await delivered(district);
  const kept = (await visits(late)).at(-1)?.result?.totals.length;
  if (kept !== scoring.length - 1)
    throw new WalkFailed('the late conflict is not in the cycle', scoring.length - 1, kept);

  const forwarded: string[] = [];
  for (const cycle of agenda) if ((await visits(cycle)).at(-1)?.result?.outcome === 'forward') forwarded.push(cycle);
  for (const cycle of forwarded) {
    await inCycle(cycle, DISTRICT, 'NotifyResult', { letter: await paper('TB') });
    await inCycle(cycle, DISTRICT, 'CompleteDossier', { documents: [] });
    const sending = { letter: await paper('CV'), minutes: await paper('01/BB-HĐ'), samples: 5 };
    await inCycle(cycle, DISTRICT, 'ForwardDossier', sending);
    await inCycle(cycle, OFFICE, 'ReceiveDossier', { receipt: await paper('PN') });
    await until(
      'the province was opened',
      () => visits(cycle),
      (v) => v.at(-1)?.tier === 'province',
    );
  }
  const province = `66-2022-${mark}-tinh`;
  await prepare(province, { tier: 'province', unit: PROVINCE.code }, OFFICE, forwarded, addDays(await today(), 4));
  await days(4);
  await open(province, forwarded, undefined);
  await seal(province, forwarded, {});
  for (const cycle of forwarded) await conclude(province, cycle);
  await inSession(province, chair, 'CloseSession');
  await sign(province, '03/BB-HĐ');
  await delivered(province);

  const outcomes = new Map<string, Ended>();
  for (const cycle of agenda) {
    const { tier, result } = (await visits(cycle)).at(-1) ?? { tier: '' };
    const came = `${tier}: ${result?.stars}★ ${result?.outcome}`;
    const right = cycle === out ? /^district: 0★ ends$/ : /^province: [345]★ (recognise|forward)$/;
    if (!result || !right.test(came)) throw new WalkFailed(`${cycle} did not end as it must`, String(right), came);
    outcomes.set(cycle, { tier, stars: result.stars, outcome: result.outcome });
  }
  return { sessions: [district, province], products: PRODUCTS, outcomes: Object.fromEntries(outcomes) };
}
