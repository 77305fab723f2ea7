import { describe, expect, test } from 'vitest';
import { doc } from '../../test/domain/story.ts';
import { type Fact, fold } from '../kernel/fold.ts';
import { end, province, treeOf, unit } from '../unit/tree.fixture.ts';
import { closeDuties } from './closing.ts';
import {
  awareness,
  begun,
  commune,
  district,
  duties,
  ID,
  letAllComeDue,
  progress,
  yearWith,
} from './duties.fixture.ts';
import { dutiesFacts } from './duties-facts.ts';
import { handOverDuties, takeOverDuties } from './handing-over.ts';
import { sendBackDuty } from './judging.ts';
import { reportDuty } from './reporting.ts';
import { unitDuties } from './unit-duties.ts';

const merged = treeOf(...province, end('650-01', '2022-04-15', ['650-02']));
const HEIR = '66-2022-650-02';
const taking = { from: unitDuties.stream(ID), code: '650-02', since: '2004-01-01' };
const former = (facts: readonly Fact[] = begun()) => fold(unitDuties, facts);
const ended = '2022-04-15T17:00:00.000Z';
const facts = (of: readonly Fact[], tree = merged, taken: string[] = [], at = ended) =>
  dutiesFacts({
    ...{ id: ID, state: former(of), year: yearWith([awareness, progress]) },
    ...{ yearStream: 'programmeYear-66-2022', units: tree, taken, at },
  });

describe('a unit that is abolished', () => {
  test('hands what it began and did not do to who took over from it, when it ends', () => {
    const heir = duties([], { tree: merged, former: former(), id: HEIR });
    heir.on('2022-04-15').when(takeOverDuties, taking).then('NOT_DUE');
    const s = heir.on(ended).when(takeOverDuties, taking);
    s.then([{ type: 'DutiesTakenOver', data: { unit: { code: '650-02' }, from: { code: '650-01', name: 'xã mẫu' } } }]);
    // May is not its affair any more: the successor has that itself.
    expect(s.state.duties).toMatchObject([
      { duty: 'awareness', no: 1, onBehalfOf: '650-01', dueOn: '2022-02-25' },
      { duty: 'progress', no: 1, onBehalfOf: '650-01', dueOn: '2022-04-29' },
    ]);
    const again = duties(s.facts, { tree: merged, former: former(), id: HEIR }).on(ended);
    again.when(takeOverDuties, taking).then('already-so');
  });
  test('the successor reports it beside its own, naming for whom', () => {
    const taken = duties([], { tree: merged, former: former(), id: HEIR }).on(ended).when(takeOverDuties, taking).facts;
    const report = { duty: 'progress', no: 1, document: doc('BC', '2022-04-20') };
    const own = duties(taken, { tree: merged, id: HEIR }).on('2022-04-20', commune);
    own.when(reportDuty, report).then('DUTY_UNKNOWN');
    own.when(reportDuty, { ...report, onBehalfOf: '650-01' }).then(['DutyReported']);
  });
  test('records that it handed over once every successor has it', () => {
    const [to] = facts(begun())?.ends?.to ?? [];
    expect(to).toBe(unitDuties.stream(HEIR));
    expect(facts(begun())?.ends?.next).toMatchObject({ stream: to, input: taking });
    expect(facts(begun(), merged, [to as string])?.ends?.next).toBeUndefined();
    const over = (takenFrom: string[]) =>
      duties(begun(), { tree: merged, ...{ [to as string]: { ...unitDuties.initial, takenFrom } } })
        .on(ended)
        .when(handOverDuties, { to: [to] });
    over([]).then('NOT_DUE');
    const s = over([unitDuties.stream(ID)]);
    s.then([{ type: 'DutiesHandedOver', data: { to: ['650-02'], duties: 2 } }]);
    const report = { duty: 'progress', no: 1, document: doc('BC', '2022-04-20') };
    duties(s.facts, { tree: merged })
      .on('2022-04-20', commune)
      .when(reportDuty, report)
      .then('DUTIES_HANDED_OVER', { to: '650-02' });
  });
  test('a divided one hands it to each of its parts', () => {
    const parts = ['24001', '24002'].map((code) => unit(code, 'commune', '650', '2022-04-16', ['650-01']));
    const { ends } = facts(begun(), treeOf(...province, ...parts)) ?? {};
    expect(ends?.to).toEqual(['66-2022-24001-20220416', '66-2022-24002-20220416'].map(unitDuties.stream));
  });
  test('where the level is gone, to the unit above; with nothing left, to nobody', () => {
    const above = treeOf(...province, end('650-01', '2022-04-15'));
    expect(facts(begun(), above)?.ends?.to).toEqual([unitDuties.stream('66-2022-650')]);
    expect(facts(begun([]), above)?.ends).toMatchObject({ to: [], next: undefined });
    expect(facts(begun(), treeOf(...province))?.ends).toBeUndefined();
  });
});

describe('the duties of a year are over', () => {
  const closed = yearWith([awareness], { closed: true });
  test('once the year is closed and nobody is told of them any more', () => {
    const open = begun([awareness]);
    duties(open, { year: closed }).on('2022-02-20').when(closeDuties).then('NOT_DUE');
    duties(open, { year: yearWith([awareness]) })
      .on('2022-12-31')
      .when(closeDuties)
      .then('NOT_DUE');
    const report = { duty: 'awareness', no: 1, document: doc('BC', '2022-02-20') };
    const done = duties(open).on('2022-02-20', commune).when(reportDuty, report).facts;
    const over = duties(done, { year: closed }).on('2023-01-02').when(closeDuties);
    over.then([{ type: 'DutiesClosed', data: { undone: 0 } }]);
    duties(over.facts, { year: closed }).on('2023-01-03').when(closeDuties).then('already-so');
    // Sent back, it is open again.
    const back = { duty: 'awareness', no: 1, reason: 'Thiếu' };
    const again = duties(over.facts, { year: closed }).on('2023-01-04', district).when(sendBackDuty, back);
    duties(again.facts, { year: closed }).on('2023-01-04').when(closeDuties).then('NOT_DUE');
  });
  test('a duty that nobody did keeps them open only while somebody is told of it', () => {
    const open = begun([awareness]);
    const told = letAllComeDue(open, closed);
    expect(told.length).toBeGreaterThan(open.length + 4);
    duties(told.slice(0, -1), { year: closed }).on('2022-12-31').when(closeDuties).then('NOT_DUE');
    duties(told, { year: closed })
      .on('2022-12-31')
      .when(closeDuties)
      .then([{ type: 'DutiesClosed', data: { undone: 1 } }]);
  });
});
