import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { describeOnPostgres } from './vault-on-postgres.ts';

const OPENSSL = 'openssl';

/** A certificate that vouches for itself, for a host; undefined where no openssl is there to make one. */
function certificateFor(folder: string, name: string, san: string): { cert: string; key: string } | undefined {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const made = ['-out', cert, '-keyout', key, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${san}`];
  try {
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync(OPENSSL, [...kind, ...made], { stdio: 'ignore' });
    return { cert, key };
  } catch {
    return undefined;
  }
}

await describeOnPostgres('the vault over TLS', ({ server, ask }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-vault-tls-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const own = certificateFor(folder, 'own', 'IP:127.0.0.1');
  const other = certificateFor(folder, 'other', 'DNS:elsewhere.example');
  if (!own || !other) {
    test.skip('not verified: there is no openssl to make certificates with', () => undefined);
    return;
  }

  async function serve({ cert, key }: { cert: string; key: string }): Promise<void> {
    const [row] = await ask(server().url(), 'SHOW data_directory');
    const data = String(row?.data_directory);
    const { uid, gid } = statSync(data);
    for (const [from, to] of [
      [cert, 'server.crt'],
      [key, 'server.key'],
    ] as const) {
      copyFileSync(from, join(data, to));
      chownSync(join(data, to), uid, gid);
    }
    await ask(server().url(), 'ALTER SYSTEM SET ssl = on');
    await ask(server().url(), 'SELECT pg_reload_conf()');
    await vi.waitFor(async () => expect(await outcome('require')).toBe('encrypted'), { timeout: 10_000 });
  }

  /** `plain`, `encrypted`, or the code and the message of the error. */
  async function outcome(sslmode: string, root?: string): Promise<string> {
    const url = new URL(server().url());
    url.searchParams.set('sslmode', sslmode);
    if (root) url.searchParams.set('sslrootcert', root);
    try {
      const vault = await openPostgresVault(url.href, () => '2022-03-01T02:00:00.000Z');
      const sessions = `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name = 'ocop-vault' ORDER BY backend_start DESC`;
      const [row] = await ask(server().url(), sessions);
      await vault.close();
      return row?.ssl ? 'encrypted' : 'plain';
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `${code} ${message}`;
    }
  }

  test('a server without TLS is refused where TLS is asked for, and taken where it is not', async () => {
    expect(await outcome('disable')).toBe('plain');
    for (const mode of ['require', 'verify-ca', 'verify-full'])
      expect(await outcome(mode)).toMatch(/^VAULT_UNAVAILABLE .* does not support SSL/);
  });

  test('each sslmode asks of the certificate what it says', async () => {
    await serve(own);
    expect(await outcome('disable')).toBe('plain');
    expect(await outcome('require')).toBe('encrypted');
    for (const mode of ['verify-ca', 'verify-full']) {
      expect(await outcome(mode, own.cert)).toBe('encrypted');
      expect(await outcome(mode), 'an authority nobody knows').toMatch(/^VAULT_UNAVAILABLE .*self-signed certificate/);
      expect(await outcome(mode, other.cert), 'another authority').toMatch(/^VAULT_UNAVAILABLE /);
    }
    await serve(other);
    expect(await outcome('verify-ca', other.cert)).toBe('encrypted');
    expect(await outcome('verify-full', other.cert)).toMatch(/^VAULT_UNAVAILABLE .*127\.0\.0\.1/);
  }, 60_000);
});
