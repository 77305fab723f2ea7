// The councils of districts and province that met in 2022: sessions, from convening to signed minutes, one per day and
// place. The process takes their results over. On paper stay those of 2021, before the sessions came; the central
// council, which no province holds; and products whose criteria could not be read, so that no sheet exists for them.
import { councilSession } from '../domain/council-session/council-session.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { getRulebook } from '../domain/rulebooks/registry.ts';
import { addDays, atHour, type Day } from '../domain/time/civil-date.ts';
import { isWorkingDay } from '../domain/time/working-days.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { councillorsOf, scoringIn } from './councillors.ts';
import { PROVINCE } from './districts.ts';
import type { Give } from './install.ts';
import type { Scene } from './play.ts';
import { calendarOf } from './script.ts';
import { sheetWorth } from './sheet-worth.ts';
import { placeOf } from './story.ts';

const RULEBOOK = 'R2019';
const FIRST = '2022-01-01';
const TIERS = ['district', 'province'] as const;

type Held = {
  readonly id: string;
  readonly on: Day;
  readonly tier: (typeof TIERS)[number];
  /** of the district, or `tinh` */
  readonly place: string;
  readonly unit: string;
  readonly convenedBy: string;
  readonly scenes: readonly Scene[];
};

/** The councils that rate in these scenes, and the scenes that are told by them. */
export function councilsIn(scenes: readonly Scene[]): readonly Held[] {
  const rated = scenes.flatMap((scene) => {
    const { act, on } = scene.scripted;
    const forwards = scenes.filter((s) => s.cycle === scene.cycle && s.nth < scene.nth && s.scripted.act === 'forward');
    const tier = TIERS[forwards.length];
    const canBeScored = !isRefusal(setNamed(`${RULEBOOK}/${scene.story.set}`));
    return act === 'rate' && on >= FIRST && tier && canBeScored ? [{ scene, tier, on }] : [];
  });
  const councils = Object.groupBy(rated, ({ scene, tier, on }) => {
    const place = tier === 'province' ? 'tinh' : placeOf(scene.story).slug;
    return `${PROVINCE.code}-2022-hoi-dong-${place}-${on.slice(8)}-${on.slice(5, 7)}`;
  });
  return Object.entries(councils).map(([id, all = []]) => {
    const [{ scene, tier, on }] = all as [(typeof rated)[number]];
    const { slug, district } = placeOf(scene.story);
    const where =
      tier === 'province'
        ? { place: 'tinh', unit: PROVINCE.code, convenedBy: 'demo-province' }
        : { place: slug, unit: district, convenedBy: `demo-${slug}` };
    return { id, on, tier, ...where, scenes: all.map((one) => one.scene) };
  });
}

type Moment = { at: string; hints: readonly string[]; happen: () => Promise<void> };

export function heldMoments(held: Held, executor: Executor, give: Give): readonly Moment[] {
  const { id, on, tier, unit, convenedBy, place } = held;
  const seats = councillorsOf(place);
  const scoring = scoringIn(place);
  const [chair, secretary] = ['chair', 'secretary'].map(
    (role) => seats.find((s) => s.role === `council-${role}`)?.id ?? '',
  ) as [string, string];
  const agenda = held.scenes.map((s) => s.cycle);
  const act = async (by: string, name: string, key: string, input: unknown = {}) => {
    await give({ by, command: getCommand(councilSession.category, name), id, input, key: `demo/${id}/${key}` });
  };
  const moment = (at: string, happen: () => Promise<void>): Moment => ({
    at,
    hints: [councilSession.stream(id)],
    happen,
  });
  const convened = workingDaysBefore(on, 3);

  async function rate({ cycle, scripted }: Scene): Promise<void> {
    const { knockout, missed } = scripted.options;
    if (knockout !== undefined) {
      const votes = scoring.map((member) => ({ member, for: true }));
      await act(chair, 'VoteOnKnockOut', `${cycle}/vote`, { cycle, ground: knockout, votes });
      return act(chair, 'CloseProduct', `${cycle}/close`, { cycle });
    }
    const { state } = await executor.look(councilSession, id);
    const criteriaSet = state.agenda.find((item) => item.cycle === cycle)?.dossier?.criteriaSet ?? '';
    const totals = scripted.args.map((text) => Number(text) * 100);
    for (const [i, member] of scoring.entries()) {
      const total = totals[i % totals.length] as number;
      const sheet = sheetWorth({ criteriaSet, rulebook: getRulebook(RULEBOOK), total, missed });
      await act(member, 'SealSheet', `${cycle}/seal/${member}`, { cycle, sheet });
    }
    await act(chair, 'OpenScores', `${cycle}/open`, { cycle });
    await act(chair, 'CloseProduct', `${cycle}/close`, { cycle, unreadConfirmed: true });
  }

  return [
    moment(atHour(convened, 15), async () => {
      const { state } = await executor.look(productCycle, agenda[0] as string);
      const { round, roundYear = held.scenes[0]?.year } = state.visits.at(-1) ?? {};
      await act(convenedBy, 'ConveneSession', 'convene', {
        decision: { number: `MH-${on.slice(8)}${on.slice(5, 7)}/QĐ-UBND`, date: convened },
        tier,
        unit,
        round,
        roundYear,
        rulebook: RULEBOOK,
        meetsOn: on,
        members: seats.map(({ id: account, role, from }) => ({ account, seat: role, from })),
        agenda,
      });
      await act(convenedBy, 'DistributeDossiers', 'distribute');
    }),
    moment(atHour(workingDaysBefore(on, 2), 10), async () => {
      const products = agenda.map((cycle) => ({ cycle, kind: 'none' }));
      for (const member of scoring) await act(member, 'DeclareConflicts', `declare/${member}`, { products });
    }),
    moment(atHour(on, 9), async () => {
      for (const { id: member } of seats)
        await act(secretary, 'RecordAttendance', `arrive/${member}`, { member, what: 'arrived' });
      await act(chair, 'OpenSession', 'open');
      for (const scene of held.scenes) await rate(scene);
      await act(chair, 'CloseSession', 'close');
      await act(secretary, 'DrawUpMinutes', 'minutes', { number: `MH-BB/${id.slice(8)}` });
      const hash = (await executor.look(councilSession, id)).state.minutes.at(-1)?.hash;
      for (const by of [chair, secretary]) await act(by, 'SignMinutes', `sign/${by}`, { hash });
    }),
  ];
}

function workingDaysBefore(on: Day, days: number): Day {
  let at = on;
  for (let left = days; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at, calendarOf(at))) left--;
  }
  return at;
}
