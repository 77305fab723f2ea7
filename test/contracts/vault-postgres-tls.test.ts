import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { selfSigned } from '../self-signed.ts';
import { describeOnPostgres } from './vault-on-postgres.ts';

/** In files: PostgreSQL reads no other. */
async function certificateFor(folder: string, name: string, altName: Parameters<typeof selfSigned>[1]) {
  const made = await selfSigned(Date.now(), altName);
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  writeFileSync(cert, made.cert);
  writeFileSync(key, made.key, { mode: 0o600 });
  return { cert, key };
}

const folder = mkdtempSync(join(tmpdir(), 'ocop-vault-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const own = await certificateFor(folder, 'own', [{ type: 7, ip: '127.0.0.1' }]);
const other = await certificateFor(folder, 'other', [{ type: 2, value: 'elsewhere.example' }]);

await describeOnPostgres('the vault over TLS', ({ server, ask }) => {
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
