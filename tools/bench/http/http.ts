import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../test/postgres/postgres.ts';
import { closing } from '../closing.ts';
import { atLeast, atMost, type Bench, below, type Figure } from '../figure.ts';
import { cycleOf } from '../province.ts';
import { compare, inRounds, type Round } from '../rounds.ts';
import { ensureRivals } from '../store/rivals.mjs';
import { type Answering, startHost } from './host.ts';
import { load, readingShares, recordingShares } from './load.ts';

const [ROUNDS, SECONDS, PRODUCTS, READERS, WRITERS] = [3, 3, 192, 16, 12];
const CLIENTS = [1, 16, 64] as const;
const CYCLE = cycleOf('mau-1');

/** What an officer's day asks for. */
const reads = {
  'first-list': '/v1/my-work',
  products: '/v1/product-cycles?year=2022',
  product: `/v1/product-cycles/${CYCLE}`,
  timeline: `/v1/product-cycles/${CYCLE}/timeline`,
} as const;
type Read = keyof typeof reads;
const readNames = Object.keys(reads) as readonly Read[];

/** A command end to end, durable, with its key looked up and its permission judged; and reads beside it. */
export const http: Bench = {
  names: [
    ...CLIENTS.map((clients) => `http-command-${clients}`),
    'http-command-64-p99',
    ...readNames.map((read) => `http-read-${read}`),
    ...readNames.map((read) => `http-read-${read}-while-writing-p99`),
  ],
  about: `a command over HTTP by 1, 16 and 64 clients, beside express with emmett-postgresql; reads by ${READERS} beside a bare route`,
  measure: (say) =>
    closing(async (onEnd) => {
      const rivals = await ensureRivals();
      if ('missing' in rivals.postgresql) throw new Error(rivals.postgresql.missing);
      const { folder: from } = rivals.postgresql;
      const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-http-'));
      onEnd(() => rmSync(folder, { recursive: true, force: true }));
      const begin = async (...[name, place]: Parameters<typeof startHost>): Promise<Answering> => {
        const started = await startHost(name, place);
        onEnd(started.stop);
        return started;
      };
      const ours = await begin('ours', { products: PRODUCTS });
      const postgres = await startPostgres();
      onEnd(() => postgres.stop());
      const sample = await begin('sample', { folder, rivals: from, url: postgres.url() });
      const answers = await Promise.all(
        readNames.map(async (read) => ({ path: pathOf(read), body: await once(ours, read) })),
      );
      const bare = await begin('bare', { answers });
      const cycles = Array.from({ length: PRODUCTS }, (_, i) => cycleOf(`mau-${i + 1}`));

      const written = await inRounds(ROUNDS, say, async () => {
        const sides: Record<string, number> = {};
        for (const clients of CLIENTS)
          for (const [name, at] of Object.entries({ ours, sample })) {
            const shares = recordingShares(clients, { cycles, key: at.key });
            const { perSecond, p99 } = await load(from, at, { shares, seconds: SECONDS });
            sides[`${name} ${clients}`] = perSecond;
            sides[`${name} ${clients} p99`] = p99;
          }
        return sides;
      });
      const read = await inRounds(ROUNDS, say, async () => {
        const sides: Record<string, number> = {};
        for (const name of readNames) {
          const quiet = await reading(ours, name);
          sides[name] = quiet.perSecond;
          sides[`${name} p99`] = quiet.p99;
          sides[`bare ${name}`] = (await reading(bare, name)).perSecond;
          const [busy] = await Promise.all([
            reading(ours, name),
            load(from, ours, { shares: recordingShares(WRITERS, { cycles, key: ours.key }), seconds: SECONDS }),
          ]);
          sides[`${name} while writing p99`] = busy.p99;
        }
        return sides;
      });
      return [...commandFigures(written), ...readFigures(read)];

      function reading(at: Answering, name: Read) {
        return load(from, at, { shares: readingShares(READERS, reads[name], at.key), seconds: SECONDS });
      }
    }),
};

const pathOf = (read: Read): string => reads[read].split('?')[0] as string;

async function once({ url, key }: Answering, read: Read): Promise<string> {
  const answer = await fetch(url + reads[read], { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`${reads[read]}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

const commandFigures = (rounds: readonly Round[]): readonly Figure[] => [
  ...CLIENTS.map((clients) => ({
    name: `http-command-${clients}`,
    unit: 'commands/s',
    baseline: 'express and emmett-postgresql',
    goal: atLeast(3),
    ...compare(rounds, `ours ${clients}`, `sample ${clients}`),
  })),
  {
    name: 'http-command-64-p99',
    unit: 'ms',
    baseline: 'express and emmett-postgresql',
    goal: below(50),
    ...compare(rounds, 'ours 64 p99', 'sample 64 p99'),
  },
];

const readFigures = (rounds: readonly Round[]): readonly Figure[] =>
  readNames.flatMap((name) => [
    {
      name: `http-read-${name}`,
      unit: 'answers/s',
      baseline: 'a bare express route with the same bytes',
      goal: atLeast(0.5),
      ...compare(rounds, name, `bare ${name}`),
    },
    {
      name: `http-read-${name}-while-writing-p99`,
      unit: 'ms',
      baseline: `the same while nobody writes`,
      goal: atMost(2),
      ...compare(rounds, `${name} while writing p99`, `${name} p99`),
    },
  ]);
