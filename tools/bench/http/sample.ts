// The same command as one would write it in an afternoon with express and emmett-postgresql: a key is looked up, what was
// sent is checked, the stream is folded, and one event is appended behind the revision that was seen.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { loadRival, POOL } from '../store/emmett.ts';
import { host } from './host.ts';

type Pool = { query(sql: string): Promise<{ rows: Record<string, string>[] }>; end(): Promise<void> };
type Pg = { Pool: new (options: { connectionString: string; max: number; idleTimeoutMillis: number }) => Pool };
type Supported = { type: 'SupportRecorded'; data: z.infer<typeof support> & { by: string } };
type State = { readonly amountDong: number };
type Store = { schema: { migrate(): Promise<unknown> } };
type Handle = (
  store: Store,
  stream: string,
  decide: (state: State) => Supported,
) => Promise<{ nextExpectedStreamVersion: bigint }>;
type Emmett = {
  CommandHandler(options: {
    evolve: (state: State, event: Supported) => State;
    initialState: () => State;
    retry: { onVersionConflict: number };
  }): Handle;
};
type EmmettPostgresql = {
  getPostgreSQLEventStore(url: string, options: { connectionOptions: { pool: Pool } }): Store;
};

const support = z.strictObject({
  kind: z.enum(['packaging-labels', 'machinery', 'testing']),
  source: z.enum(['state', 'own']),
  amountDong: z.int().positive(),
  document: z.strictObject({ number: z.string().max(100), date: z.iso.date() }),
});

const KEY = 'k'.repeat(48);
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
const keys = new Map([[hashOf(KEY), { account: 'xa-1', role: 'commune-officer', unit: '650-01' }]]);

host(async (place: { folder: string; rivals: string; url: string }) => {
  const { Pool } = loadRival<Pg>(place, 'pg');
  const { CommandHandler } = loadRival<Emmett>(place, '@event-driven-io/emmett');
  const postgresql = loadRival<EmmettPostgresql>(place, '@event-driven-io/emmett-postgresql');
  const pool = new Pool({ connectionString: place.url, max: POOL, idleTimeoutMillis: 0 });
  const store = postgresql.getPostgreSQLEventStore(place.url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const handle = CommandHandler({
    evolve: (state, { data }) => ({ amountDong: state.amountDong + data.amountDong }),
    initialState: () => ({ amountDong: 0 }),
    retry: { onVersionConflict: 3 },
  });

  const app = express();
  app.post('/v1/product-cycles/:id/record-support', express.json(), async (req, res) => {
    const by = keys.get(hashOf(/^Bearer (\S+)$/.exec(req.get('authorization') ?? '')?.[1] ?? ''));
    if (!by) return void res.status(401).end();
    const input = support.safeParse(req.body);
    if (!input.success) return void res.status(400).json(input.error.issues);
    if (by.role !== 'commune-officer') return void res.status(403).end();
    const event: Supported = { type: 'SupportRecorded', data: { ...input.data, by: by.account } };
    const { nextExpectedStreamVersion } = await handle(store, `productCycle-${req.params.id}`, () => event);
    res.json({ outcome: 'appended', revision: Number(nextExpectedStreamVersion) });
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: KEY,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
});
