// The notary in a thread of its own, with a connection of its own to the store: it parses and hashes every event again, which
// whoever writes is not to wait for. This file is also what the thread runs. Sealing stays with the process, which has the key.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { openMerkleFile } from '../audit/merkle-file.ts';
import { type Halt, type Notary, type NotaryLog, type NotaryState, startNotary } from '../audit/notary.ts';
import { isSealedAtOnce, type Sealing } from '../audit/sealing.ts';
import type { Places } from '../settings/settings.ts';
import { openToRead } from './export-command.ts';

type Parts = { readonly places: Places; readonly log: NotaryLog; readonly grown?: Sealing['grown'] };
export type NotaryAside = Pick<Notary, 'state' | 'stop'>;

type Told =
  | { readonly state: NotaryState }
  | { readonly level: keyof NotaryLog; readonly what: object; readonly message: string }
  | { readonly isDecided: boolean; readonly caughtUp: boolean };
type Asked = 'stop' | { readonly halt: Halt | undefined } | { readonly failed: string };

const ASIDE = 'ocop-notary';
const [BEGIN_AGAIN_MS, STOPPED_BY_THEN_MS] = [1000, 2000];

export function startNotaryAside({ places, log, grown = async () => undefined }: Parts): NotaryAside {
  let state: NotaryState = { size: 0, position: undefined, caughtUp: false, halted: undefined, trouble: undefined };
  let again: NodeJS.Timeout | undefined;
  let thread = begin();

  function begin() {
    const worker = new Worker(new URL(import.meta.url), { workerData: { [ASIDE]: places } });
    const ask = (asked: Asked) => worker.postMessage(asked);
    worker.on('message', (told: Told) => {
      if ('state' in told) state = told.state;
      else if ('level' in told) log[told.level](told.what, told.message);
      else
        grown(told.isDecided, told.caughtUp).then(
          (halt) => ask({ halt }),
          (error: Error) => ask({ failed: error.message }),
        );
    });
    worker.on('error', ({ message }) => {
      state = { ...state, caughtUp: false, trouble: message };
      log.warn({ error: message }, 'notary: its thread ended; it is begun again');
    });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    void ended.then(() => {
      if (thread.stopping || state.halted) return;
      again = setTimeout(() => {
        thread = begin();
      }, BEGIN_AGAIN_MS);
    });
    return { worker, ask, ended, stopping: false };
  }

  return {
    state: () => state,
    async stop() {
      clearTimeout(again);
      thread.stopping = true;
      thread.ask('stop');
      const late = setTimeout(() => thread.worker.terminate(), STOPPED_BY_THEN_MS);
      await thread.ended;
      clearTimeout(late);
    },
  };
}

async function live(port: NonNullable<typeof parentPort>, places: Places): Promise<void> {
  const tell = (told: Told) => port.postMessage(told);
  const say = (level: keyof NotaryLog) => (what: object, message: string) => tell({ level, what, message });
  let answered = Promise.withResolvers<Halt | undefined>();
  const store = await openToRead(places);
  const notary = startNotary({
    store,
    file: openMerkleFile(places.notary),
    log: { info: say('info'), warn: say('warn') },
    changed: (state) => tell({ state }),
    // One after the other: the next is told of when this is answered.
    grown(events, caughtUp) {
      answered = Promise.withResolvers();
      tell({ isDecided: events.some(isSealedAtOnce), caughtUp });
      return answered.promise;
    },
  });
  port.on('message', async (asked: Asked) => {
    if (asked === 'stop') {
      answered.resolve(undefined);
      await notary.stop();
      await store.close();
      port.close();
    } else if ('failed' in asked) answered.reject(new Error(asked.failed));
    else answered.resolve(asked.halt);
  });
}

const places = (workerData as { [ASIDE]?: Places } | null)?.[ASIDE];
if (places && parentPort) await live(parentPort, places);
