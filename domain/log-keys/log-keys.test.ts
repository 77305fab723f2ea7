import { expect, test } from 'vitest';
import { given, process } from '../../test/domain/specification.ts';
import type { Actor } from '../kernel/event.ts';
import type { Fact } from '../kernel/fold.ts';
import { announceRootKey, certifyLogKey, LOG_KEYS_ID, logKeys, revokeLogKey } from './log-keys.ts';
import { acceptRestore } from './restores.ts';
import { nameWitnesses, tellSeal } from './witnesses.ts';

const key = (id: string) => `log.example.invalid+${id}+${'AQ'.padEnd(44, 'A')}`;
const root = { province: '66', root: key('00000000') };
const year = { key: key('11111111'), from: '2022-01-01', until: '2022-12-31', certificate: `${'A'.repeat(91)}=` };
const first = () => given(logKeys, LOG_KEYS_ID);
const announced = () =>
  given(logKeys, LOG_KEYS_ID, first().when(announceRootKey, root).then(['RootKeyAnnounced']).facts);
const certified = () =>
  given(logKeys, LOG_KEYS_ID, announced().when(certifyLogKey, year).then(['LogKeyCertified']).facts);

test('a root key is announced, and another one takes its place', () => {
  expect(first().when(announceRootKey, root).then(['RootKeyAnnounced']).state).toEqual({ ...root, keys: {} });
  announced().when(announceRootKey, root).then('already-so');
  announced()
    .when(announceRootKey, { ...root, root: key('99999999') })
    .then(['RootKeyAnnounced']);
  first()
    .when(announceRootKey, { ...root, root: 'no key' })
    .then('INPUT_INVALID');
});

test('a key is certified once, for days that follow one another, under a root key', () => {
  first().when(certifyLogKey, year).then('UNKNOWN_RESOURCE');
  expect(announced().when(certifyLogKey, year).then(['LogKeyCertified']).state.keys).toEqual({ '11111111': year });
  announced()
    .when(certifyLogKey, { ...year, until: '2021-12-31' })
    .then('KEY_ENDS_BEFORE');
  announced()
    .when(certifyLogKey, { ...year, certificate: 'AAAA' })
    .then('INPUT_INVALID');
  certified().when(certifyLogKey, year).then('already-so');
  certified()
    .when(certifyLogKey, { ...year, certificate: `${'B'.repeat(91)}=` })
    .then('LOG_KEY_EXISTS');
});

test('a key is retired, and what was retired may turn out to be compromised, but not the other way round', () => {
  const revoke = (reason: string) => ({ keyId: '11111111', reason });
  certified().when(revokeLogKey, { keyId: '22222222', reason: 'retired' }).then('LOG_KEY_UNKNOWN');
  const retired = certified().when(revokeLogKey, revoke('retired')).then(['LogKeyRevoked']);
  expect(retired.state.keys['11111111']?.revoked).toBe('retired');
  const again = given(logKeys, LOG_KEYS_ID, retired.facts);
  again.when(revokeLogKey, revoke('retired')).then('already-so');
  const stolen = again.when(revokeLogKey, revoke('compromised')).then(['LogKeyRevoked']);
  given(logKeys, LOG_KEYS_ID, stolen.facts).when(revokeLogKey, revoke('retired')).then('already-so');
});

const seal = {
  size: 12,
  sealedAt: '2022-06-19T17:00:00.000Z',
  line: '2022-06-20 log.example.invalid 12 AAAA',
  note: 'log.example.invalid\n12\nAAAA\nsealed 2022-06-19T17:00:00.000Z\n\n— log.example.invalid BBBB\n',
};
const after = (facts: readonly Fact[], actor: Actor) => given(logKeys, LOG_KEYS_ID, facts, { actor });

test('witnesses are named, and get one seal of each day', () => {
  const named = announced()
    .when(nameWitnesses, { accounts: ['to-b', 'to-a', 'to-b'] })
    .then([{ type: 'WitnessesNamed', data: { accounts: ['to-a', 'to-b'] } }]);
  given(logKeys, LOG_KEYS_ID, named.facts)
    .when(nameWitnesses, { accounts: ['to-b', 'to-a'] })
    .then('already-so');
  after(announced().when(nameWitnesses, { accounts: [] }).facts, process)
    .when(tellSeal, seal)
    .then('already-so');
  const told = after(named.facts, process).when(tellSeal, seal).then(['SealTold']);
  after(told.facts, process)
    .when(tellSeal, { ...seal, size: 14, sealedAt: '2022-06-20T02:00:00.000Z' })
    .then('already-so');
  after(told.facts, process)
    .when(tellSeal, { ...seal, size: 15, sealedAt: '2022-06-20T17:00:00.000Z' })
    .then(['SealTold']);
  const definition = logKeys.events.get('SealTold');
  const fact = told.facts.at(-1) as Fact;
  const telling = definition?.tells?.(fact.data, fact);
  expect(telling).toMatchObject({ kind: 'news', to: [{ account: 'to-a' }, { account: 'to-b' }] });
  expect(telling?.lines).toEqual(seal.note.split('\n').filter(Boolean));
});

test('what a restore lost is named once, by the command that looks at the store alone', () => {
  const lost = [{ size: 12, root: `${'A'.repeat(43)}=` }];
  const input = { kept: 8, lost, decision: { number: '1/QĐ', date: '2022-06-20' } };
  announced().when(acceptRestore, input).then('RESTORE_BY_COMMAND');
  const installation: Actor = { kind: 'installation', id: 'ocop-notary' };
  const accepted = after([], installation).when(acceptRestore, input).then(['RestoreAccepted']);
  expect(accepted.state.lost).toEqual(lost);
  after(accepted.facts, installation).when(acceptRestore, input).then('already-so');
});
