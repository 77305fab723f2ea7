import { describe, expect, test } from 'vitest';
import { given, person, told } from '../../test/domain/specification.ts';
import { coffee, doc, office, units } from '../../test/domain/story.ts';
import {
  annulProducerFacts,
  correctProducerFact,
  endProducer,
  moveProducer,
  renameProducer,
} from '../producer/keeping.ts';
import { producer } from '../producer/producer.ts';
import { correctProductFact, endProduct, moveProduct, takeInDuplicate } from './keeping.ts';
import { type Product, product, registerProduct } from './product.ts';

const document = doc('QĐ-01');
const reason = 'Nhập sai';
const ownerOf = (more: object = {}) => ({ producer: { kind: 'cooperative', province: '66', ...more }, units });
const facts = told(product, 'ca-phe-mau', [{ type: 'ProductRegistered', data: coffee }]);
const kept = (needs: Record<string, unknown> = ownerOf(), more = facts) =>
  given(product, 'ca-phe-mau', more, { needs, actor: office });

describe('a product that was registered wrongly', () => {
  const right = (changes: object) => ({ revision: 0, changes, reason, document });
  test('is put right by a fact with reason and document: name, group, origin, producer, place', () => {
    const changes = { name: 'Cà phê bột', group: 'tea', origin: 'existing', producer: 'htx-khac', place: '650-02' };
    const { state } = kept().when(correctProductFact, right(changes)).then(['FactCorrected']);
    expect(state).toMatchObject({ ...changes, registeredOn: '2022-01-04' });
    kept()
      .when(correctProductFact, { ...right({ group: 'tea' }), document: undefined })
      .then('INPUT_INVALID');
  });
  test('but not to what could not have been registered', () => {
    kept()
      .when(correctProductFact, right({ group: 'rockets' }))
      .then('GROUP_UNKNOWN');
    kept()
      .when(correctProductFact, right({ place: '01-01' }))
      .then('PLACE_NO_COMMUNE');
    kept({ producer: {}, units })
      .when(correctProductFact, right({ producer: 'ai-do' }))
      .then('PRODUCER_UNKNOWN');
  });
  test('by the level that registered it or one above', () => {
    const above = facts.map((fact) => ({ ...fact, actor: office }));
    const commune = { ...person, role: 'commune-officer', unit: '650-01' };
    given(product, 'ca-phe-mau', above, { needs: ownerOf(), actor: commune })
      .when(correctProductFact, right({ name: 'x' }))
      .then('FACT_OF_A_HIGHER_LEVEL');
  });
});

describe('a producer that was registered wrongly', () => {
  const registered = (more: object) =>
    told(producer, 'htx-mau', [
      {
        type: 'ProducerRegistered',
        data: {
          province: '66',
          place: '650-01',
          kind: 'cooperative',
          name: { ref: 'a', commitment: 'a'.repeat(64) },
          ...more,
        },
      },
    ]);
  const of = (more: object) => given(producer, 'htx-mau', registered(more), { needs: { units }, actor: office });
  const household = { revision: 0, changes: { kind: 'household' }, reason, document };
  const registration = { ref: 'b', commitment: 'b'.repeat(64) };
  test('is put right, but is no household without its registration, nor left as one without', () => {
    of({ registration }).when(correctProducerFact, household).then(['FactCorrected']);
    of({}).when(correctProducerFact, household).then('REGISTRATION_MISSING');
    const named = of({}).when(renameProducer, { registration: '40C8', reason, document }).then(['ProducerRenamed']);
    const after = { needs: { units }, actor: office };
    const right = given(producer, 'htx-mau', named.facts, after).when(correctProducerFact, household);
    right.then(['FactCorrected']);
    given(producer, 'htx-mau', right.facts, after)
      .when(annulProducerFacts, { revisions: [1], reason, document })
      .then('REGISTRATION_MISSING');
  });
});

describe('a product that changed', () => {
  test('goes to another producer or place, and nothing happens where it is already', () => {
    const { state } = kept().when(moveProduct, { producer: 'htx-khac', document }).then(['ProductMoved']);
    expect(state).toMatchObject({ producer: 'htx-khac', place: '650-01' });
    kept()
      .when(moveProduct, { place: '650-02', document })
      .then([{ type: 'ProductMoved', data: { place: '650-02' } }]);
    kept().when(moveProduct, { place: '650-01', document }).then('already-so');
    kept(ownerOf({ province: '12' }))
      .when(moveProduct, { producer: 'htx-xa', document })
      .then('PRODUCER_ELSEWHERE');
  });
  test('ends, and nothing more is done with it', () => {
    const ended = kept().when(endProduct, { reason, document }).then(['ProductEnded']);
    expect(ended.state.ended).toEqual({ on: '2022-06-20', by: '66' });
    const after = kept(ownerOf(), ended.facts as typeof facts);
    after.when(moveProduct, { place: '650-02', document }).then('PRODUCT_ENDED');
    after.when(endProduct, { reason, document }).then('PRODUCT_ENDED');
  });
});

describe('two registrations of one product', () => {
  const twin: Product = { ...coffee, registeredOn: '2021-03-01' };
  test('the one that stays takes the other in, and knows of it since its first day', () => {
    const { state } = kept({ ...ownerOf(), duplicate: twin })
      .when(takeInDuplicate, { duplicate: 'ca-phe-2', document })
      .then(['DuplicateTakenIn']);
    expect(state).toMatchObject({ duplicates: ['ca-phe-2'], registeredOn: '2021-03-01' });
    kept({ ...ownerOf(), duplicate: {} })
      .when(takeInDuplicate, { duplicate: 'la', document })
      .then('PRODUCT_UNKNOWN');
    kept({ ...ownerOf(), duplicate: twin })
      .when(takeInDuplicate, { duplicate: 'ca-phe-mau', document })
      .then('PRODUCT_ITSELF');
  });
  test('then the other one ends in it, and not before', () => {
    const into = (duplicates: readonly string[]) =>
      kept({ ...ownerOf(), into: { ...twin, duplicates } }).when(endProduct, { into: 'ca-phe', reason, document });
    into([]).then('DUPLICATE_NOT_TAKEN_IN');
    expect(into(['ca-phe-mau']).then(['ProductEnded']).state.ended).toMatchObject({ into: 'ca-phe' });
  });
  test('of three, the last one knows all: what the second had taken in comes with it', () => {
    const second: Product = { ...twin, duplicates: ['ca-phe-3'] };
    const asks = { ...ownerOf(), duplicate: second };
    const taken = kept(asks).when(takeInDuplicate, { duplicate: 'ca-phe-2', document });
    expect(taken.then(['DuplicateTakenIn', 'DuplicateTakenIn']).state.duplicates).toEqual(['ca-phe-2', 'ca-phe-3']);
    kept(asks, taken.facts as typeof facts)
      .when(takeInDuplicate, { duplicate: 'ca-phe-2', document })
      .then('already-so');
    const into = (duplicates: readonly string[], more: Partial<Product> = {}) =>
      kept({ ...ownerOf(), into: { ...twin, duplicates, ...more } }, taken.facts as typeof facts).when(endProduct, {
        into: 'ca-phe',
        reason,
        document,
      });
    into(['ca-phe-mau', 'ca-phe-2']).then('DUPLICATE_NOT_TAKEN_IN', { product: 'ca-phe-3' });
    const all = ['ca-phe-mau', 'ca-phe-2', 'ca-phe-3'];
    into(all, { ended: { on: '2022-06-01', into: 'ca-phe-mau' } }).then('PRODUCT_ENDED', { product: 'ca-phe' });
    into(all).then(['ProductEnded']);
  });
});

describe('a producer', () => {
  const ref = { ref: 'r', commitment: 'a'.repeat(64) };
  const data = { province: '66', place: '650-01', kind: 'farm', name: ref };
  const registered = told(producer, 'tt-mau', [{ type: 'ProducerRegistered', data }]);
  const its = (needs: object = {}) =>
    given(producer, 'tt-mau', registered, { needs: { units, ...needs }, actor: office });
  test('gets another name, contact or registration, which stay out of the event', () => {
    const renamed = its().when(renameProducer, { name: 'Trang trại Mới', reason, document }).then(['ProducerRenamed']);
    expect(JSON.stringify(renamed.outcome)).not.toContain('Trang trại Mới');
    its().when(renameProducer, { reason, document }).then('NOTHING_GIVEN');
  });
  test('moves, and ends, alone or as the same as another one', () => {
    its().when(moveProducer, { place: '650-02', document }).then(['ProducerMoved']);
    its().when(moveProducer, { place: '01-01', document }).then('PLACE_NO_COMMUNE');
    its().when(endProducer, { reason, document }).then(['ProducerEnded']);
    its({ into: { kind: 'farm', province: '66' } })
      .when(endProducer, { into: 'tt-2', reason, document })
      .then([{ type: 'ProducerEnded', data: { into: 'tt-2' } }]);
    its({ into: {} }).when(endProducer, { into: 'tt-2', reason, document }).then('PRODUCER_UNKNOWN');
    its().when(endProducer, { into: 'tt-mau', reason, document }).then('PRODUCER_ITSELF');
  });
  test('that has ended gets no new product', () => {
    given(product, 'che-mau', [], { needs: ownerOf({ ended: { on: '2022-06-01' } }) })
      .when(registerProduct, coffee)
      .then('PRODUCER_ENDED');
  });
});
