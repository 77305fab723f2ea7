// The API on loopback over a real executor and store, and a way to ask it things.
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { officers } from '../demo/accounts.ts';
import { account } from '../domain/access/account.ts';
import { isSuspendedOn } from '../domain/access/grants.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { noChecks } from '../papers/files/checks.ts';
import { folderFiles } from '../papers/files/folder-files.ts';
import { uploadsIn } from '../papers/files/uploads.ts';
import { openPastModels } from '../projections/past-models.ts';
import { openReadModels, type ReadModels } from '../projections/read-models.ts';
import { plannedYear } from '../rehearsal/planned-year.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { type World, worldWithProduct } from '../test/world.ts';
import { openSqliteVault } from '../vault/sqlite-vault.ts';
import { createApi } from './create-api.ts';
import { listen } from './listen.ts';
import type { ApiParts } from './parts.ts';
import { projectionOperations } from './projection-operations.ts';

type Answer = { status: number; headers: Headers; text: string; body: any };
type Ask = {
  by?: string | undefined;
  body?: unknown;
  raw?: string | Buffer<ArrayBuffer>;
  headers?: Record<string, string>;
  method?: string;
};
export type Served = World & {
  product: string;
  cycle: string;
  parts: ApiParts;
  readModels: ReadModels;
  url: string;
  logged: string[];
  /** @param at another name of the same address */
  ask(path: string, q?: Ask, at?: string): Promise<Answer>;
  close(): Promise<void>;
};

export const DISTRICT = 'demo-krong-nang';
export const COMMUNE = 'demo-krong-nang-xa-1';
export const PRODUCER = 'demo-htx-ca-phe-mau';

export async function served(
  change: (parts: ApiParts) => Partial<ApiParts> = () => ({}),
  make: typeof worldWithProduct = worldWithProduct,
): Promise<Served> {
  const w = await make();
  w.at('2022-02-10');
  const logged: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'ocop-api-'));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const readModels = await openReadModels({
    store: w.store,
    file: join(folder, 'read-models.sqlite'),
    clock: w.now,
    log,
  });
  const past = openPastModels({ store: w.store, folder: join(folder, 'as-of'), log });
  const base: ApiParts = {
    executor: w.executor,
    events: w.store,
    board: readModels.board,
    duties: readModels.duties,
    dueDates: readModels.dueDates,
    certificates: readModels.certificates,
    timeline: readModels.timeline,
    sessions: readModels.sessions,
    readModels,
    past: past.at,
    rehearse: async (yearId, { communes, plan } = {}) => {
      const scratch = openSqliteStore(':memory:');
      const year = await plannedYear(w.store, yearId, plan);
      return rehearse({ real: w.store, scratch, yearId, year, communes }).finally(() => scratch.close());
    },
    reveal: async (ref) => `revealed ${ref}`,
    drafts: draftsInMemory(),
    files: filesWithin(folder),
    accesses: openSqliteVault(':memory:', w.now).accesses,
    sameRegistration: async ({ registration }) => (registration === 'known' ? ['htx-khac'] : []),
    publicUrl: () => 'https://ocop.example',
    clock: w.now,
    demo: { accounts: officers },
    standing: async (id) => {
      const { state, revision } = await w.executor.look(account, id);
      return revision < 0 ? 'unknown' : isSuspendedOn(state, dayOf(w.now())) ? 'suspended' : 'good';
    },
    health: () => ({
      ready: true,
      parts: [{ name: 'store', ok: true, since: '2022-06-20T02:00:00.000Z', note: { vi: 'tốt', en: 'fine' } }],
    }),
    operations: {
      ...projectionOperations(readModels),
      'demo-forward': {
        role: 'admin',
        words: { vi: 'Cho đồng hồ minh họa tiến', en: 'Move the demo clock on' },
        input: z.strictObject({ by: z.string().regex(/^\d+d$/) }),
        run: async ({ by }) => ({ moved: by }),
      },
    },
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    app: 'test',
  };
  const parts = { ...base, ...change(base) };
  const { url, close } = await listen({ app: createApi(parts), port: 0 });
  return {
    ...w,
    parts,
    readModels,
    url,
    logged,
    async ask(path, q, at = url) {
      // What a test asks about is what it has just done.
      const head = await w.store.head();
      if (head) await readModels.waitFor(head.position, 2000);
      return ask(at + path, q);
    },
    async close() {
      await close(0);
      await past.stop();
      await readModels.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, q: Ask = {}): Promise<Answer> {
  const content = q.raw ?? (q.body === undefined ? undefined : JSON.stringify(q.body));
  const response = await fetch(url, {
    method: q.method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      ...(q.by === undefined ? {} : { authorization: `Bearer ${q.by}` }),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...q.headers,
    },
    ...(content === undefined ? {} : { body: content }),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

/** Headers exactly as given: `fetch` sets Host itself and adds Cache-Control to conditional requests. */
export function plainStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (res) => resolve(res.resume().statusCode)).on('error', reject);
  });
}

function filesWithin(folder: string): ApiParts['files'] {
  return {
    files: folderFiles(join(folder, 'files')),
    uploads: uploadsIn(join(folder, 'uploads'), 0),
    checks: noChecks,
    takes: ['pdf', 'jpg', 'png', 'docx', 'xlsx'],
    most: 8 * 1024 * 1024,
    roots: [],
    mostOfDossier: 64 * 1024 * 1024,
  };
}

function draftsInMemory(): ApiParts['drafts'] {
  const kept = new Map<string, unknown>();
  const nameOf = (of: object) => JSON.stringify(of);
  return {
    read: async (of) => kept.get(nameOf(of)),
    keep: async (of, sheet) => void kept.set(nameOf(of), sheet),
    drop: async (of) => void kept.delete(nameOf(of)),
  };
}
