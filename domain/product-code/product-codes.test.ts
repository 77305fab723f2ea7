import { describe, expect, test } from 'vitest';
import { given, process, told } from '../../test/domain/specification.ts';
import { coffee, come, units } from '../../test/domain/story.ts';
import type { Fact } from '../kernel/fold.ts';
import { product } from '../product/product.ts';
import type { ProductCycle } from '../product-cycle/product-cycle.ts';
import { recordProductCode } from './product-code.ts';
import { drawProductCode, productCodes } from './product-codes.ts';

const CYCLE = '66-2027-ca-phe-mau-1';
/** Recognised in 2027 under the act that has product codes, or under another one. */
const recognised = (change: Partial<ProductCycle> = {}): ProductCycle => ({
  ...come.recognised().state,
  rulebook: 'R2026',
  ended: { kind: 'recognised', stars: 4, on: '2027-06-20', at: 9 },
  ...change,
});
const draw = (cycle: ProductCycle = recognised(), facts: readonly Fact[] = [], made: object = coffee, id = CYCLE) =>
  given(productCodes, '66', facts, {
    needs: { units, cycle, product: made },
    actor: process,
    today: '2027-06-21',
  }).when(drawProductCode, { cycle: id });

describe('a product code', () => {
  test('is province, commune, serial and the year of recognition, drawn once for a product', () => {
    const first = draw().then([{ type: 'ProductCodeDrawn', data: { serial: 1, code: '66-650-01-0001-2027' } }]);
    draw(recognised(), first.facts).then('already-so');
    const second = draw(
      recognised({ place: '650-02', places: [{ code: '650-02' }] }),
      first.facts,
      coffee,
      '66-2027-tra-1',
    );
    second.then([{ type: 'ProductCodeDrawn', data: { product: 'tra', serial: 2, code: '66-650-02-0002-2027' } }]);
    expect(second.state).toEqual({
      codes: { 'ca-phe-mau': '66-650-01-0001-2027', tra: '66-650-02-0002-2027' },
      last: 2,
    });
  });
  test('is kept where the product takes in a duplicate that has one', () => {
    const { facts } = draw();
    draw(recognised(), facts, { ...coffee, duplicates: ['ca-phe-mau'] }, '66-2027-ca-phe-1').then('already-so');
  });
  test('is given under no act that knows none, and before no recognition', () => {
    for (const rulebook of ['R2019', 'R2023', 'R2025']) draw(recognised({ rulebook })).then('NOT_DUE');
    draw(recognised({ ended: { kind: 'rated', stars: 2, on: '2027-06-20', at: 9 } })).then('NOT_DUE');
  });
  test('waits where nobody knows in which commune the product lies', () => {
    draw(recognised({ place: '999', places: [{ code: '999' }] })).then('PLACE_NOT_SETTLED');
  });
  test('stands on the product, and is not taken back', () => {
    const facts = told(product, 'ca-phe-mau', [{ type: 'ProductRegistered', data: coffee }]);
    const register = draw().state;
    const its = (needs: object, more: readonly Fact[] = facts) =>
      given(product, 'ca-phe-mau', more, { needs: { units, ...needs }, actor: process }).when(recordProductCode);
    its({ register: productCodes.initial }).then('NOT_DUE');
    const recorded = its({ register }).then([{ type: 'ProductCodeGiven', data: { code: '66-650-01-0001-2027' } }]);
    expect(recorded.state.code).toBe('66-650-01-0001-2027');
    its({ register }, recorded.facts).then('already-so');
    expect(product.events.get('ProductCodeGiven')?.stands?.(recorded.state, 1)).toBe(true);
  });
});
