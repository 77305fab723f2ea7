import { expect, test } from 'vitest';
import { given } from '../../test/domain/specification.ts';
import { announceRootKey, certifyLogKey, LOG_KEYS_ID, logKeys, revokeLogKey } from './log-keys.ts';

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
