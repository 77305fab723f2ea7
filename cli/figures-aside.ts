// The second reading of a verification in a thread of its own. This file is also what the thread runs; in the single-file build
// that is the whole file, which then does nothing but this.
import { statSync } from 'node:fs';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Figures, fileAgain, findFigures, storeAgain } from '../moving/figures.ts';
import type { FiguresAside, FiguresOf } from '../moving/verify.ts';
import type { Places } from '../settings/settings.ts';
import { openToRead } from './export-command.ts';

/** A thread takes half a second to begin, and is worth it from some ten thousand events on. */
const WORTH_BYTES = 16 << 20;
/** What is read is soon done with: a larger nursery costs a third of the peak and saves no time. */
const NURSERY = { maxYoungGenerationSizeMb: 16 };

type Task = FiguresOf & { readonly places?: Places };
const ASIDE = 'ocop-figures';

/** @param places of the store, where it is that which is read; one on servers is read by one thread */
export function figuresAside(of: FiguresOf, places?: Places, worth = WORTH_BYTES): FiguresAside | undefined {
  const bytes = 'bytes' in of ? of.bytes : places && !places.storeUrl ? statSync(places.store).size : 0;
  if (bytes < worth) return undefined;
  const task: Task = places ? { ...of, places } : of;
  const worker = new Worker(new URL(import.meta.url), { workerData: { [ASIDE]: task }, resourceLimits: NURSERY });
  const ended = new Promise<Figures>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that finds figures again ended without a word')));
  });
  ended.catch(() => {});
  return { ended, stop: () => worker.terminate() };
}

async function found(task: Task): Promise<Figures> {
  if ('events' in task) return findFigures(fileAgain(task.events, task.named), () => {});
  const store = await openToRead(task.places as Places);
  try {
    return await findFigures(storeAgain(store, task.until), () => {});
  } finally {
    await store.close();
  }
}

const task = (workerData as { [ASIDE]?: Task } | null)?.[ASIDE];
if (task) parentPort?.postMessage(await found(task));
