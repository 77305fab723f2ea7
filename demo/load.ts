// The demo: a finished 2021 and a running 2022 of Đắk Lắk, told by the stories and carried on by the process, all of it
// through executeCommand. Loading again goes on where an interrupted load stopped.

import { revokeRole } from '../domain/access/account.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { DEMO_CLOCK_ID, demoClock, moveDemoClock, setDemoClock } from '../domain/demo-clock/demo-clock.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import { postOffice, setPost } from '../domain/post-office/post-office.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { approveOlderPapers } from '../domain/programme-year/older-papers.ts';
import { changeYearPlan, programmeYear } from '../domain/programme-year/programme-year.ts';
import { getAggregate } from '../domain/registry.ts';
import { atHour, dayOf } from '../domain/time/civil-date.ts';
import { abolishUnit, registerUnit } from '../domain/unit/registering.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { formerCommune } from './accounts.ts';
import { councilMoments, isCouncilUnderWay } from './council.ts';
import { everyCouncillor } from './councillors.ts';
import { councilsIn, heldMoments } from './councils-held.ts';
import { departmentOfficers, departments } from './departments.ts';
import { PROVINCE } from './districts.ts';
import { dutyMoments } from './duties-done.ts';
import { type Give, givingTo, grant, installAccounts, installUnits, planAndApprove, setContacts } from './install.ts';
import { changedPlan2022, plan2022 } from './plan-2022.ts';
import { enter, entrancesOf, play, scenesOf } from './play.ts';
import { type SettableClock, simulatedProcess } from './simulated-process.ts';
import { stories } from './stories.ts';

/** Where the demo's clock stands when it is loaded: 09:00 of 20/6/2022 in Vietnam. */
export const DEMO_NOW = atHour('2022-06-20', 9);
const INSTALLED = atHour('2021-01-04', 8);

type Load = {
  executor: Executor;
  /** the clock the executor reads; it is left at DEMO_NOW */
  clock: SettableClock;
  /** the engine's time minus real time, ms, that the demo goes on with: `Date.parse(DEMO_NOW) - Date.now()` */
  offsetMs: number;
  /** told of each month that is done, in a sentence */
  progress?: (line: string) => void;
};

type Moment = { at: string; hints?: readonly string[]; happen: () => Promise<void> };

/** Loads everything. Throws at the first refusal: that is a bug of the demo. */
export async function loadDemo({ executor, clock, offsetMs, progress }: Load): Promise<void> {
  const give = givingTo(executor);
  const process = simulatedProcess(executor, clock);
  clock.now = INSTALLED;
  await install(executor, give, offsetMs);
  const moments = [
    ...officeMoments(give),
    ...storyMoments(executor, give),
    ...dutyMoments(give, dayOf(DEMO_NOW)),
    ...councilMoments(executor, give),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (moments.some((m) => m.at > DEMO_NOW)) throw new Error('the demo tells of what lies ahead of its clock');
  const before = await broughtSoFar(executor, moments);
  for (const stream of before.streams) process.hint(stream);
  for (let i = 0; i < moments.length; ) {
    const at = (moments[i] as Moment).at;
    const now = moments.slice(i).filter((m) => m.at === at);
    // What came due before an earlier load broke off is done; what it left undone came due when it did.
    const goesOn = at >= before.until;
    clock.now = goesOn ? laterOf(clock.now, before.until) : at;
    if (goesOn) await process.runUntil(at);
    await Promise.all(now.map((m) => m.happen()));
    for (const { hints = [] } of now) for (const hint of hints) process.hint(hint);
    if (goesOn) await process.runUntil(at);
    i += now.length;
    const [month, next] = [at, moments[i]?.at].map((instant) => instant && dayOf(instant).slice(0, 7));
    if (month !== next) progress?.(`${month}: ${i} of ${moments.length} acts`);
  }
  await process.runUntil(DEMO_NOW);
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** The streams of the process that an earlier load left, also those that the process itself began, and their newest fact. */
async function broughtSoFar(
  executor: Executor,
  moments: readonly Moment[],
): Promise<{ streams: string[]; until: string }> {
  const streams: string[] = [];
  let until = INSTALLED;
  for (const stream of new Set(moments.flatMap((m) => m.hints ?? []))) {
    const { category, id } = splitStream(stream);
    const { revision, recordedAt = '' } = await executor.look(getAggregate(category), id);
    if (revision < 0) continue;
    streams.push(stream);
    until = laterOf(until, recordedAt);
  }
  return { streams, until };
}

/** Whether a load came to its end; loading again goes on with one that did not. */
export async function isDemoLoaded(executor: Executor): Promise<boolean> {
  return isCouncilUnderWay(executor);
}

/** The demo mark comes first, so that a store whose loading was interrupted is known for what it is. */
async function install(executor: Executor, give: Give, offsetMs: number): Promise<void> {
  const hour = 3_600_000;
  const { revision } = await executor.look(demoClock, DEMO_CLOCK_ID);
  if (revision < 0) {
    const input = { province: PROVINCE.code, offsetMs: offsetMs - hour };
    await give({ by: 'installation', command: setDemoClock, id: DEMO_CLOCK_ID, input, key: 'demo/clock/set' });
  }
  await installUnits(give);
  const { officer, district, ...former } = formerCommune;
  await register(give, { code: former.code, name: former.name, level: 'commune', parent: district });
  for (const { code, name } of departments)
    await register(give, { code, name, level: 'department', parent: PROVINCE.code });
  await installAccounts(give);
  for (const account of [officer, ...departmentOfficers, ...everyCouncillor]) await grant(give, account);
  await setContacts(give);
  await give({
    by: 'demo-admin',
    command: moveDemoClock,
    id: DEMO_CLOCK_ID,
    input: { byMs: hour },
    key: 'demo/clock/move',
  });
}

const register = (give: Give, unit: { code: string; name: string; level: string; parent: string }) =>
  give({
    by: 'installation',
    command: registerUnit,
    id: PROVINCE.code,
    input: { ...unit, from: PROVINCE.from },
    key: `install/unit/${unit.code}`,
  });

/** What the office does itself: two year plans, a change of one, a commune that was merged, letters from its last days on. */
function officeMoments(give: Give): readonly Moment[] {
  const year2022 = `${PROVINCE.code}-2022`;
  const { code, until, successor, officer } = formerCommune;
  const document = { number: 'MH-01/NQ', date: '2021-12-20' };
  return [
    ...[2021, 2022].map((year) => ({
      at: atHour(`${year}-01-05`, 9),
      hints: [programmeYear.stream(`${PROVINCE.code}-${year}`)],
      happen: () =>
        planAndApprove(give, year, { number: `MH-01/KH-${year}`, ...(year === 2022 ? { plan: plan2022 } : {}) }),
    })),
    {
      at: atHour('2021-12-28', 9),
      happen: async () => {
        await give({
          by: 'demo-admin',
          command: abolishUnit,
          id: PROVINCE.code,
          input: { code, until, successors: [successor], document },
          key: `demo/abolish/${code}`,
        });
        await give({
          by: 'demo-admin',
          command: revokeRole,
          id: officer.id,
          input: { grant: `${officer.role}-${code}`, until, document },
          key: `demo/revoke/${officer.id}`,
        });
      },
    },
    {
      // What was filed for round 1 is entered from its papers.
      at: atHour('2021-11-30', 8),
      happen: async () => {
        await give({
          by: 'demo-signer',
          command: approveOlderPapers,
          id: `${PROVINCE.code}-2021`,
          input: { id: 'da-nop-2021', document: { number: 'MH-09/CV-2021', date: '2021-11-29' }, until: '2021-12-31' },
          key: `demo/${PROVINCE.code}-2021/older-papers`,
        });
      },
    },
    {
      at: atHour('2022-06-17', 7),
      hints: [postOffice.stream(PROVINCE.code)],
      happen: async () => {
        const input = { open: true };
        await give({ by: 'demo-admin', command: setPost, id: PROVINCE.code, input, key: `demo/post/${PROVINCE.code}` });
      },
    },
    {
      at: atHour('2022-06-02', 16),
      hints: [programmeYear.stream(year2022)],
      happen: async () => {
        await give({
          by: 'demo-province',
          command: changeYearPlan,
          id: year2022,
          input: {
            plan: changedPlan2022,
            document: { number: 'MH-07/KH-2022', date: '2022-06-02' },
          },
          key: `demo/${year2022}/change`,
        });
      },
    },
  ];
}

function storyMoments(executor: Executor, give: Give): readonly Moment[] {
  const stage = { executor, give };
  const scenes = scenesOf(stories);
  const councils = councilsIn(scenes);
  const inSession = new Set(councils.flatMap((held) => held.scenes));
  return [
    ...councils.flatMap((held) => heldMoments(held, executor, give)),
    ...entrancesOf(stories, scenes).map(({ at, story }) => ({ at, happen: () => enter(stage, story) })),
    ...scenes
      .filter((scene) => !inSession.has(scene))
      .map((scene) => ({
        at: scene.at,
        hints: [productCycle.stream(scene.cycle), certificate.stream(scene.cycle)],
        happen: () => play(stage, scene),
      })),
  ];
}
