import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { VaultError } from './port.ts';
import { asVaultError, isPassing } from './postgres-faults.ts';
import type { PostgresPlace } from './postgres-url.ts';

const CONNECTIONS = 8;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

export type Work<T> = (client: PoolClient) => Promise<T>;

export type PostgresConnection = {
  /**
   * Does the work on one connection and again on another where that one broke, until the time limit: the work must
   * bear being done twice. Throws a VaultError within the limit.
   */
  run: <T>(work: Work<T>) => Promise<T>;
  close: () => Promise<void>;
};

/** Connects when there is work. Every wait has an end, and a connection that failed is not used again. */
export function connectPostgres(place: PostgresPlace, timeLimitMs: number): PostgresConnection {
  const { ssl, ...address } = place;
  const pool = new Pool({
    ...address,
    ssl,
    max: CONNECTIONS,
    connectionTimeoutMillis: timeLimitMs,
    statement_timeout: timeLimitMs,
    idle_in_transaction_session_timeout: timeLimitMs,
    // A role or database may be set to answer before the disk has it.
    options: '-c synchronous_commit=on',
    application_name: 'ocop-vault',
    keepAlive: true,
    allowExitOnIdle: true,
  });
  // A connection that breaks in use rejects its query, one that breaks idle is replaced: here is nothing left to do.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  async function attempt<T>(work: Work<T>, ms: number): Promise<T> {
    const connecting = pool.connect();
    const late = performance.now() + ms;
    const client = await withDeadline(connecting, ms).catch((error) => {
      connecting.then(
        (unused) => unused.release(),
        () => undefined,
      );
      throw error;
    });
    try {
      const result = await withDeadline(work(client), late - performance.now());
      client.release();
      return result;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }

  async function run<T>(work: Work<T>): Promise<T> {
    const deadline = performance.now() + timeLimitMs;
    for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
      try {
        return await attempt(work, deadline - performance.now());
      } catch (error) {
        if (!isPassing(error) || performance.now() + ms >= deadline) throw asVaultError(error, place);
        await pause(ms);
      }
    }
  }

  async function withDeadline<T>(promise: Promise<T>, ms: number): Promise<T> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const silent = `it did not answer within ${timeLimitMs / 1000} s`;
    const timer = setTimeout(() => reject(asVaultError(new Error(silent), place)), ms);
    try {
      return await Promise.race([promise, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  let closed = false;
  const running = new Set<Promise<unknown>>();
  return {
    run: async (work) => {
      if (closed) throw new VaultError('VAULT_UNAVAILABLE', 'The vault is closed.');
      const result = run(work);
      running.add(result);
      return result.finally(() => running.delete(result));
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled(running);
      // It waits for no answer: a server that is silent would not hang up.
      await pool.end();
    },
  };
}
