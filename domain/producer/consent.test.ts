import { expect, test } from 'vitest';
import { given, person, told } from '../../test/domain/specification.ts';
import { doc, office, units } from '../../test/domain/story.ts';
import type { Actor } from '../kernel/event.ts';
import { agreesTo, giveConsent, withdrawConsent } from './consent.ts';
import { endProducer } from './keeping.ts';
import { producer } from './producer.ts';

const purpose = 'public-certificate';
const ref = { ref: 'r', commitment: 'a'.repeat(64) };
const data = { province: '66', place: '650-01', kind: 'farm', name: ref };
const registered = told(producer, 'tt-mau', [{ type: 'ProducerRegistered', data }]);
const itself = { ...person, role: 'producer', unit: 'tt-mau' };
const its = (facts = registered, actor: Actor = itself) =>
  given(producer, 'tt-mau', facts, { needs: { units }, actor });

test('a producer agrees to one purpose, once, and takes it back', () => {
  expect(agreesTo(its().when(giveConsent, { purpose }).then(['ConsentGiven']).state, purpose)).toBe(true);
  const agreed = its().when(giveConsent, { purpose }).then(['ConsentGiven']).facts as typeof registered;
  its(agreed).when(giveConsent, { purpose }).then('already-so');
  const back = its(agreed).when(withdrawConsent, { purpose }).then(['ConsentWithdrawn']);
  expect(agreesTo(back.state, purpose)).toBe(false);
  its().when(withdrawConsent, { purpose }).then('already-so');
  its().when(giveConsent, { purpose: 'everything' }).then('INPUT_INVALID');
});

test('an office records it by the paper that the producer signed', () => {
  its(registered, office).when(giveConsent, { purpose }).then('CONSENT_ON_PAPER');
  its(registered, office)
    .when(giveConsent, { purpose, document: doc('CK-1') })
    .then(['ConsentGiven']);
});

test('one that has ended agrees to nothing more, and still takes back what it agreed to', () => {
  const agreed = its().when(giveConsent, { purpose }).then(['ConsentGiven']).facts as typeof registered;
  const ended = its(agreed, office)
    .when(endProducer, { reason: 'Giải thể', document: doc('QĐ-1') })
    .then(['ProducerEnded']);
  const after = ended.facts as typeof registered;
  its(after).when(giveConsent, { purpose }).then('PRODUCER_ENDED');
  its(after).when(withdrawConsent, { purpose }).then(['ConsentWithdrawn']);
});
