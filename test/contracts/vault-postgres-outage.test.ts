import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { PersonalRef } from '../../domain/kernel/personal.ts';
import { type Vault, VaultError } from '../../vault/port.ts';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { startLossyProxy } from './vault-lossy-proxy.ts';
import { describeOnPostgres } from './vault-on-postgres.ts';
import { allRows, key, refIn, seal } from './vault-subject.ts';

const LIMIT_MS = 1000;
/** A busy machine is late by seconds; who has no limit waits for ever. */
const SLACK_MS = 10_000;
const BACK = { timeout: 60_000, interval: 50 };
const NOW = '2022-03-01T02:00:00.000Z';

const methods: Record<string, (vault: Vault) => Promise<unknown>> = {
  seal: (vault) => seal(vault, [key('late', 'A')]),
  recall: (vault) => vault.recall([key('c1', 'A')]),
  reveal: (vault) => vault.reveal('vault:none'),
  erase: (vault) => vault.erase('vault:none'),
  sweep: (vault) => vault.sweep({ before: '2000-01-01T00:00:00.000Z', isReferenced: () => true }),
  rows: (vault) => vault.rows({ limit: 1 }),
  adopt: (vault) => vault.adopt([]),
  owner: (vault) => vault.owner(),
  belongTo: (vault) => vault.belongTo('an installation'),
};

/** Every method at once, more callers than there are connections: how each ended, and after how many ms. */
const outages = (vault: Vault) =>
  Promise.all(
    Object.values({ ...methods, ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, methods.reveal])) }).map(
      async (call) => {
        const started = performance.now();
        const error: unknown = await call?.(vault).catch((thrown) => thrown);
        return { error, ms: performance.now() - started };
      },
    ),
  );

const isOutage = (error: unknown): error is VaultError =>
  error instanceof VaultError && error.code === 'VAULT_UNAVAILABLE';

await describeOnPostgres('the vault in trouble', ({ server, emptyDatabase, ask }) => {
  async function open(url: string, timeLimitMs = LIMIT_MS): Promise<Vault> {
    const vault = await openPostgresVault(url, () => NOW, { timeLimitMs });
    onTestFinished(() => vault.close());
    return vault;
  }

  test('a server that crashes and comes back, twice: typed errors, then all goes on, nothing told is lost', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    const told: PersonalRef[] = [];
    const errors: unknown[] = [];
    let going = true;
    const callers = Array.from({ length: 8 }, async (_, caller) => {
      for (let n = 0; going; n++)
        await seal(vault, [key(`${caller}-${n}`, `${caller}`), key(`${caller}-${n}`, `${n}`, '/contact')]).then(
          (refs) => told.push(...refs),
          (error) => errors.push(error),
        );
    });
    const goesOn = async (): Promise<void> => {
      const before = told.length;
      await vi.waitFor(() => expect(told.length).toBeGreaterThan(before + 100), BACK);
    };
    await goesOn();
    for (let crash = 1; crash <= 2; crash++) {
      const before = errors.length;
      await server().stop('immediate');
      await vi.waitFor(() => expect(errors.length).toBeGreaterThanOrEqual(before + 8), BACK);
      await server().restart();
      await goesOn();
    }
    going = false;
    await Promise.all(callers);
    expect(errors.filter((error) => !isOutage(error))).toEqual([]);
    expect(errors.map(String).join()).toContain(`127.0.0.1:${server().port}/`);
    const rows = new Map((await allRows(await open(url))).map((row) => [row.ref, row]));
    expect(told.filter(({ ref, commitment }) => rows.get(ref)?.commitment !== commitment)).toEqual([]);
  }, 90_000);

  test('an outage shorter than the time limit is not noticed', async () => {
    const vault = await open(await emptyDatabase(), 20_000);
    const before = await seal(vault, [key('c1', 'A')]);
    await server().stop('immediate');
    const during = [vault.recall([key('c1', 'A')]), vault.reveal(before[0]?.ref ?? ''), vault.rows({ limit: 5 })];
    await server().restart();
    expect(await Promise.all(during)).toMatchObject([[before], 'A', [{ value: 'A' }]]);
  }, 60_000);

  test('a server that is silent: every method says so within the time limit, and goes on when it speaks', async () => {
    const vault = await open(await emptyDatabase());
    const [sealed] = await seal(vault, [key('c1', 'A')]);
    server().freeze();
    const ended = await outages(vault).finally(() => server().thaw());
    for (const { error, ms } of ended) {
      expect(error).toSatisfy(isOutage);
      expect(ms).toBeLessThan(LIMIT_MS + SLACK_MS);
    }
    await vi.waitFor(() => vault.reveal(''), BACK);
    expect(await vault.reveal(sealed?.ref ?? '')).toBe('A');
    expect(await vault.recall([key('c1', 'A')])).toEqual([[sealed]]);
  }, 30_000);

  test('opening and closing end while it is silent', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    await seal(vault, [key('c1', 'A')]);
    server().freeze();
    try {
      const started = performance.now();
      const unanswered = seal(vault, [key('c2', 'B')]).catch((thrown) => thrown);
      const opening = open(url).catch((thrown) => thrown);
      await vault.close();
      expect(performance.now() - started).toBeLessThan(LIMIT_MS + SLACK_MS);
      expect(await unanswered).toSatisfy(isOutage);
      expect(await opening).toSatisfy(isOutage);
    } finally {
      server().thaw();
    }
  }, 30_000);

  test('a process that has closed it while it was silent comes to its end', async () => {
    const module = JSON.stringify(new URL('../../vault/postgres-vault.ts', import.meta.url).href);
    const program = `
      import { openPostgresVault } from ${module};
      const vault = await openPostgresVault(process.argv[1], () => '${NOW}', { timeLimitMs: ${LIMIT_MS} });
      await Promise.all([1, 2, 3].map(() => vault.rows({ limit: 1 })));
      console.log('open');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      process.stdin.destroy();
      const unanswered = vault.reveal('').catch((error) => console.log(error.code));
      await vault.close();
      await unanswered;`;
    const args = ['--input-type=module', '-e', program, await emptyDatabase()];
    const ours = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void ours.kill('SIGKILL'));
    const told: string[] = [];
    ours.stdout.on('data', (chunk) => told.push(String(chunk).trim()));
    await vi.waitFor(() => expect(told).toEqual(['open']), BACK);
    server().freeze();
    try {
      ours.stdin.write('go on');
      expect(await Promise.race([once(ours, 'close'), pause(8000, 'still there')])).toEqual([0, null]);
      expect(told).toEqual(['open', 'VAULT_UNAVAILABLE']);
    } finally {
      server().thaw();
    }
  }, 30_000);

  test('rows that another session holds locked are waited for no longer than the time limit', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    await seal(vault, [key('c1', 'A')]);
    const lock = ask(url, 'BEGIN; LOCK TABLE ocop.vault_value; SELECT pg_sleep(3); COMMIT').catch((thrown) => thrown);
    const held = async () =>
      expect(await ask(url, `SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted`)).not.toEqual([]);
    await vi.waitFor(held, BACK);
    const error: unknown = await seal(vault, [key('c1', 'A')]).catch((thrown) => thrown);
    expect(error).toSatisfy(isOutage);
    await lock;
    expect(await vault.reveal(await refIn(vault, 'c1'))).toBe('A');
  }, 30_000);

  test('connections that the server ends, idle or in use, are replaced', async () => {
    const url = await emptyDatabase();
    const vault = await open(url);
    const sealed = await seal(vault, [key('c1', 'A')]);
    const endAll = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ocop-vault'`;
    for (let round = 0; round < 5; round++) {
      const using = Array.from({ length: 8 }, () => vault.recall([key('c1', 'A')]));
      await ask(url, endAll);
      for (const answer of await Promise.all(using)) expect(answer).toEqual([sealed]);
    }
  }, 30_000);

  const lossy: Record<string, { request: string; call: (vault: Vault) => Promise<unknown>; answer: unknown }> = {
    'a seal': {
      request: 'INSERT INTO ocop.vault_value',
      call: async (vault) => {
        const [sealed] = await seal(vault, [key('lost', 'B')]);
        const row = (await allRows(vault)).find(({ ref }) => ref === sealed?.ref);
        return row?.commitment === sealed?.commitment && row?.value;
      },
      answer: 'B',
    },
    'an erasure': { request: 'SET value = NULL', call: (vault) => refIn(vault, 'c1').then(vault.erase), answer: true },
    'taking over': {
      request: 'COMMIT',
      call: async (vault) => {
        const rows = await allRows(vault);
        await vault.adopt(rows.map((row) => ({ ...row, ref: 'vault:taken' })));
        return (await allRows(vault)).map(({ ref }) => ref).includes('vault:taken');
      },
      answer: true,
    },
  };
  for (const [name, { request, call, answer }] of Object.entries(lossy))
    test(`an answer that is lost after the commit is asked for again: ${name}`, async () => {
      const url = await emptyDatabase();
      const proxy = await startLossyProxy(server().port);
      onTestFinished(() => proxy.close());
      const vault = await open(proxy.through(url), 5000);
      await seal(vault, [key('c1', 'A', '/name')]);
      // A connection that has not prepared the statement yet, so that the request shows its text.
      await ask(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ocop-vault'`);
      await vault.reveal('');
      proxy.loseAnswerTo(request);
      expect(await call(vault)).toBe(answer);
      expect(proxy.lost()).toBe(1);
    }, 30_000);

  test('a place nobody listens at is an outage that names host and database, not the password', async () => {
    const url = server().url('ocop').replace(`:${server().port}/`, ':1/');
    const error = await openPostgresVault(url, () => NOW, { timeLimitMs: 300 }).catch((thrown) => thrown);
    expect(error).toSatisfy(isOutage);
    expect(error.message).toContain('127.0.0.1:1/ocop');
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.message).not.toContain(new URL(url).password);
  });
});
