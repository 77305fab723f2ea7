import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { Vault } from '../../vault/port.ts';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { describeOnPostgres } from './vault-on-postgres.ts';
import { key, refIn, seal } from './vault-subject.ts';

const SECRET = 'gehe1m';
const clock = () => '2022-03-01T02:00:00.000Z';

const INVALID = {
  'no address at all': SECRET,
  'of another kind': `mysql://ocop:${SECRET}@127.0.0.1/ocop`,
  'without a host': `postgres:///ocop?password=${SECRET}`,
  'without a user': `postgres://127.0.0.1/ocop`,
  'without a database': `postgres://ocop:${SECRET}@127.0.0.1`,
  'several hosts': `postgres://ocop:${SECRET}@127.0.0.1:1,127.0.0.2:2/ocop`,
  'a slash in the password': `postgres://ocop:1/${SECRET}@127.0.0.1/ocop`,
  'a question mark in the password': `postgres://ocop:1?${SECRET}@127.0.0.1/ocop`,
  'an at sign in the user, a slash in the password': `postgres://a@b:1/${SECRET}@127.0.0.1/ocop`,
  'a hash in the password': `postgres://ocop:1#${SECRET}@127.0.0.1/ocop`,
  'a percent sign in the password': `postgres://ocop:%${SECRET}@127.0.0.1/ocop`,
  'a parameter nobody knows': `postgres://ocop:${SECRET}@127.0.0.1/ocop?connect_timeout=3`,
  'an sslmode nobody knows': `postgres://ocop:${SECRET}@127.0.0.1/ocop?sslmode=prefer`,
  'a certificate that is not there': `postgres://ocop:${SECRET}@127.0.0.1/ocop?sslrootcert=none.pem`,
};

test.each(Object.entries(INVALID))(
  'an address is refused that is %s, and the password is not shown',
  async (_, url) => {
    const error = await openPostgresVault(url, clock).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'VaultError', code: 'VAULT_URL_INVALID' });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
  },
);

await describeOnPostgres('opening the vault', ({ server, emptyDatabase, ask }) => {
  async function open(url: string): Promise<Vault> {
    const vault = await openPostgresVault(url, clock);
    onTestFinished(() => vault.close());
    return vault;
  }
  const failure = (url: string) =>
    open(url).then(
      () => 'opened',
      (thrown) => thrown,
    );
  const as = (url: string, user: string, password: string) =>
    Object.assign(new URL(url), { username: user, password }).href;

  test('who may not enter is told so at once, with host and database, without the password', async () => {
    const url = await emptyDatabase();
    await ask(url, `CREATE ROLE clerk LOGIN PASSWORD '${SECRET}'`);
    const cases = [
      as(url, 'ocop', SECRET),
      as(url, 'nobody-here', SECRET),
      server().url('none'),
      as(url, 'clerk', SECRET),
    ];
    for (const wrong of cases) {
      const started = performance.now();
      const error = await failure(wrong);
      expect(error).toMatchObject({ name: 'VaultError', code: 'VAULT_CREDENTIALS_WRONG' });
      expect(error.message).toContain(`127.0.0.1:${server().port}${new URL(wrong).pathname}`);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(new URL(wrong).password);
      expect(performance.now() - started).toBeLessThan(15_000);
    }
  });

  test('a password with every special character is understood when it is encoded', async () => {
    const url = await emptyDatabase();
    const password = 'a/b?c#d@e%f:g h&ệ';
    await ask(url, `CREATE ROLE special LOGIN SUPERUSER PASSWORD '${password}'`);
    const { host, pathname } = new URL(url);
    const vault = await open(`postgresql://special:${encodeURIComponent(password)}@${host}${pathname}?sslmode=disable`);
    expect(await vault.rows({ limit: 1 })).toEqual([]);
  });

  test('nodes that open an empty database at once all come up', async () => {
    const url = await emptyDatabase();
    const nodes = await Promise.all(Array.from({ length: 8 }, () => open(url)));
    const answers = await Promise.all(nodes.map((vault) => seal(vault, [key('c1', 'A')])));
    expect(answers.flat()).toHaveLength(8);
    expect(await ask(url, 'SELECT format FROM ocop.vault_format')).toEqual([{ format: 1 }]);
  });

  test('a schema that is there already, with tables of others, is shared', async () => {
    const url = await emptyDatabase();
    await ask(url, 'CREATE SCHEMA ocop; CREATE TABLE ocop.account (id text)');
    await seal(await open(url), [key('c1', 'A')]);
    expect(await ask(url, 'SELECT count(*)::int AS n FROM ocop.vault_value')).toEqual([{ n: 1 }]);
  });

  test('once the tables are there, a role that may only use them is enough', async () => {
    const url = await emptyDatabase();
    const [sealed] = await seal(await open(url), [key('c1', 'A')]);
    await ask(
      url,
      `CREATE ROLE node LOGIN PASSWORD 'p';
       GRANT USAGE ON SCHEMA ocop TO node;
       GRANT SELECT ON ocop.vault_format TO node;
       GRANT SELECT, INSERT, UPDATE, DELETE ON ocop.vault_value, ocop.vault_mark TO node`,
    );
    const vault = await open(as(url, 'node', 'p'));
    expect(await vault.recall([key('c1', 'A')])).toEqual([[sealed]]);
    expect(await vault.erase(sealed?.ref ?? '')).toBe(true);
  });

  test('what a newer release has written is refused', async () => {
    const url = await emptyDatabase();
    await (await open(url)).close();
    await ask(url, 'INSERT INTO ocop.vault_format VALUES (2)');
    expect(await failure(url)).toMatchObject({ name: 'VaultError', code: 'VAULT_TOO_NEW' });
  });

  test('every commit waits for the disk, also where the role is set not to', async () => {
    const url = await emptyDatabase();
    await ask(url, 'ALTER ROLE ocop SET synchronous_commit = off');
    onTestFinished(async () => void (await ask(url, 'ALTER ROLE ocop RESET synchronous_commit')));
    const vault = await open(url);
    await ask(
      url,
      `CREATE TABLE seen AS SELECT current_setting('synchronous_commit') AS how;
       CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$;
       CREATE TRIGGER see BEFORE INSERT ON ocop.vault_value FOR EACH ROW EXECUTE FUNCTION see()`,
    );
    await seal(vault, [key('c1', 'A')]);
    expect(await ask(url, 'SELECT how FROM seen')).toEqual([{ how: 'off' }, { how: 'on' }]);
  });

  test('an erasure is followed by a VACUUM, so that no row keeps an old version', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    await seal(vault, [key('c1', 'A'), key('c2', 'B')]);
    await vault.erase(await refIn(vault, 'c1'));
    const vacuums = `SELECT vacuum_count::int AS n FROM pg_stat_all_tables WHERE relname = 'vault_value'`;
    await expect.poll(() => ask(url, vacuums)).toEqual([{ n: 1 }]);
  });

  test('a value is in no error, also where the database refuses the row', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    await ask(url, 'ALTER TABLE ocop.vault_value ADD CHECK (length(value) < 3)');
    const error = await seal(vault, [key('c1', SECRET)]).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'VaultError', code: 'VAULT_UNAVAILABLE' });
    const shown = inspect(error, { depth: 9, showHidden: true });
    for (const form of [SECRET, Buffer.from(SECRET).toString('hex')]) expect(shown).not.toContain(form);
    expect(await vault.rows({ limit: 1 })).toEqual([]);
  });
});
