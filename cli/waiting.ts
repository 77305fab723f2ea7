// What a process answers while its parts are being opened: it is alive, not ready, and says for whom it waits. Servers
// that are not there yet are waited for; everything else that is wrong ends the start, as it would end the next one.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Listening, listen } from '../api/listen.ts';
import type { PartHealth } from '../api/parts.ts';
import { createWaitingRoom } from '../api/waiting-room.ts';
import type { Network } from '../settings/network.ts';
import type { Places } from '../settings/settings.ts';
import { isPassing } from '../vault/postgres-faults.ts';
import { RELEASE } from './compose.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/** Which server does not answer; a file that cannot be opened is not waited for. */
function awayOf(error: unknown, { storeUrl, vaultUrl }: Servers): 'store' | 'vault' | undefined {
  const { code } = error as { code?: string };
  if (storeUrl !== '' && code === 'STORE_UNAVAILABLE') return 'store';
  return vaultUrl !== '' && (code === 'VAULT_UNAVAILABLE' || isPassing(error)) ? 'vault' : undefined;
}

export type WaitingRoom = Pick<Listening, 'port' | 'close'> & {
  /** The work, again and again while a server it needs is away. */
  untilThere<T>(work: () => Promise<T>): Promise<T>;
};

type Servers = Pick<Places, 'storeUrl' | 'vaultUrl'>;
type Opening = { servers: Servers; where: Network; log: Logger; say: (line: string) => void; stopping: AbortSignal };

export async function openWaitingRoom({ servers, where, log, say, stopping }: Opening): Promise<WaitingRoom> {
  let missing: PartHealth = {
    name: 'start',
    ok: false,
    note: { vi: 'đang khởi động', en: 'starting' },
    since: new Date().toISOString(),
  };
  const health = () => ({ ready: false, parts: [missing] });
  const listening = await listen({
    app: createWaitingRoom({ app: RELEASE, health, log, secure: where.secure }),
    ...where,
  });

  const miss = (name: string, { message }: Error): void => {
    if (missing.name === name) return;
    const note = { vi: `đang chờ máy chủ: ${message}`, en: `waiting for its server: ${message}` };
    missing = { name, ok: false, note, since: new Date().toISOString() };
    say(`Waiting for the ${name}: ${message}`);
    log.warn({ part: name, error: message }, 'waiting for a server; told once');
  };

  return {
    port: listening.port,
    close: listening.close,
    async untilThere(work) {
      for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
        try {
          return await work();
        } catch (error) {
          const part = awayOf(error, servers);
          if (part === undefined || stopping.aborted) throw error;
          miss(part, error as Error);
          await pause(ms, undefined, { signal: stopping });
        }
      }
    },
  };
}
