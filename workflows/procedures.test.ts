// The procedure as a table: which facts lead to which move. That it agrees with the guards of the commands in every
// state is test/domain/properties.test.ts; that Temporal carries it out, test/process.
import { describe, expect, test } from 'vitest';
import { processes } from '../activities/processes.ts';
import type { CertificateFacts } from '../domain/certificate/certificate-facts.ts';
import type { ResultFacts, SessionFacts } from '../domain/council-session/session-facts.ts';
import type { Move } from '../domain/kernel/procedure.ts';
import type { CycleFacts, TierFacts } from '../domain/product-cycle/cycle-facts.ts';
import { type Step, stepIds } from '../domain/programme-year/steps.ts';
import type { YearFacts } from '../domain/programme-year/year-facts.ts';
import type { DutiesFacts } from '../domain/unit-duties/duties-facts.ts';
import { procedures } from './procedures.ts';

const begun: CycleFacts = {
  began: 's@0',
  entry: 'awareness',
  step: undefined,
  done: undefined,
  filed: undefined,
  firstTier: undefined,
  visit: undefined,
  ended: undefined,
  closedOver: undefined,
  reopened: undefined,
  next: undefined,
  certificate: undefined,
};
const visit: TierFacts = {
  tier: 'upper',
  review: false,
  outcome: undefined,
  result: undefined,
  returnsTo: 'lower',
  supplementing: false,
  forwardedTo: undefined,
  received: undefined,
};
const said = (move: Move): string =>
  move.kind === 'give'
    ? [move.action.command, move.action.which, move.action.cause].join(' ')
    : `${move.kind}: ${move.what}`;
const cycle = (facts: Partial<CycleFacts>) => said(procedures.productCycle({ ...begun, ...facts }));
const rating = (of: Partial<TierFacts>) =>
  cycle({ step: 'rating', filed: 's@5', firstTier: 'lower', visit: { ...visit, ...of } });

describe('a cycle', () => {
  test('takes the six steps in their order, each once the one before is done', () => {
    const after = stepIds.slice(0, 4).map((step) => cycle({ step, done: 's@3' }));
    expect(after).toEqual(stepIds.slice(1, 5).map((step) => `OpenStep ${step} s@3`));
    expect(cycle({})).toBe('OpenStep awareness s@0');
    expect(cycle({ entry: 'rating' })).toBe('OpenStep rating s@0');
    for (const step of ['awareness', 'idea', 'business-plan', 'implementation', 'rating'] satisfies Step[])
      expect(cycle({ step })).toMatch(/^wait: /);
  });
  test('is promoted once recognised, and over when it ended otherwise', () => {
    const ended = { as: 'recognised', by: 's@9' } as const;
    expect(cycle({ step: 'rating', ended })).toBe('OpenStep promotion s@9');
    expect(cycle({ step: 'promotion', ended })).toMatch(/^over: /);
    const certificate = { stream: 'certificate-c', cause: 's@9', next: 'begin' } as const;
    const promoted = { step: 'promotion', ended } as const;
    expect(cycle({ ...promoted, certificate })).toBe('BeginCertificate certificate-c s@9');
    expect(cycle({ ...promoted, certificate: { ...certificate, next: 'record' } })).toBe(
      'RecordCertificateOpened certificate-c s@9',
    );
    for (const as of ['rated', 'not-selected', 'withdrawn'] as const)
      expect(cycle({ step: 'rating', ended: { as, by: 's@9' } })).toMatch(/^over: /);
  });
  test('is carried over by the closing of the year where it waits, and goes on in the next', () => {
    expect(cycle({ step: 'idea', closedOver: 'y@7' })).toBe('CarryOver s@0 y@7');
    expect(cycle({ step: 'idea', done: 's@3', closedOver: 'y@7' })).toBe('OpenStep business-plan s@3');
    const ended = { as: 'carried-over', by: 's@9' } as const;
    const next = { cycle: 'n', on: { stream: 'productCycle-n', input: {} }, planned: false, begun: false };
    expect(cycle({ step: 'idea', ended, next })).toBe('wait: the plan of the next year is approved');
    expect(cycle({ step: 'idea', ended, next: { ...next, planned: true } })).toBe('ContinueCycle n s@9');
    expect(cycle({ step: 'idea', ended, next: { ...next, planned: true, begun: true } })).toBe(
      'RecordCarriedOverTo n s@9',
    );
    expect(cycle({ step: 'idea', ended })).toMatch(/^over: /);
  });
});

test('what ended with its product waits for that end to be taken back, and then goes on', () => {
  const ended = { as: 'withdrawn', by: 's@9', withProduct: true } as const;
  expect(cycle({ step: 'idea', ended })).toMatch(/^wait: /);
  expect(cycle({ step: 'idea', ended, reopened: 'p@3' })).toBe('TakeBackCycle s@9 p@3');
});

test('a year opened again takes back what it carried over, unless the next year goes on with it already', () => {
  const ended = { as: 'carried-over', by: 's@9' } as const;
  const next = { cycle: 'n', on: { stream: 'productCycle-n', input: {} }, planned: true, begun: false };
  const reopened = { step: 'idea', ended, reopened: 'y@9' } as const;
  expect(cycle({ ...reopened, next })).toBe('TakeBackCycle s@9 y@9');
  expect(cycle({ ...reopened, next: { ...next, begun: true } })).toBe('RecordCarriedOverTo n s@9');
});

test('a certificate takes an older one’s place, stands, and runs out or is held', () => {
  const none: CertificateFacts = {
    issued: undefined,
    toAwait: undefined,
    toSupersede: undefined,
    toRestore: undefined,
    end: undefined,
    ended: undefined,
  };
  const its = (facts: Partial<CertificateFacts>) => said(procedures.certificate({ ...none, ...facts }));
  const older = { stream: 'certificate-o', by: 'n', cause: 'n@1', which: 'certificate-o@1' };
  const end = { holds: false, until: '2025-08-02', at: 'e' };
  expect(its({})).toMatch(/^wait: /);
  expect(its({ toAwait: { cause: 'n@0', dueOn: '2022-08-16' } })).toBe('AwaitIssue 2022-08-16 n@0');
  expect(its({ issued: 'n@1', end, toSupersede: older })).toBe('SupersedeCertificate certificate-o@1 n@1');
  expect(its({ issued: 'n@1', end })).toBe('ExpireCertificate 2025-08-02 n@1');
  expect(its({ issued: 'n@1', end: { ...end, holds: true } })).toBe('HoldValidity 2025-08-02 n@1');
  for (const ended of ['expired', 'revoked', 'superseded', 'taken-back'] as const)
    expect(its({ issued: 'n@1', end, ended })).toBe(`over: ${ended}`);
  expect(its({ ended: 'taken-back', toRestore: older })).toBe('RestoreCertificate certificate-o@1 n@1');
});

test('a year opens once its plan is approved, closes, and when it is opened again closes anew', () => {
  const [opens, closes] = [
    { shown: '2022-01-01', at: 'o' },
    { shown: '2022-12-31', at: 'c' },
  ];
  const year = (facts: Partial<YearFacts>) =>
    said(
      procedures.programmeYear({
        approved: true,
        opened: false,
        closed: false,
        opens,
        closes,
        planned: 'y@1',
        duties: {},
        ...facts,
      }),
    );
  expect(year({ approved: false })).toBe('wait: the year plan is approved');
  expect(year({})).toBe('OpenYear 2022-01-01 y@1');
  expect(year({ opened: true })).toBe('CloseYear 2022-12-31 y@1');
  expect(year({ opened: true, closed: true })).toMatch(/^over: /);
  expect(year({ opened: true, planned: 'y@5' })).toBe('CloseYear 2022-12-31 y@5');
});

test('an open year gives its units their duties, and records that, before it closes', () => {
  const [opens, closes] = [
    { shown: '2022-01-01', at: '2022-01-01' },
    { shown: '2022-12-31', at: '2022-12-31' },
  ];
  const year = (duties: YearFacts['duties']) =>
    procedures.programmeYear({
      ...{ approved: true, opened: true, closed: false, opens, closes, planned: 'y@1', duties },
    });
  const on = { stream: 'unitDuties-66-2022-650', input: { code: '650', from: '2004-01-01' } };
  expect(year({ begin: { at: '2022-02-01', on } })).toMatchObject({
    action: { command: 'BeginDuties', which: on.stream, dueAt: '2022-02-01', on },
  });
  expect(year({ begin: { at: '2022-02-01', on }, record: ['s-1', 's-2'] })).toMatchObject({
    action: { command: 'RecordDutiesGivenOut', which: 's-1', input: { streams: ['s-1', 's-2'] } },
  });
  expect(said(year({ begin: { at: '2023-01-05', on } }))).toBe('CloseYear 2022-12-31 y@1');
});

describe('the duties of a unit', () => {
  const none: DutiesFacts = {
    handedOver: false,
    closed: false,
    otherwise: undefined,
    ends: undefined,
    over: undefined,
  };
  const duties = (facts: Partial<DutiesFacts>) => said(procedures.unitDuties({ ...none, ...facts }));
  const ends = { at: 'e', newest: 's@7', to: ['h-1', 'h-2'], next: undefined };
  test('wait for reports, and follow the plan', () => {
    expect(duties({})).toBe('wait: a duty is reported');
    expect(duties({ otherwise: { told: 's@0', by: 'y@5' } })).toBe('FollowPlan y@5 s@0');
  });
  test('go to each that takes over, and then for good', () => {
    expect(duties({ ends: { ...ends, next: { stream: 'h-2', input: {} } } })).toBe('TakeOverDuties h-2 s@7');
    expect(duties({ ends })).toBe('HandOverDuties e s@7');
    expect(duties({ ends, handedOver: true })).toMatch(/^over: /);
  });
  test('are over when the year is closed and nothing comes due any more', () => {
    expect(duties({ over: { since: 's@0', year: 'y@9' } })).toBe('CloseDuties y@9 s@0');
    expect(duties({ over: { since: 's@0', year: 'y@9' }, closed: true })).toMatch(/^over: /);
  });
});

describe('a dossier', () => {
  test('comes to the first tier once filed', () => {
    expect(cycle({ step: 'rating' })).toBe('wait: a dossier is filed');
    expect(cycle({ step: 'rating', filed: 's@5', firstTier: 'lower' })).toBe('OpenTier lower s@5');
  });
  test('goes up when it was forwarded and received', () => {
    expect(rating({})).toBe('wait: tier upper has its result');
    expect(rating({ supplementing: true })).toBe('wait: the supplement that tier upper asked for');
    const forward = { outcome: 'forward', result: 's@6' } as const;
    expect(rating(forward)).toBe('wait: tier upper has forwarded the dossier');
    expect(rating({ ...forward, forwardedTo: 'top' })).toBe('wait: tier top has received the dossier');
    expect(rating({ ...forward, forwardedTo: 'top', received: 's@8' })).toBe('OpenTier top s@8');
  });
  test('comes back for review where the ladder says so', () => {
    expect(rating({ outcome: 'return', result: 's@6' })).toBe('OpenReview lower s@6');
    expect(rating({ review: true })).toBe('wait: tier upper has reviewed what came back');
  });
  test('waits for recognition, or for its end', () => {
    expect(rating({ outcome: 'recognise', result: 's@6' })).toBe('wait: tier upper has recognised the product');
    expect(rating({ outcome: 'ends', result: 's@6' })).toBe('wait: the end of the rating is recorded');
  });
});

test('every process has its procedure, its workflow and its key', async () => {
  const names = processes.map((p) => p.aggregate.category).sort();
  expect(Object.keys(procedures).sort()).toEqual(names);
  expect(Object.keys(await import('./index.ts')).sort()).toEqual(names);
  for (const p of processes) expect(procedures[p.aggregate.category as keyof typeof procedures]).toBe(p.procedure);
});

describe('a council’s session', () => {
  const over: SessionFacts = {
    distributed: true,
    undeclared: [],
    open: false,
    undecided: 0,
    minutesLackSince: undefined,
    drawnUp: true,
    signed: true,
    results: [],
    appeals: 0,
    unreadable: 0,
  };
  const session = (facts: Partial<SessionFacts>) => said(procedures.councilSession({ ...over, ...facts }));
  const result = (is: ResultFacts['is'], cycle = 'a'): ResultFacts => ({
    session: 's',
    cycle,
    stream: `c-${cycle}`,
    cause: 's@9',
    is,
  });
  test('waits for one thing after the other', () => {
    expect(session({ distributed: false, undecided: 2 })).toBe('wait: every dossier was sent to the members');
    expect(session({ undecided: 2, undeclared: ['x', 'y'] })).toBe(
      'wait: 2 members have declared on conflicts of interest',
    );
    expect(session({ undecided: 2 })).toBe('wait: the session is opened');
    expect(session({ undecided: 2, open: true })).toBe('wait: 2 products are decided on');
    expect(session({ open: true })).toBe('wait: the session is closed');
    expect(session({ minutesLackSince: 's@9', drawnUp: false, signed: false })).toBe('SetMinutesTerm minutes s@9');
    expect(session({ drawnUp: false, signed: false })).toBe('wait: the secretary has drawn up the minutes');
    expect(session({ signed: false })).toBe('wait: who presided and the secretary have signed the minutes');
  });
  test('gives each result to its cycle and notes what became of it; what went elsewhere is noted once', () => {
    expect(session({ results: [result('awaited')] })).toBe('RecordCouncilResult a s@9');
    expect(session({ results: [result('as-said')] })).toBe('NoteDelivery a as-said s@9');
    expect(session({ results: [result('stale')] })).toBe('VoidCouncilResult a s@9');
    expect(session({ results: [result('gone')] })).toBe('NoteDelivery a gone s@9');
    expect(session({ results: [result('gone-and-noted'), result('awaited', 'b')] })).toBe('RecordCouncilResult b s@9');
    expect(session({ results: [result('gone-and-noted')] })).toBe('wait: a result is to be delivered again');
    expect(session({ results: [result('awaited', 'b')], unreadable: 1 })).toBe('RecordCouncilResult b s@9');
    expect(session({ results: [result('gone-and-noted')], unreadable: 1 })).toBe('wait: 1 cycles can be read again');
    expect(session({ appeals: 1 })).toBe('wait: an appeal is answered');
    expect(session({ appeals: 1, results: [result('stale')] })).toBe('VoidCouncilResult a s@9');
    expect(session({})).toBe('over: every result is in its cycle');
  });
  test('a result goes to the stream of its cycle', () => {
    const move = procedures.councilSession({ ...over, results: [result('awaited')] });
    expect(move).toMatchObject({ kind: 'give', action: { on: { stream: 'c-a', input: { session: 's' } } } });
  });
});
