// What releases before wrote of a certificate with the recognition is read as it was, and its process begins the stream.
import { describe, expect, test } from 'vitest';
import { endsStream } from '../../relay/hints.ts';
import { certificateStory, recognitions } from '../../test/domain/certificate-story.ts';
import { come, doc, story } from '../../test/domain/story.ts';
import golden1 from '../../test/golden/productCycle.ProductRecognised.v1.json' with { type: 'json' };
import golden2 from '../../test/golden/productCycle.ProductRecognised.v2.json' with { type: 'json' };
import told3 from '../../test/golden/productCycle.ResultNotified.v3.json' with { type: 'json' };
import published2 from '../../test/golden/productCycle.ResultPublished.v2.json' with { type: 'json' };
import { upcast } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { certificatesOf } from '../product-cycle/certificates.ts';
import { productCycle } from '../product-cycle/product-cycle.ts';

/** The facts of a recognised product with the recognition as an older release wrote it. */
function recognisedBefore(written: typeof golden1 | typeof golden2) {
  const { facts } = come.recognised();
  const definition = productCycle.events.get('ProductRecognised');
  if (!definition) throw new Error('no such event');
  const data = definition.schema.parse(upcast(definition, written.schemaVersion, written.data));
  return facts.map((fact): Fact => (fact.type === 'ProductRecognised' ? { ...fact, data } : fact));
}

describe.each([golden1, golden2])('a recognition of version $schemaVersion', (written) => {
  const { number, issuedOn: from } = written.data.certificate;
  const validity = { stars: written.data.stars, number, from, until: written.data.validUntil };

  test('says what its product is certified by until the stream does, and then no more', () => {
    const s = story(undefined, { facts: recognisedBefore(written) }).on('2023-01-04');
    expect(certificatesOf([[s.id, s.state]])).toEqual([validity]);
    const begun = certificateStory(recognitions[0]);
    begun.cycle = { ...s.state, rulebook: 'R2019' };
    begun.on('2023-01-04').did('BeginCertificate');
    expect(begun.facts.map(({ type }) => type)).toEqual(['CertificateBegun', 'CertificateIssued']);
    const put = { number: 'đã đính chính' };
    const document = doc('ĐC', '2023-01-04');
    begun.did('CorrectFact', { revision: 1, changes: put, reason: 'x', document });
    expect(certificatesOf([[s.id, s.state]], new Map([[s.id, begun.state]]))).toEqual([{ ...validity, ...put }]);
  });
  test('has its certificate begun by the process, though it was told and published long ago', () => {
    const s = story(undefined, { facts: recognisedBefore(written) })
      .on('2023-01-04')
      .moves();
    expect(s.state).toMatchObject({ step: 'promotion', certificate: s.id });
  });
});

test('what once ended a recognised cycle leaves it open until its certificate has begun', () => {
  const over = (event: object, data: object) => endsStream({ ...event, revision: 5, data } as never);
  expect(over(published2, { ...published2.data, over: true })).toBeUndefined();
  expect(over(told3, { ...told3.data, over: true })).toBeUndefined();
  expect(over(published2, { document: doc('CB'), settled: true })).toBe(true);
});
