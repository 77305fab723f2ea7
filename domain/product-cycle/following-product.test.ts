import { describe, expect, test } from 'vitest';
import { coffee, come, doc, type Story, story } from '../../test/domain/story.ts';
import { type DueAction, dueCommandId } from '../kernel/due-action.ts';
import type { Fact } from '../kernel/fold.ts';
import type { Product } from '../product/product.ts';

/** The product by now. */
const with_ = (s: Story, change: Partial<Product>): Story => {
  s.product = { ...s.product, ...change };
  return s;
};

/** The product's end was taken back. */
const madeAgain = (s: Story, change: Partial<Product> = {}): Story => {
  s.product = { ...coffee, ...change };
  return s;
};

describe('before a dossier is filed, a cycle follows its product', () => {
  test('to another producer, place or group, by a fact of the process', () => {
    const s = with_(come.toPlan(), { producer: 'htx-khac', place: '650-02', group: 'tea' });
    expect(s.due().map((a) => a.command)).toContain('FollowProduct');
    s.moves();
    expect(s.state).toMatchObject({ producer: 'htx-khac', place: '650-02', group: 'tea' });
    s.expects('FollowProduct', {}, 'already-so');
  });
  test('whoever files faster than the process files what the product is', () => {
    const s = with_(come.dossierReady(), { producer: 'htx-khac' });
    s.expects('SubmitDossier', { criteriaSet: 'R2019/6' }, ['ProductFollowed', 'DossierSubmitted']);
    with_(come.dossierReady(), { group: 'tea' }).expects(
      'SubmitDossier',
      { criteriaSet: 'R2019/6' },
      'SET_NOT_OF_GROUP',
    );
  });
  test('as often as something is said of it, also what was said before', () => {
    const s = come.toPlan();
    const given = new Set<string>();
    for (const change of [{ group: 'tea' }, { group: 'coffee-cocoa' }, { producer: 'htx-khac' }, { group: 'tea' }]) {
      const [action] = with_(s, { ...coffee, ...change }).due();
      expect(action?.command).toBe('FollowProduct');
      given.add(dueCommandId(s.id, action as DueAction));
      s.moves();
      expect(s.state).toMatchObject({ producer: s.product.producer, group: s.product.group });
    }
    expect(given.size).toBe(4);
  });
  test('but stays where it was placed itself until its product is moved', () => {
    const s = come.toPlan();
    with_(s, { site: '650-01' });
    const placed = story(s.id, {
      facts: [
        ...s.facts,
        {
          ...(s.facts.at(-1) as Fact),
          revision: s.facts.length,
          type: 'CyclePlaced',
          data: { place: '650-03', from: s.today },
        },
      ],
    }).on(s.today);
    with_(placed, { site: '650-01', place: '650-02' });
    expect(placed.due().map((a) => a.command)).not.toContain('FollowProduct');
    with_(placed, { site: '650-01', group: 'tea' }).moves();
    expect(placed.state).toMatchObject({ place: '650-03', group: 'tea' });
    with_(placed, { site: '650-02' }).moves();
    expect(placed.state.place).toBe('650-02');
  });
  test('and ends with it', () => {
    const s = with_(come.toPlan(), { ended: { on: '2022-03-25' } }).moves();
    expect(s.state.ended).toMatchObject({ kind: 'withdrawn' });
    const filing = with_(come.dossierReady(), { ended: { on: '2022-05-10' } });
    filing.expects('SubmitDossier', { criteriaSet: 'R2019/6' }, 'PRODUCT_ENDED');
  });
  const gone = (by: string) => ({ ended: { on: '2022-03-25', by } });
  test('but what a higher level has in hand, that level decides, not who said that the product ended', () => {
    for (const [s, level] of [
      [come.ideaSelected(), '66'],
      [come.planSubmitted(), '650'],
    ] as const) {
      with_(s, gone('650-01')).moves();
      expect(s.state).toMatchObject({ told: { ended: true } });
      expect(s.state.ended).toBeUndefined();
      with_(s, gone(level)).moves();
      expect(s.state.ended).toMatchObject({ kind: 'withdrawn' });
    }
    const decided = with_(come.planSubmitted(), gone('650-01')).moves();
    decided.did('RejectPlan', { reason: 'Không còn sản xuất' }).moves();
    expect(decided.state.ended).toMatchObject({ kind: 'withdrawn', withProduct: true });
  });
  test('and comes back with it, with a date of its own, unless another cycle was begun meanwhile', () => {
    const ended = () => with_(come.toPlan(), gone('66')).moves().on('2022-05-20');
    expect(ended().move()).toMatchObject({ kind: 'wait' });
    const s = madeAgain(ended(), { amendedAt: 4 });
    expect(s.due()).toMatchObject([{ command: 'TakeBackCycle', cause: 'product-ca-phe-mau@4' }]);
    s.moves();
    expect(s.state).toMatchObject({ step: 'business-plan', deadline: { subject: 'step/business-plan' } });
    expect(s.state.deadline?.dueOn).toBe('2022-06-03');
    expect(s.state.ended).toBeUndefined();
    with_(s, { ended: { on: '2022-05-20', by: '66' }, changedAt: 6 }).moves();
    expect(s.state.ended).toMatchObject({ withProduct: true });
    const other = madeAgain(ended());
    other.others = { relatives: new Map([['66-2022-ca-phe-mau-2', come.toIdea().state]]) };
    other.expects('TakeBackCycle', {}, 'already-so');
  });
  test('at the end of the year nothing is carried over of a product that ended', () => {
    const s = with_(come.toPlan(), { ended: { on: '2022-03-25', into: 'ca-phe' } })
      .moves()
      .on('2023-01-03');
    s.year = { ...s.year, closed: true };
    s.expects('CarryOver', {}, [{ type: 'EndedWithProduct', data: { into: 'ca-phe' } }]);
    const carried = with_(come.toPlan(), {}).on('2023-01-03');
    carried.year = { ...carried.year, closed: true };
    carried.did('CarryOver');
    carried.nextYear = { ...carried.year, closed: false };
    expect(carried.move()).toMatchObject({ kind: 'give' });
    expect(with_(carried, gone('66')).move()).toMatchObject({ kind: 'wait' });
  });
  test('goes on where the product is the same as another one', () => {
    const s = with_(come.toPlan(), { ended: { on: '2022-03-25', into: 'ca-phe' } }).moves();
    expect(s.state.ended).toBeUndefined();
    expect(s.state.told?.ended).toBe('ca-phe');
    const filing = with_(come.dossierReady(), { ended: { on: '2022-05-10', into: 'ca-phe' } }).on('2022-06-02');
    filing.did('SubmitDossier', { criteriaSet: 'R2019/6' });
    expect(filing.state).toMatchObject({ rulebook: 'R2019', told: { ended: 'ca-phe' } });
  });
});

describe('after the filing it is told, once, and stays as it was', () => {
  test('who rates it is not changed under the rating', () => {
    const s = with_(come.atDistrict(), { place: '650-02', ended: { on: '2022-06-20' } }).moves();
    expect(s.facts.map((f) => f.type)).toContain('ProductChangeTold');
    expect(s.state).toMatchObject({ place: '650-01', told: { place: '650-02', ended: true } });
    expect(s.state.ended).toBeUndefined();
    s.expects('FollowProduct', {}, 'already-so');
  });
  test('a group that was wrong is mended with the set it was filed by', () => {
    const s = with_(come.atDistrict(), { group: 'tea' }).moves();
    const filed = s.facts.find((f) => f.type === 'DossierSubmitted');
    const law = { rulebook: 'R2019', criteriaSet: 'R2019/7', legalBasis: doc('CV') };
    s.expects('ChangeRulebook', law, [{ type: 'RulebookChanged', data: { group: 'tea', criteriaSet: 'R2019/7' } }]);
    expect(filed?.data).toMatchObject({ group: 'coffee-cocoa' });
    s.did('ChangeRulebook', law);
    expect(s.state).toMatchObject({ group: 'tea', criteriaSet: 'R2019/7' });
  });
});

test('whose producer has ended is told so before and after the filing', () => {
  for (const s of [come.toPlan(), come.atDistrict()]) {
    s.others = { owner: { ended: { on: '2022-06-01' } } };
    s.did('FollowProduct');
    expect(s.state.told).toMatchObject({ producer: 'htx-mau', producerEnded: true });
    s.expects('FollowProduct', {}, 'already-so');
  }
});
