import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { coffee, units } from '../../test/domain/story.ts';
import { fold } from '../kernel/fold.ts';
import {
  type ApplicantKind,
  applicantKinds,
  generalApplicants,
  producer,
  registerProducer,
} from '../producer/producer.ts';
import { type UnitTree, unitTree } from '../unit/unit-tree.ts';
import { product, registerProduct } from './product.ts';

const register = (kind: ApplicantKind | undefined, change: object = {}, tree: UnitTree = units) => {
  const needs = { producer: kind === undefined ? {} : { kind, province: '66' }, units: tree };
  return given(product, 'ca-phe-mau', [], { needs }).when(registerProduct, { ...coffee, ...change });
};

/** The commune of the product is merged into its neighbour after a day. */
const mergedAfter = (until: string): UnitTree =>
  fold(unitTree, [
    ...told(unitTree, '66', [
      ...[
        { code: '66', level: 'province' },
        { code: '650', level: 'district', parent: '66' },
        { code: '650-01', level: 'commune', parent: '650' },
        { code: '650-02', level: 'commune', parent: '650' },
      ].map((unit) => ({ type: 'UnitRegistered', data: { name: unit.code, from: '2004-01-01', ...unit } })),
      {
        type: 'UnitAbolished',
        data: { code: '650-01', until, successors: ['650-02'], document: { number: '1', date: until } },
      },
    ]),
  ]);

/** Codes of no commune of the province on the day, whatever else they are. */
const noCommunes = ['zz', '650', '66', '01-01', 'constructor'];

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
  test('a producer of another province is refused', () => {
    given(product, 'ca-phe-mau', [], { needs: { producer: { kind: 'farm', province: '12' }, units } })
      .when(registerProduct, coffee)
      .then('PRODUCER_ELSEWHERE', { producer: 'htx-mau', home: '12', province: '66' });
  });
  test('a place that is no commune of the province on that day is refused, with its field', () => {
    for (const place of noCommunes) {
      const decided = register('farm', { place }).then('PLACE_NO_COMMUNE', { place, on: '2022-06-20' });
      expect(decided.outcome).toMatchObject({ field: '/place' });
    }
    register('farm', {}, unitTree.initial).then('PLACE_NO_COMMUNE');
    register('farm', {}, mergedAfter('2022-06-19')).then('PLACE_NO_COMMUNE');
    register('farm', {}, mergedAfter('2022-06-20')).then(['ProductRegistered']);
    register('farm', { occurredOn: '2022-06-01' }, mergedAfter('2022-06-19')).then(['ProductRegistered']);
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
    given(product, 'ca-phe-mau', there, { needs: { producer: { kind: 'farm', province: '66' }, units } })
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
  test('a place that is no commune of the province on that day is refused', () => {
    for (const place of noCommunes)
      given(producer, 'ho-mau', [], { needs: { units } })
        .when(registerProducer, { ...input, place })
        .then('PLACE_NO_COMMUNE', { place });
  });
  test('keeps name, contact and registration out of the event', () => {
    const decided = given(producer, 'ho-mau', [], { needs: { units } })
      .when(registerProducer, input)
      .then(['ProducerRegistered']);
    const written = JSON.stringify(decided.outcome);
    for (const value of [input.name, input.contact, input.registration]) expect(written).not.toContain(value);
    expect(decided.state).toEqual({
      kind: 'household',
      place: '650-01',
      places: [{ code: '650-01', on: '2022-06-20' }],
      province: '66',
      registered: true,
    });
  });
  test('contact and registration are optional, the name is not; a household is one only by its registration', () => {
    given(producer, 'ho-mau', [], { needs: { units } })
      .when(registerProducer, { ...input, kind: 'cooperative', contact: undefined, registration: undefined })
      .then(['ProducerRegistered']);
    given(producer, 'ho-mau', [], { needs: { units } })
      .when(registerProducer, { ...input, contact: undefined, registration: undefined })
      .then('REGISTRATION_MISSING', { kind: 'Hộ sản xuất có đăng ký kinh doanh' });
    given(producer, 'ho-mau', [], { needs: { units } })
      .when(registerProducer, { ...input, name: undefined })
      .then('INPUT_INVALID');
    given(producer, 'ho-mau', [], { needs: { units } })
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
