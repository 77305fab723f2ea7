// What the process knows of its parts. They are asked in the background, so that a health check is answered at once,
// with what is known and since when; a part that does not answer is known for it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Health, PartHealth } from '../api/parts.ts';
import { sentencesOf } from '../api/problem.ts';
import { CLOCK_DOUBTFUL } from '../domain/office-clock/office-clock.ts';
import type { ReadModels } from '../projections/read-models.ts';
import { type Vault, VaultError } from '../vault/port.ts';
import type { ClockDoubt } from './clock-watch.ts';
import type { Office } from './compose.ts';
import { lagWatch } from './lag.ts';
import { notaryHealth } from './notary-health.ts';
import type { NotarySide } from './notary-side.ts';
import type { TemporalSide } from './temporal-side.ts';

const ASK_EVERY_MS = 1000;
const SILENT_AFTER_MS = 2000;

type Parts = {
  office: Office;
  readModels: ReadModels | undefined;
  temporal: TemporalSide | undefined;
  notary?: Pick<NotarySide, 'state'> | undefined;
  log: Pick<Logger, 'info' | 'warn'>;
};
type Answer = Omit<PartHealth, 'since'>;

export type HealthWatch = {
  now(): Health;
  /** seconds each read model is behind, and how many streams it could not take in */
  behind(): readonly { name: string; seconds: number; quarantined: number }[];
  /** The vault's, noting beside it which values are not what their events committed to. */
  reveal: Vault['reveal'];
  /** What the complete check of the store found: it goes on as far as it can, and this is told beside it. */
  mediumInspected(wrong: readonly string[]): void;
  /** Asks at once what is otherwise asked every second. */
  ask(): Promise<void>;
  stop(): void;
};

export function watchHealth({ office, readModels, temporal, notary, log }: Parts): HealthWatch {
  const stopping = new AbortController();
  const known = new Map<string, PartHealth>();
  const lag = lagWatch();
  const changed = new Set<string>();
  let damages: readonly string[] = [];
  const note = (answer: Answer): void => {
    const before = known.get(answer.name);
    if (before?.ok !== false && !answer.ok) log.warn({ part: answer.name, note: answer.note.en }, 'not ready');
    if (before?.ok === false && answer.ok) log.info({ part: answer.name, since: before.since }, 'ready again');
    known.set(answer.name, { ...answer, since: before?.ok === answer.ok ? before.since : new Date().toISOString() });
  };

  async function askStore(): Promise<Answer> {
    const answer = await inTime('store', async () => {
      const head = await office.store.head();
      lag.headSeen(head?.position);
      await office.probeWrite();
      return { vi: `đến vị trí ${head?.position ?? 'đầu'}`, en: `at position ${head?.position ?? 'start'}` };
    });
    const trouble = office.writeTrouble();
    if (trouble === undefined && answer.ok && damages.length > 0) return { ...answer, note: mediumDamaged(damages) };
    return trouble === undefined ? answer : { name: 'store', ok: false, note: { vi: trouble, en: trouble } };
  }

  const askVault = (): Promise<Answer> =>
    inTime('vault', async () => {
      await office.vault.reveal('');
      const n = changed.size;
      return n === 0
        ? { vi: 'trả lời', en: 'answers' }
        : {
            vi: `trả lời; ${n} giá trị không khớp với sự kiện đã ghi: chạy ocop verify, khôi phục bản sao lưu`,
            en: `answers; ${n} values are not what was recorded: run ocop verify, restore a backup`,
          };
    });

  async function askClock(): Promise<Answer> {
    let doubt: ClockDoubt | undefined;
    const answer = await inTime('clock', async () => {
      // Read, it is held against the monotonic one, also while nobody works.
      office.clock();
      doubt = await office.clockDoubt();
      return { vi: 'đáng tin', en: 'can be relied on' };
    });
    return doubt ? { name: 'clock', ok: false, note: sentencesOf(CLOCK_DOUBTFUL(doubt)) } : answer;
  }

  const ask = async (): Promise<void> => {
    for (const answer of await Promise.all([askStore(), askVault(), askClock()])) note(answer);
  };
  void (async () => {
    while (!stopping.signal.aborted) {
      await ask();
      await pause(ASK_EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  })();

  return {
    now() {
      if (temporal) note(temporalHealth(temporal));
      if (notary) note(notaryHealth(notary.state()));
      for (const p of readModels?.health() ?? []) note(readModelHealth(p, lag.secondsBehind(p)));
      const asked = [...known.values()];
      return { ready: known.has('store') && known.has('vault') && asked.every((p) => p.ok), parts: asked };
    },
    behind: () =>
      (readModels?.health() ?? []).map((p) => ({
        name: p.name,
        seconds: lag.secondsBehind(p),
        quarantined: p.quarantined.length,
      })),
    async reveal(ref, commitment) {
      try {
        const value = await office.vault.reveal(ref, commitment);
        changed.delete(ref);
        return value;
      } catch (error) {
        if (error instanceof VaultError && error.code === 'VAULT_ROW_DAMAGED') changed.add(ref);
        throw error;
      }
    },
    mediumInspected(wrong) {
      damages = wrong;
    },
    ask,
    stop: () => stopping.abort(),
  };
}

const mediumDamaged = ([first]: readonly string[]): Answer['note'] => ({
  vi: `tệp bị hỏng (${first}): dừng máy chủ, chạy ocop verify; nếu chỉ hỏng chỉ mục thì ocop reindex, nếu không thì khôi phục bản sao lưu`,
  en: `its file is damaged (${first}): stop, run ocop verify; where only the index is damaged ocop reindex, else restore a backup`,
});

/** What a part answers, or that it does not: whoever waits for it elsewhere may wait longer. */
async function inTime(name: string, work: () => Promise<Answer['note']>): Promise<Answer> {
  const silent = pause(SILENT_AFTER_MS, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${SILENT_AFTER_MS / 1000} s`);
  });
  try {
    return { name, ok: true, note: await Promise.race([work(), silent]) };
  } catch (error) {
    const { message } = error as Error;
    return { name, ok: false, note: { vi: `không trả lời: ${message}`, en: `does not answer: ${message}` } };
  } finally {
    silent.catch(() => {});
  }
}

function temporalHealth(temporal: TemporalSide): Answer {
  const trouble = temporal.trouble();
  const waiting = temporal.relay()?.state().waiting ?? 0;
  return trouble === undefined
    ? { name: 'temporal', ok: true, note: { vi: `${waiting} gợi ý đang chờ`, en: `${waiting} hints on their way` } }
    : {
        name: 'temporal',
        ok: false,
        note: {
          vi: `không tới được Temporal: ${trouble}; các việc vẫn được ghi, chỉ hẹn giờ phải chờ`,
          en: `out of reach: ${trouble}; facts are recorded, timers wait`,
        },
      };
}

/** Behind by more than this many seconds it does not answer for today any more. */
const MOST_BEHIND_S = 10;

function readModelHealth(p: ReturnType<ReadModels['health']>[number], behind: number): Answer {
  const name = `read-model ${p.name}`;
  if (p.fault !== undefined) return { name, ok: false, note: { vi: p.fault, en: p.fault } };
  if (p.state === 'building') return { name, ok: false, note: { vi: 'đang dựng lại', en: 'being built' } };
  if (behind > MOST_BEHIND_S) return { name, ok: false, note: { vi: `chậm ${behind} giây`, en: `${behind} s behind` } };
  // One stream's damage is its own: its rows are marked, all others are served.
  const damaged = p.quarantined.length;
  return damaged === 0
    ? { name, ok: true, note: { vi: `chậm ${behind} giây`, en: `${behind} s behind` } }
    : {
        name,
        ok: true,
        note: { vi: `${damaged} dòng sự kiện bị tách riêng`, en: `${damaged} streams quarantined` },
      };
}
