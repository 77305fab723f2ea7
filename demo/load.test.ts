import { beforeAll, describe, expect, test } from 'vitest';
import { isErrand } from '../activities/post-errands.ts';
import { whatIsDue } from '../activities/processes.ts';
import { account } from '../domain/access/account.ts';
import { certificate } from '../domain/certificate/certificate.ts';
import { councilSession, isOpen } from '../domain/council-session/council-session.ts';
import { cycleParts, type EndKind, type ProductCycle, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { stepIds } from '../domain/programme-year/steps.ts';
import { aggregates, getCommand } from '../domain/registry.ts';
import { unitDuties } from '../domain/unit-duties/unit-duties.ts';
import { hashFits, type StoredEvent } from '../eventstore/envelope.ts';
import type { EventStore } from '../eventstore/port.ts';
import { type World, world } from '../test/world.ts';
import { acts } from './acts.ts';
import { councilsIn } from './councils-held.ts';
import { districts } from './districts.ts';
import { everybody } from './everybody.ts';
import { DEMO_NOW, isDemoLoaded, loadDemo } from './load.ts';
import { scenesOf } from './play.ts';
import { publishedStories } from './published.ts';
import { demoSheet } from './sheets.ts';
import { simulatedProcess } from './simulated-process.ts';
import { stories } from './stories.ts';
import { productOf } from './story.ts';

type Demo = { w: World; clock: { now: string }; events: readonly StoredEvent[] };

async function everything(store: EventStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const after = events[events.length - 1]?.position;
    const page = await store.readAll(after === undefined ? {} : { after });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

async function load(): Promise<Demo> {
  const clock = { now: DEMO_NOW };
  const w = world({ clock });
  await loadDemo({ executor: w.executor, clock, offsetMs: 0 });
  return { w, clock, events: await everything(w.store) };
}

const cyclesOf = (events: readonly StoredEvent[]): readonly string[] => [
  ...new Set(events.filter((e) => e.stream.startsWith('productCycle-')).map((e) => e.stream.slice(13))),
];

/** What was written where, in order; salts and positions left out. */
const outline = (events: readonly StoredEvent[]) =>
  Object.groupBy(
    events.map((e) => ({ stream: e.stream, what: `${e.type} ${e.recordedAt} ${e.commandId}` })),
    (e) => e.stream,
  );

let demo: Demo;
let states: ReadonlyMap<string, ProductCycle>;
beforeAll(async () => {
  demo = await load();
  const looks = cyclesOf(demo.events).map(
    async (id) => [id, (await demo.w.executor.look(productCycle, id)).state] as const,
  );
  states = new Map(await Promise.all(looks));
}, 120_000);

describe('the demo', () => {
  test('leaves the clock at 20/6/2022, 09:00', () => {
    expect(demo.clock.now).toBe('2022-06-20T02:00:00.000Z');
    expect(demo.events.every((e) => e.recordedAt <= DEMO_NOW && e.occurredAt <= e.recordedAt)).toBe(true);
  });

  test('has an event of every type that its law can bring about', () => {
    // Under R2019 every tier rates, and no later law is known in 2022.
    const laterLaws = ['PreAssessmentRecorded', 'RulebookChanged', 'ProductCodeDrawn', 'ProductCodeGiven'];
    // Its office confirms its calendars whole and closes no year by a slip; nobody doubts a clock that is a fact.
    // Its minutes on paper are entered once.
    const entries = ['PaperResultEntered', 'PaperDifferencesResolved'];
    const slips = ['CalendarCompleted', 'YearReopened', 'CycleTakenBack', 'ClockConfirmed', 'CouncilResultVoided'];
    // Its keys are made where it runs.
    const keys = ['RootKeyAnnounced', 'LogKeyCertified', 'LogKeyRevoked'];
    // Nobody witnesses a demo, and none of its backups is put back.
    const seals = ['WitnessesNamed', 'SealTold', 'RestoreAccepted'];
    // Its papers are names and numbers: there are no files behind them.
    const files = ['FileReceived', 'DossierTakenIn', 'FileErased', 'PaperEndTold'];
    // Nobody has asked to be forgotten.
    const erased = ['ValuesForgotten'];
    // Letters are written by the running process.
    // Nobody of it is away or loses a telephone.
    const present = ['AccountSuspended', 'AccountReinstated', 'RoleDelegated', 'CredentialsRenewed'];
    // Whoever looks at the demo draws a secret of their own.
    const subscribed = ['FeedOpened', 'FeedRevoked'];
    const worded = ['WordingSet', 'WordingTakenBack'];
    const posted = [
      'PostWentOut',
      'LetterRequested',
      'LetterSent',
      'LetterFailed',
      'LetterUndeliverable',
      'LetterDropped',
      'LetterAskedAgain',
      'LetterOpened',
    ];
    // Its products and producers stay what they were registered as.
    const kept = [
      'ProductMoved',
      'ProductEnded',
      'DuplicateTakenIn',
      'ProducerRenamed',
      'ProducerMoved',
      'ProducerEnded',
      'ConsentGiven',
      'ConsentWithdrawn',
    ];
    const followed = ['ProductFollowed', 'ProductChangeTold', 'EndedWithProduct'];
    // Its units are those of one year, but for a commune that was merged.
    const reforms = [
      'UnitRenamed',
      'UnitMoved',
      'ProductPlaced',
      'ProducerPlaced',
      'CyclePlaced',
      'StreamMoved',
      'StreamKept',
      'HistoriesJoined',
    ];
    // Its councils meet as planned, find no conflict and agree.
    const begun = [
      'SessionConvened',
      'DossiersDistributed',
      'ConflictsDeclared',
      'SamplesRecorded',
      'AttendanceRecorded',
      'SessionOpened',
      'SheetSealed',
      'ScoresOpened',
      'KnockOutVoted',
      'ProductClosed',
      'SessionClosed',
      'MinutesDrawnUp',
      'MinutesSigned',
      'ResultDelivered',
    ];
    const councils = [...councilSession.events.keys()].filter((type) => !begun.includes(type));
    // Its certificates are of 2021 and 2022, and none runs out before 2024.
    const laterOfCertificates = [
      'RevocationOverdue',
      'IssueOverdue',
      'ExpiryWarned',
      'ExpiryNoticeServed',
      'ValidityHeld',
      'CertificateExpired',
      'CertificateSuperseded',
      'CertificateRestored',
      'CertificateTakenBack',
    ];
    // Its one year with duties is not over, and no unit ends in it.
    const ends = ['DutiesTakenOver', 'DutiesHandedOver', 'DutiesClosed'];
    const unmet = [...councils, ...laterOfCertificates, ...ends, ...posted, ...present, ...subscribed, ...worded];
    const excepted = [
      ...unmet,
      ...laterLaws,
      ...slips,
      ...entries,
      ...keys,
      ...seals,
      ...kept,
      ...followed,
      ...reforms,
      ...erased,
      ...files,
    ];
    const written = new Set([...demo.events.map((e) => e.type), ...excepted]);
    const missing = aggregates.flatMap((a) => [...a.events.keys()]).filter((type) => !written.has(type));
    expect(missing).toEqual([]);
  });

  test('has a session in which a newcomer seals the last sheets of a product, and the chair opens it', async () => {
    const id = '66-2022-hoi-dong-tinh-dot-1';
    const { state } = await demo.w.executor.look(councilSession, id);
    const [cycle] = state.agenda.map((item) => item.cycle) as [string];
    const left = state.members.filter((m) => m.scores && !Object.hasOwn(state.agenda[0]?.sealed ?? {}, m.account));
    expect([isOpen(state), left.map((m) => m.account)]).toEqual([true, ['demo-hd-chu-tich', 'demo-hd-uy-vien-4']]);
    // On a store of its own: the others look at this one.
    const { w } = await load();
    const set = state.agenda[0]?.dossier?.criteriaSet ?? '';
    const give = (by: string, name: string, input: unknown) =>
      w.give({ by, command: getCommand('councilSession', name), id, input });
    for (const { account } of left) await give(account, 'SealSheet', { cycle, sheet: demoSheet(set, 9) });
    await give('demo-hd-chu-tich', 'OpenScores', { cycle });
    await give('demo-hd-chu-tich', 'CloseProduct', { cycle, unreadConfirmed: true });
    const { closed } = (await w.executor.look(councilSession, id)).state.agenda[0] ?? {};
    expect([closed?.totals.length, (closed?.stars ?? 0) >= 3]).toEqual([6, true]);
  }, 60_000);

  test('has its councils of 2022 as sessions, whose results the process took over', async () => {
    const { executor } = demo.w;
    const councils = councilsIn(scenesOf(stories));
    for (const { id, scenes } of councils) {
      const { state } = await executor.look(councilSession, id);
      expect([id, state.agenda.map((item) => item.delivery?.taken)]).toEqual([id, scenes.map(() => true)]);
    }
    const results = [...states.values()].flatMap((s) => s.visits.filter((v) => !v.review));
    const met2022 = results.filter(({ result }) => (result?.on ?? '') >= '2022-01-01');
    const onPaper = met2022.filter(({ result }) => !result?.session).map(({ tier }) => tier);
    // The central council is no session of the province's; of rice no criteria could be read.
    expect(onPaper.toSorted()).toEqual(['district', 'national', 'national', 'province']);
    expect(councils.flatMap((held) => held.scenes)).toHaveLength(met2022.length - onPaper.length);
  });

  test('uses every act it knows', () => {
    const used = new Set(scenesOf(stories).map((s) => s.scripted.act));
    expect(Object.keys(acts).filter((act) => !used.has(act))).toEqual([]);
  });

  test('has units that report in time, late and not at all, and are judged', async () => {
    const streams = new Set(demo.events.map((e) => e.stream).filter((s) => s.startsWith('unitDuties-')));
    const looks = [...streams].map((s) => demo.w.executor.look(unitDuties, s.slice('unitDuties-'.length)));
    const all = (await Promise.all(looks)).map((h) => h.state);
    expect(new Set(all.map((s) => s.unit?.level))).toEqual(new Set(['province', 'district', 'commune', 'department']));
    const duties = all.flatMap((s) => s.duties).filter((d) => d.dueOn < '2022-06-20');
    const inTime = duties.filter((d) => d.reported && d.reported.on <= d.dueOn).length / duties.length;
    expect(inTime).toBeGreaterThan(0.75);
    expect(inTime).toBeLessThan(0.95);
    expect(duties.some((d) => d.reported && d.reported.on > d.dueOn)).toBe(true);
    expect(duties.some((d) => !d.reported && d.overdue)).toBe(true);
    expect(all.flatMap((s) => s.duties).filter((d) => d.accepted).length).toBeGreaterThan(200);
  });

  test('has hashes that fit', () => {
    expect(demo.events.filter((e) => !hashFits(e))).toEqual([]);
  });

  test('has products in every district, at every step, and every way to end', () => {
    const all = [...states.values()];
    const inDistrict = (code: string) => all.filter((s) => s.place?.startsWith(code) && !s.ended).length;
    expect(districts.filter((d) => inDistrict(d.code) === 0)).toEqual([]);
    expect(new Set(all.map((s) => s.step))).toEqual(new Set(stepIds));
    const ends: readonly EndKind[] = ['recognised', 'rated', 'not-selected', 'withdrawn', 'carried-over'];
    expect(new Set(all.flatMap((s) => s.ended?.kind ?? []))).toEqual(new Set(ends));
    expect(new Set(all.flatMap((s) => s.ended?.stars ?? []))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(new Set(all.map((s) => s.entry))).toEqual(new Set(stepIds.filter((s) => s !== 'promotion')));
  });

  test('has dossiers at every rung of the ladder and on the way between them', () => {
    const open = [...states.values()].filter((s) => s.submitted && !s.ended);
    const visits = open.flatMap((s) => s.visits.at(-1) ?? []);
    const found = {
      rated: new Set(visits.filter((v) => !v.result && !v.review).map((v) => v.tier)),
      reviewed: new Set(visits.filter((v) => !v.result && v.review).map((v) => v.tier)),
      forwarded: new Set(visits.filter((v) => v.forwarded && !v.received).map((v) => v.tier)),
      toRecognise: new Set(visits.filter((v) => v.result?.outcome === 'recognise').map((v) => v.result?.stars)),
      supplements: new Set(visits.filter((v) => v.supplement).map((v) => v.supplement?.answered !== undefined)),
    };
    expect(found).toEqual({
      rated: new Set(['district', 'province', 'national']),
      reviewed: new Set(['province']),
      forwarded: new Set(['district', 'province']),
      toRecognise: new Set([3, 4]),
      supplements: new Set([false, true]),
    });
  });

  test('has carried products over to cycles that go on in 2022', () => {
    const carried = [...states.values()].filter((s) => s.ended?.kind === 'carried-over');
    expect(carried.length).toBeGreaterThanOrEqual(4);
    for (const { next } of carried) expect(states.get(next ?? '')?.started).toBeDefined();
  });

  test('leaves nothing undone that was due', async () => {
    const { executor } = demo.w;
    const streams = new Set(demo.events.map((e) => e.stream));
    const due = await Promise.all([...streams].map((stream) => whatIsDue(executor, stream, DEMO_NOW)));
    // No letter leaves the house while a history is loaded.
    expect(due.flat().filter((a) => a.dueAt <= DEMO_NOW && !isErrand(a))).toEqual([]);
    const process = simulatedProcess(executor, demo.clock);
    for (const stream of streams) process.hint(stream);
    await process.runUntil(DEMO_NOW);
    expect((await demo.w.store.head())?.position).toBe(demo.events.at(-1)?.position);
  });

  test('has certificates that stand and one to be issued, each of what was recognised', async () => {
    const { executor } = demo.w;
    const recognised = [...states].filter(([, { ended }]) => ended?.kind === 'recognised').map(([id]) => id);
    const its = await Promise.all(recognised.map(async (id) => (await executor.look(certificate, id)).state));
    expect(its.filter(({ begun }) => !begun)).toEqual([]);
    const counted = {
      toIssue: its.filter(({ number }) => number === undefined).length,
      revoked: its.filter(({ ended }) => ended?.as === 'revoked').length,
      toDecide: its.filter(({ revocation, ended }) => revocation && !ended).length,
      replaced: its.filter(({ replaced }) => replaced).length,
      found: its.filter(({ findings }) => findings.length > 0).length,
    };
    expect(counted).toEqual({ toIssue: 1, revoked: 1, toDecide: 1, replaced: 1, found: 2 });
    expect(recognised.filter((id) => states.get(id)?.certificate !== id)).toEqual([]);
  });

  test('tells of published products nothing that was not published', () => {
    const published = publishedStories.map(productOf);
    const said = demo.events.filter(
      (e) => e.stream.startsWith('productCycle-') && published.includes(cycleParts(e.stream.slice(13)).product),
    );
    expect(new Set(said.map((e) => cycleParts(e.stream.slice(13)).product)).size).toBe(13);
    const outcomes = /Result|Review|Recognised|RatingEnded|Forwarded|Rejected|Overdue|Reminder/;
    expect(said.map((e) => e.type).filter((type) => outcomes.test(type))).toEqual([]);
  });

  test('has everybody whom one may be in it', async () => {
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length);
    for (const { id, role, unit } of everybody) {
      const { state } = await demo.w.executor.look(account, id);
      expect(state.grants, id).toContainEqual(expect.objectContaining({ role, unit }));
    }
  });

  test('names everything else as invented', () => {
    const invented = stories.filter((s) => !publishedStories.includes(s)).map((s) => s.name);
    expect(invented.filter((name) => !name.includes(' minh họa '))).toEqual([]);
    expect(new Set(stories.map(productOf)).size).toBe(stories.length);
  });

  test('loads the same again', async () => {
    expect(outline((await load()).events)).toEqual(outline(demo.events));
  }, 60_000);
});

test.each([40, 700, 1900])(
  'a load that broke off after %i commands is finished by the next',
  async (after) => {
    const clock = { now: DEMO_NOW };
    const w = world({ clock });
    let left = after;
    const breaking = {
      ...w.executor,
      execute: (request: Parameters<typeof w.executor.execute>[0]) => {
        if (left-- <= 0) throw new Error('power cut');
        return w.executor.execute(request);
      },
    };
    await expect(loadDemo({ executor: breaking, clock, offsetMs: 0 })).rejects.toThrow('power cut');
    await new Promise(setImmediate);
    await loadDemo({ executor: w.executor, clock, offsetMs: 5000 });
    expect(await isDemoLoaded(w.executor)).toBe(true);
    const types = (events: readonly StoredEvent[]) =>
      Object.groupBy(
        events.map((e) => ({ stream: e.stream, what: `${e.type} ${e.commandId}` })),
        (e) => e.stream,
      );
    expect(types(await everything(w.store))).toEqual(types(demo.events));
  },
  60_000,
);
