// Settings of the office's sign-on that contradict each other are told by name, before anything is opened.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { singleSignOnIn } from './single-sign-on.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-sso-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = join(folder, 'secret');
const empty = join(folder, 'empty');
writeFileSync(secret, 'bi-mat\n');
writeFileSync(empty, '\n');

const read = (env: Record<string, string>) => singleSignOnIn(readSettings(env));
const WHOLE = {
  OCOP_OIDC_ISSUER: 'https://sso.tinh.example/realms/office',
  OCOP_OIDC_CLIENT_ID: 'ocop',
  OCOP_OIDC_CLIENT_SECRET_FILE: secret,
  OCOP_PUBLIC_URL: 'https://ocop.tinh.example/',
};

test('none, or one that is whole', () => {
  expect(read({})).toBeUndefined();
  expect(read(WHOLE)).toEqual({
    ...{ issuer: WHOLE.OCOP_OIDC_ISSUER, clientId: 'ocop', clientSecret: 'bi-mat', label: 'Đăng nhập một lần' },
    ...{ backTo: 'https://ocop.tinh.example/sign-in/sign-on/back', vouches: undefined },
  });
  expect(read({ ...WHOLE, OCOP_OIDC_SECOND_FACTOR: 'acr=urn:x:mfa' })?.vouches).toEqual({
    ...{ claim: 'acr', value: 'urn:x:mfa' },
  });
  expect(read({ ...WHOLE, OCOP_OIDC_ISSUER: 'http://127.0.0.1:9000' })?.issuer).toBe('http://127.0.0.1:9000');
});

test.each([
  ['OCOP_OIDC_CLIENT_ID', { OCOP_OIDC_CLIENT_ID: 'ocop' }],
  ['OCOP_OIDC_SECOND_FACTOR', { OCOP_OIDC_SECOND_FACTOR: 'amr=mfa' }],
  ['OCOP_OIDC_ISSUER', { ...WHOLE, OCOP_OIDC_ISSUER: 'http://sso.tinh.example' }],
  ['OCOP_OIDC_ISSUER', { ...WHOLE, OCOP_OIDC_ISSUER: 'sso.tinh.example' }],
  ['OCOP_OIDC_CLIENT_ID', { ...WHOLE, OCOP_OIDC_CLIENT_ID: '' }],
  ['OCOP_OIDC_CLIENT_SECRET_FILE', { ...WHOLE, OCOP_OIDC_CLIENT_SECRET_FILE: '' }],
  ['OCOP_OIDC_CLIENT_SECRET_FILE', { ...WHOLE, OCOP_OIDC_CLIENT_SECRET_FILE: join(folder, 'none') }],
  ['OCOP_OIDC_CLIENT_SECRET_FILE', { ...WHOLE, OCOP_OIDC_CLIENT_SECRET_FILE: empty }],
  ['OCOP_PUBLIC_URL', { ...WHOLE, OCOP_PUBLIC_URL: '' }],
  ['OCOP_OIDC_SECOND_FACTOR', { ...WHOLE, OCOP_OIDC_SECOND_FACTOR: 'mfa' }],
])('%s is named', (name, env) => {
  expect(() => read(env)).toThrow(new RegExp(`^${name}`));
});
