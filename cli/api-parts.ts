// What the API, and the health page of a process without one, is handed.
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ApiParts, Health, OperatingParts, Operation, PartHealth } from '../api/parts.ts';
import { projectionOperations } from '../api/projection-operations.ts';
import { officers } from '../demo/accounts.ts';
import { account } from '../domain/access/account.ts';
import type { ReadModels } from '../projections/read-models.ts';
import type { Settings } from '../settings/settings.ts';
import { type Office, RELEASE } from './compose.ts';
import { forwardDemo } from './forward-demo.ts';
import type { TemporalSide } from './temporal-side.ts';

type Parts = {
  settings: Settings;
  office: Office;
  /** absent where this process has no API, or no part in Temporal's work */
  readModels: ReadModels | undefined;
  temporal: TemporalSide | undefined;
  log: Logger;
};

export function apiParts(operating: OperatingParts, office: Office, readModels: ReadModels): ApiParts {
  const { board, timeline } = readModels;
  return { ...operating, board, timeline, readModels, reveal: office.vault.reveal };
}

export function operatingParts(parts: Parts): OperatingParts {
  const { settings, office, readModels, temporal, log } = parts;
  return {
    executor: office.executor,
    clock: office.clock,
    demo: office.isDemo() ? { accounts: officers } : undefined,
    accountExists: async (id) =>
      account.id.safeParse(id).success && (await office.executor.look(account, id)).revision >= 0,
    health: () => health(parts),
    operations: {
      ...(temporal?.relays ? { recover: recoverOf(temporal) } : {}),
      ...(readModels ? projectionOperations(readModels) : {}),
      ...(office.isDemo() ? { 'demo-forward': forwardOf(office) } : {}),
    },
    log,
    app: RELEASE,
    requestsPerMinute: settings.OCOP_REQUESTS_PER_MINUTE,
  };
}

const recoverOf = (temporal: TemporalSide): Operation => ({
  role: 'admin',
  words: { vi: 'Dựng lại các tiến trình từ kho sự kiện', en: 'Rebuild the processes from the event store' },
  input: z.strictObject({}),
  run: async () => {
    const relay = temporal.relay();
    return relay ? await relay.recover() : { hinted: 0, trouble: temporal.trouble() };
  },
});

const forwardOf = (office: Office): Operation => ({
  role: 'admin',
  words: {
    vi: 'Cho đồng hồ minh họa tiến từng hạn một',
    en: 'Move the demo clock on from due date to due date',
  },
  input: z.strictObject({ days: z.int().min(1).max(366) }),
  run: (input: { days: number }) => forwardDemo({ office, days: input.days }),
});

async function health({ office, readModels, temporal }: Parts): Promise<Health> {
  const parts: PartHealth[] = [
    await storeHealth(office),
    await vaultHealth(office),
    ...(temporal ? [temporalHealth(temporal)] : []),
    ...(readModels ? projectionHealth(readModels) : []),
  ];
  return { ready: parts.every((p) => p.ok), parts };
}

async function storeHealth(office: Office): Promise<PartHealth> {
  const trouble = office.writeTrouble();
  if (trouble !== undefined) return { name: 'store', ok: false, note: { vi: trouble, en: trouble } };
  try {
    const head = await office.store.head();
    return {
      name: 'store',
      ok: true,
      note: { vi: `đến vị trí ${head?.position ?? 'đầu'}`, en: `at position ${head?.position ?? 'start'}` },
    };
  } catch (error) {
    return { name: 'store', ok: false, note: { vi: (error as Error).message, en: (error as Error).message } };
  }
}

async function vaultHealth({ vault }: Office): Promise<PartHealth> {
  try {
    await vault.reveal('');
    return { name: 'vault', ok: true, note: { vi: 'trả lời', en: 'answers' } };
  } catch (error) {
    return { name: 'vault', ok: false, note: { vi: (error as Error).message, en: (error as Error).message } };
  }
}

function temporalHealth(temporal: TemporalSide): PartHealth {
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

function projectionHealth(readModels: ReadModels): PartHealth[] {
  return readModels.health().map((p) => {
    const broken = p.fault ?? (p.quarantined.length > 0 ? `${p.quarantined.length} streams quarantined` : undefined);
    return {
      name: `read-model ${p.name}`,
      ok: broken === undefined && p.caughtUp,
      note: {
        vi: broken ?? (p.caughtUp ? 'cập nhật' : 'đang dựng lại'),
        en: broken ?? (p.caughtUp ? 'up to date' : 'being built'),
      },
    };
  });
}
