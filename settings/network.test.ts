// Settings of the network that contradict each other are told by name, before anything is opened.
import { expect, test } from 'vitest';
import { networkOf } from './network.ts';
import { readSettings } from './settings.ts';

const network = (env: Record<string, string>) => networkOf(readSettings(env));
const TLS = { OCOP_TLS_CERT_FILE: 'c.pem', OCOP_TLS_KEY_FILE: 'k.pem' };
const URL = { OCOP_PUBLIC_URL: 'https://ocop.daklak.example' };
const WIDE = { OCOP_HOST: '0.0.0.0' };

test('loopback needs nothing', () => {
  for (const host of ['127.0.0.1', '::1', '[::1]', 'localhost'])
    expect(network({ OCOP_HOST: host })).toMatchObject({ beyond: undefined, secure: false });
});

test('beyond it there is TLS, a proxy that ends it, or a demo that is published on loopback alone', () => {
  expect(network({ ...WIDE, ...TLS, ...URL })).toMatchObject({
    beyond: 'tls',
    secure: true,
    hosts: ['ocop.daklak.example'],
  });
  expect(network({ ...WIDE, ...URL, OCOP_TRUSTED_PROXY: '10.0.0.5 10.1.0.0/16 fd00::/8' })).toMatchObject({
    beyond: 'proxy',
    proxies: ['10.0.0.5', '10.1.0.0/16', 'fd00::/8'],
  });
  expect(network({ ...WIDE, OCOP_PUBLISHED_ON_LOOPBACK: 'yes' })).toMatchObject({ beyond: 'published', secure: false });
  for (const host of ['0.0.0.0', '::', '192.168.1.10', 'example.org'])
    expect(() => network({ OCOP_HOST: host })).toThrow(/TLS[\s\S]*OCOP_TLS_CERT_FILE[\s\S]*OCOP_TRUSTED_PROXY/);
});

test.each([
  [{ OCOP_TLS_CERT_FILE: 'c.pem' }, /OCOP_TLS_KEY_FILE is empty/],
  [{ OCOP_TLS_KEY_FILE: 'k.pem' }, /OCOP_TLS_CERT_FILE is empty/],
  [{ ...TLS }, /OCOP_PUBLIC_URL is empty/],
  [{ ...TLS, OCOP_PUBLIC_URL: 'http://ocop.example' }, /OCOP_PUBLIC_URL begins with http:/],
  [URL, /OCOP_PUBLIC_URL begins with https:.*OCOP_TLS_CERT_FILE.*OCOP_TRUSTED_PROXY/],
  [{ ...TLS, ...URL, OCOP_TRUSTED_PROXY: '10.0.0.5' }, /exclude each other/],
  [{ ...URL, OCOP_TRUSTED_PROXY: 'the-proxy' }, /the-proxy is no address/],
  [{ ...URL, OCOP_TRUSTED_PROXY: '10.0.0.0/33' }, /is no address/],
  [{ ...TLS, ...URL, OCOP_PUBLISHED_ON_LOOPBACK: 'yes' }, /OCOP_PUBLISHED_ON_LOOPBACK/],
])('%j is told', (env, sentence) => {
  expect(() => network(env as unknown as Record<string, string>)).toThrow(sentence);
});
