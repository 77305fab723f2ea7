import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { coffee } from '../../test/domain/story.ts';
import {
  type ApplicantKind,
  applicantKinds,
  generalApplicants,
  producer,
  registerProducer,
} from '../producer/producer.ts';
import { product, registerProduct } from './product.ts';

const register = (kind: ApplicantKind | undefined, change: object = {}) =>
  given(product, 'ca-phe-mau', [], { needs: { producer: kind === undefined ? {} : { kind } } }).when(registerProduct, {
    ...coffee,
    ...change,
  });

describe('RegisterProduct', () => {
  test('an existing or a new product of a group, by a producer that is registered', () => {
    register('cooperative').then([{ type: 'ProductRegistered', data: coffee }]);
    register('cooperative', { origin: 'existing' }).then(['ProductRegistered']);
    register('cooperative', { origin: 'borrowed' }).then('INPUT_INVALID');
  });
  test('an unknown producer or group is refused', () => {
    register(undefined).then('PRODUCER_UNKNOWN', { producer: 'htx-mau' });
    register('cooperative', { group: 'rockets' }).then('GROUP_UNKNOWN', { group: 'rockets' });
  });
  test('associations and site boards may register tourism only; the five general kinds anything', () => {
    for (const kind of generalApplicants) register(kind).then(['ProductRegistered']);
    for (const kind of ['association', 'site-board'] as const) {
      register(kind).then('APPLICANT_NOT_ELIGIBLE');
      register(kind, { group: 'community-tourism' }).then(['ProductRegistered']);
    }
    expect(Object.keys(applicantKinds)).toHaveLength(7);
  });
  test('a product is registered once', () => {
    const there = told(product, 'ca-phe-mau', [{ type: 'ProductRegistered', data: coffee }]);
    given(product, 'ca-phe-mau', there, { needs: { producer: { kind: 'farm' } } })
      .when(registerProduct, coffee)
      .then('PRODUCT_EXISTS');
  });
});

describe('RegisterProducer', () => {
  const input = {
    province: '66',
    place: '650-01',
    kind: 'household',
    name: 'Hộ Nguyễn Văn Mẫu',
    contact: '0900 000 000',
    registration: '66A8-0001',
  };
  test('keeps name, contact and registration out of the event', () => {
    const decided = given(producer, 'ho-mau').when(registerProducer, input).then(['ProducerRegistered']);
    const written = JSON.stringify(decided.outcome);
    for (const value of [input.name, input.contact, input.registration]) expect(written).not.toContain(value);
    expect(decided.state).toEqual({ kind: 'household', place: '650-01', province: '66' });
  });
  test('contact and registration are optional, the name is not', () => {
    given(producer, 'ho-mau')
      .when(registerProducer, { ...input, contact: undefined, registration: undefined })
      .then(['ProducerRegistered']);
    given(producer, 'ho-mau')
      .when(registerProducer, { ...input, name: undefined })
      .then('INPUT_INVALID');
    given(producer, 'ho-mau')
      .when(registerProducer, { ...input, kind: 'robot' })
      .then('INPUT_INVALID');
  });
  test('a producer is registered once', () => {
    const ref = { ref: 'r', commitment: 'a'.repeat(64) };
    const there = told(producer, 'ho-mau', [
      { type: 'ProducerRegistered', data: { province: '66', place: '650-01', kind: 'farm', name: ref } },
    ]);
    given(producer, 'ho-mau', there).when(registerProducer, input).then('PRODUCER_EXISTS');
  });
});
