import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { doc, office, units } from '../../test/domain/story.ts';
import { renameProducer } from '../producer/keeping.ts';
import { producer } from '../producer/producer.ts';
import { aggregates, getCommand } from '../registry.ts';
import type { Fact } from './fold.ts';
import { forgottenIn, personalFields, refsForgotten } from './forgettable.ts';
import { hasPersonal, personalValues } from './personal.ts';

const forget = getCommand('producer', 'ForgetValues');
const ref = (name: string) => ({ ref: name, commitment: 'a'.repeat(64) });
const facts = told(producer, 'htx', [
  {
    type: 'ProducerRegistered',
    data: { province: '66', place: '650-01', kind: 'cooperative', name: ref('ten'), contact: ref('dien-thoai') },
  },
]);
const asked = { ground: 'asked', document: doc('ĐN-01') };
const of = (past: readonly Fact[] = facts) => given(producer, 'htx', past, { needs: { units }, actor: office });

describe('forgetting', () => {
  test('is a fact: which value of which event, by which paper and on which ground, and nothing of the value', () => {
    const { facts: after } = of()
      .when(forget, { fields: ['contact'], ...asked })
      .then([
        { type: 'ValuesForgotten', data: { values: [{ revision: 0, field: 'contact', ref: 'dien-thoai' }], ...asked } },
      ]);
    expect(after.flatMap(refsForgotten)).toEqual(['dien-thoai']);
    expect([...forgottenIn(after)]).toMatchObject([['dien-thoai', { document: { number: 'ĐN-01' } }]]);
  });
  test('takes a field in every fact that has it, or in those alone that are named', () => {
    const renamed = of().when(renameProducer, { name: 'Mới', reason: 'x', document: doc('QĐ') }).facts;
    const values = (input: object) =>
      of(renamed)
        .when(forget, { ...asked, ...input })
        .facts.flatMap(({ type, data }) =>
          type === 'ValuesForgotten' ? (data as { values: { revision: number }[] }).values.map((v) => v.revision) : [],
        );
    expect(values({ fields: ['name'] })).toEqual([0, 1]);
    expect(values({ fields: ['name', 'reason'], revisions: [1] })).toEqual([1, 1]);
  });
  test('of what is not personal, or not there, is refused with what there is', () => {
    of()
      .when(forget, { fields: ['kind'], ...asked })
      .then('NOTHING_PERSONAL', { fields: ['kind'], kept: ['name', 'contact'] });
    of()
      .when(forget, { fields: ['name'], revisions: [7], ...asked })
      .then('NOTHING_PERSONAL');
  });
  test('happens once, and is needed where a ground and a paper are given', () => {
    const once = of().when(forget, { fields: ['name', 'contact'], ...asked }).facts;
    of(once)
      .when(forget, { fields: ['name'], ...asked })
      .then('already-so');
    of()
      .when(forget, { fields: ['name'], document: doc('ĐN') })
      .then('INPUT_INVALID');
    of()
      .when(forget, { fields: ['name'], ground: 'asked' })
      .then('INPUT_INVALID');
  });
  test('cannot be taken back: the value is gone', () => {
    const once = of().when(forget, { fields: ['contact'], ...asked }).facts;
    of(once)
      .when(getCommand('producer', 'AnnulFacts'), { revisions: [1], reason: 'x', document: doc('QĐ') })
      .then('FACT_STANDS');
  });
});

describe('every kind of stream that takes something personal', () => {
  const taking = aggregates.filter((a) => [...a.commands.values()].some((c) => hasPersonal(c.input)));
  test.each(taking)('can have it forgotten: $category', ({ commands }) => {
    expect(commands.has('ForgetValues')).toBe(true);
  });
  test('and has a word for it that an office understands', () => {
    const fields = aggregates.flatMap((a) =>
      [...a.commands.values()].flatMap(({ input }) =>
        Object.keys(input.shape).filter((field) =>
          personalValues(input, { [field]: 'x' }).some(({ kind }) => kind === 'personal'),
        ),
      ),
    );
    expect(fields.length).toBeGreaterThan(10);
    expect([...new Set(fields)].filter((field) => !personalFields[field])).toEqual([]);
  });
});
