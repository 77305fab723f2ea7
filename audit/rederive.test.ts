// Every figure of histories that the engine wrote is found again; a figure that was changed, under a right hash, is named.
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { type History, richHistory } from '../projections/history.fixture.ts';
import { CHAIR, inSession, sheetWithout } from '../test/council-world.ts';
import { worldWithProduct } from '../test/world.ts';
import { goldenWorld } from '../tools/generate/golden.ts';
import { collectFindings } from './finding.ts';
import { rederive } from './rederive.ts';

function again(events: readonly StoredEvent[]) {
  const findings = collectFindings();
  const all = rederive({ findings });
  for (const event of events) void all.take(event);
  return { ...all.result, findings: findings.listed() };
}
const everything = (store: History['store']) => store.readAll({ limit: 100_000 });

describe('figures found again', { timeout: 120_000 }, () => {
  let council: readonly StoredEvent[];
  let golden: readonly StoredEvent[];
  beforeAll(async () => {
    const w = await worldWithProduct();
    const { cycles, scoring, give } = await inSession(w, ['ca-phe-mau']);
    const [cycle = ''] = cycles;
    for (const [i, by] of scoring.entries()) await give(by, 'SealSheet', { cycle, sheet: sheetWithout(i % 2) });
    await give(CHAIR, 'OpenScores', { cycle });
    await give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true, reason: 'Đã xem' });
    council = await everything(w.store);
    golden = await everything((await goldenWorld()).store);
  }, 120_000);

  test('those of a session, of every scripted story, and of a history with corrections', async () => {
    const rich = await everything((await richHistory()).store);
    for (const events of [council, golden, rich]) {
      const { findings, derived } = again(events);
      expect(findings).toEqual([]);
      expect(derived).toBeGreaterThan(10);
    }
  });

  const changed = (
    events: readonly StoredEvent[],
    type: string,
    change: (data: any) => object,
    isMeant: (data: any) => boolean = () => true,
  ) => {
    const at = events.findIndex((e) => e.type === type && isMeant(e.data));
    const event = events[at];
    if (!event) throw new Error(`there is no ${type}`);
    const said = { ...event, data: { ...(event.data as object), ...change(event.data) } };
    return again([...events.slice(0, at), said, ...events.slice(at + 1)]).findings;
  };
  const differs = (what: string) => ({
    grade: 'manipulation',
    code: 'DERIVATION_DIFFERS',
    what: expect.stringContaining(what),
  });

  test.each([
    ['SessionOpened', () => ({ present: 3 }), 'it says present 3'],
    [
      'ScoresOpened',
      ({ scored: [one, ...others] }: any) => ({ scored: [{ ...one, total: one.total - 50 }, ...others] }),
      'it says scored',
    ],
    ['ProductClosed', ({ mean }: any) => ({ mean: mean + 1 }), 'it says mean'],
    ['ProductClosed', () => ({ stars: 1 }), 'it says stars 1'],
    ['ProductClosed', () => ({ base: 99 }), 'it says base 99'],
  ])('%s changed', (type, change, what) => {
    expect(changed(council, type, change)).toContainEqual(expect.objectContaining(differs(what)));
  });

  test('two sheets swapped after they were sealed: neither fits what its member committed to', () => {
    const findings = changed(council, 'ScoresOpened', ({ scored: [a, b, ...others] }) => ({
      scored: [{ ...a, sheet: b.sheet, total: b.total }, { ...b, sheet: a.sheet, total: a.total }, ...others],
    }));
    expect(findings).toContainEqual(expect.objectContaining(differs('it says scored')));
  });

  test.each([
    ['TierResultRecorded', ({ outcome }: any) => ({ outcome: outcome === 'ends' ? 'forward' : 'ends' })],
    ['TierResultRecorded', ({ mean = 0 }: any) => ({ mean: mean + 1 })],
    ['StepOpened', ({ due }: any) => ({ due: { ...due, dueOn: '2030-01-01' } })],
  ])('%s of a cycle changed', (type, change) => {
    expect(changed(golden, type, change)).toContainEqual(expect.objectContaining({ code: 'DERIVATION_DIFFERS' }));
  });

  test.each([
    ['TierResultRecorded', { mean: 4200 }, 'MEAN_DOES_NOT_FOLLOW'],
    ['TierResultRecorded', { outcome: 'forward' }, 'FactCorrected: it says outcome'],
    ['CertificateIssued', { validUntil: '2039-06-03' }, 'FactCorrected: it says validUntil'],
  ])('a correction of %s that puts in its place what does not follow from the right values', (of, change, what) => {
    const findings = changed(
      golden,
      'FactCorrected',
      ({ data }) => ({ data: { ...data, ...change } }),
      (data) => data.what === of,
    );
    expect(findings).toContainEqual(expect.objectContaining(differs(what)));
  });

  test('a date that 0.2.0 found without looking at any calendar is a notice, not called changed', () => {
    const isDated = ({ type, data }: StoredEvent) => type === 'StepOpened' && (data as any).due?.dueOn !== undefined;
    const older = golden.map((e) => {
      if (!isDated(e)) return e;
      const basis = Object.fromEntries(Object.entries(e.basis ?? {}).filter(([on]) => !on.startsWith('calendar-')));
      return {
        ...e,
        basis,
        data: { ...(e.data as { due: object }), due: { ...(e.data as any).due, dueOn: '2021-02-28' } },
      };
    });
    const { findings } = again(older);
    expect([...new Set(findings.map(({ grade, code }) => `${grade} ${code}`))]).toEqual([
      'notice FIGURE_OF_OLDER_RELEASE',
    ]);
  });

  test('what cannot be read or folded is left, and counted; nothing stops there', () => {
    const cut = golden.filter((e) => e.type !== 'YearPlanned');
    expect(again(cut).left).toBeGreaterThan(0);
    const strange = golden.map((e) => (e.type === 'IdeaSelected' ? { ...e, data: null } : e));
    expect(() => again(strange)).not.toThrow();
  });
});
