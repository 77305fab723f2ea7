// What lies in a divided commune is nobody's until a fact places it.
import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { coffee, doc, story, yearOf } from '../../test/domain/story.ts';
import { account } from '../access/account.ts';
import { authorise, whoActs } from '../access/authorise.ts';
import { fold } from '../kernel/fold.ts';
import { placeProducer } from '../producer/placing.ts';
import { producer } from '../producer/producer.ts';
import { placeProduct } from '../product/placing.ts';
import { product } from '../product/product.ts';
import { placeCycle } from '../product-cycle/placing.ts';
import { productCycle, situationOf } from '../product-cycle/product-cycle.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { end, province, treeOf, unit } from './tree.fixture.ts';

const FIRST = '2022-07-01';
const parts = [unit('24001', 'commune', '66', FIRST, ['650-01']), unit('24002', 'commune', '66', FIRST, ['650-01'])];
const units = treeOf(...province, ...parts, end('650', '2022-06-30'));
const today = '2022-07-04';

const ref = { ref: 'r', commitment: 'c'.repeat(64) };
const things = [
  [product, placeProduct, 'ca-phe-mau', { type: 'ProductRegistered', data: coffee }],
  [
    producer,
    placeProducer,
    'htx-mau',
    { type: 'ProducerRegistered', data: { province: '66', place: '650-01', kind: 'farm', name: ref } },
  ],
  [
    productCycle,
    placeCycle,
    '66-2022-ca-phe-mau-1',
    {
      type: 'CycleStarted',
      data: { ...without(coffee), product: 'ca-phe-mau', purpose: 'rating', entry: 'awareness', rulebook: 'R2019' },
    },
  ],
] as const;

function without({ name: _, province: __, ...more }: typeof coffee) {
  return more;
}

describe.each(things.map((t) => [t[0].category, ...t] as const))('a %s', (_, aggregate, command, id, first) => {
  const facts = told(aggregate, id, [first]);
  const needs = { units, year: yearOf(), product: coffee };
  const spec = (tree = units) => given(aggregate, id, facts, { needs: { ...needs, units: tree }, today });
  test('is placed in one of the parts, from the day of the division on', () => {
    const decided = spec().when(command, { place: '24002', document: doc('CV') });
    expect(decided.state.places).toEqual([
      { code: '650-01', on: '2022-01-04' },
      { code: '24002', on: FIRST },
    ]);
    expect(decided.state.place).toBe('24002');
    given(aggregate, id, decided.facts, { needs, today }).when(command, { place: '24001' }).then('already-so');
  });
  test('but not in another commune, and not where nothing was divided', () => {
    spec().when(command, { place: '650-02' }).then('NOT_A_PART', { parts: '24001, 24002' });
    spec().when(command, { place: '66' }).then('PLACE_NO_COMMUNE');
    spec(treeOf(...province))
      .when(command, { place: '650-01' })
      .then('already-so');
  });
  test('whose commune is unknown is placed in any', () => {
    const elsewhere = told(aggregate, id, [{ ...first, data: { ...(first.data as object), place: '999' } }]);
    given(aggregate, id, elsewhere, { needs, today })
      .when(command, { place: '650-02' })
      .then([placedEvent(command.name)]);
  });
});

const placedEvent = (command: string) => `${command.replace('Place', '')}Placed`;

test('nobody of a commune decides before it is placed, and the right one after it', () => {
  const { id, facts } = story('66-2022-ca-phe-mau-1', {}).on('2022-02-10').did('StartCycle', {});
  const ask = (state = fold(productCycle, facts)) =>
    authorise({
      by: responsibility('list-ideas'),
      situation: situationOf(id, state, yearOf()),
      caller: { kind: 'person', id: 'c' },
      account: fold(
        account,
        told(account, 'c', [
          {
            type: 'RoleGranted',
            data: { grant: 'g', province: '66', role: 'commune-officer', unit: '24002', from: FIRST },
          },
        ]),
      ),
      tree: units,
      today,
      occurredOn: today,
    });
  expect(ask()).toMatchObject({ code: 'ROLE_MISSING' });
  const { state } = given(productCycle, id, facts, { needs: { units, year: yearOf(), product: coffee }, today }).when(
    placeCycle,
    { place: '24002' },
  );
  expect(ask(state)).toMatchObject({ unit: '24002' });
});

describe('a unit that was registered by a slip is taken back', () => {
  const { id, facts } = story('66-2022-ca-phe-mau-1', {}).on('2022-02-10').did('StartCycle', {});
  const placed = given(productCycle, id, facts, { needs: { units, year: yearOf(), product: coffee }, today }).when(
    placeCycle,
    { place: '24002' },
  );
  const acts = (tree: typeof units) =>
    (['confirm-local-shares', 'select-ideas', 'approve-ideas', 'place-divided'] as const).map((responsibility) =>
      whoActs({
        responsibility,
        situation: situationOf(id, placed.state, yearOf()),
        tree,
        today,
        occurredOn: today,
      }).map(({ unit: at }) => at),
    );
  test('what was placed in it lies where it lay before', () => {
    expect(acts(units)).toEqual([['24002'], ['66'], ['66'], ['66']]);
    expect(acts(treeOf(...province))).toEqual([['650-01'], ['650'], ['66'], ['66']]);
  });
  test('and where no unit of its is left, the province has it in hand, and can place it', () => {
    const [top, district, , other] = province as [...typeof province];
    const tree = treeOf(top as never, district as never, other as never);
    expect(acts(tree)).toEqual([[], [], ['66'], ['66']]);
    given(productCycle, id, placed.facts, { needs: { units: tree, year: yearOf(), product: coffee }, today })
      .when(placeCycle, { place: '650-02' })
      .then(['CyclePlaced']);
  });
});
