// A process that writes with 64 callers until it is killed: `node writer-process.ts <file> <life>`. It says `begun` when
// the store is open, and `stream@revision hash` on stdout for each append that was acknowledged.
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { append, eventOf } from './events.ts';

const CALLERS = 64;
const [file, life] = process.argv.slice(2) as [string, string];
const store = openSqliteStore(file);
const say = (line: string) => process.stdout.write(`${line}\n`);
say('begun');

/** Goes on with a stream of every caller's, and begins one of its own, so that old and new ones are written together. */
async function call(n: number): Promise<void> {
  const streams = [`caller-${n}`, `caller-${n}-${life}`];
  const next = new Map<string, number>();
  for (const stream of streams) next.set(stream, ((await store.readStream(stream)).at(-1)?.revision ?? -1) + 1);
  for (let turn = 0; ; turn++) {
    const stream = streams[turn % streams.length] as string;
    const revision = next.get(stream) as number;
    const e = eventOf(stream, revision, turn % 16 === 0 ? 5000 : 300);
    const result = await append(store, e);
    if (result.outcome !== 'appended' || result.revision !== revision)
      throw new Error(`${stream}@${revision}: ${JSON.stringify(result)}`);
    say(`${stream}@${revision} ${e.hash}`);
    next.set(stream, revision + 1);
  }
}

await Promise.all(Array.from({ length: CALLERS }, (_, n) => call(n)));
