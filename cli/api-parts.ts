// What the API, and the health page of a process without one, is handed.
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Accounts } from '../accounts/port.ts';
import type { PostParts } from '../activities/postman.ts';
import type { FileParts } from '../api/files/parts.ts';
import type { Measures } from '../api/measures.ts';
import type { ApiParts, OperatingParts, Operation } from '../api/parts.ts';
import { projectionOperations } from '../api/projection-operations.ts';
import { everybody } from '../demo/everybody.ts';
import type { PastModels } from '../projections/past-models.ts';
import type { ReadModels } from '../projections/read-models.ts';
import type { Settings } from '../settings/settings.ts';
import { sameRegistration } from '../vault/same-registration.ts';
import { accountOperations } from './account-operations.ts';
import type { AccountWatch } from './account-watch.ts';
import { type Office, RELEASE } from './compose.ts';
import { erasingFiles, sweepFiles } from './files-side.ts';
import { forwardDemo } from './forward-demo.ts';
import type { HealthWatch } from './health.ts';
import type { NotarySide } from './notary-side.ts';
import { postOperations } from './post-operations.ts';
import { rehearsingAside } from './rehearse-aside.ts';
import type { TemporalSide } from './temporal-side.ts';

type Parts = {
  settings: Settings;
  office: Office;
  /** absent where this process has no API, or no part in Temporal's work */
  readModels: ReadModels | undefined;
  temporal: TemporalSide | undefined;
  notary: NotarySide | undefined;
  health: HealthWatch;
  log: Logger;
  accounts: Accounts | undefined;
  watch: AccountWatch;
  machineKey: string | undefined;
  secure: boolean;
  measures?: Measures | undefined;
  traced?: OperatingParts['traced'];
  /** how letters, and invitations, leave the house; absent where none do */
  post?: PostParts | undefined;
  /** where people reach us, without a slash at its end; undefined: nobody has said so */
  publicUrl: () => string | undefined;
  /** absent where this process holds no files */
  files?: FileParts | undefined;
  sweeping?: (() => Parameters<typeof sweepFiles>[0]) | undefined;
};

type Needed = { office: Office; readModels: ReadModels; past: PastModels; health: HealthWatch };

export function apiParts(
  operating: OperatingParts,
  {
    office,
    readModels,
    past,
    health,
    publicUrl,
    vouch,
    web,
    files,
  }: Pick<ApiParts, 'publicUrl' | 'vouch' | 'web' | 'files'> & Needed,
): ApiParts {
  const { board, duties, dueDates, certificates, timeline, sessions } = readModels;
  return {
    ...operating,
    events: office.store,
    board,
    duties,
    dueDates,
    certificates,
    timeline,
    sessions,
    readModels,
    past: past.at,
    rehearse: rehearsingAside(),
    reveal: health.reveal,
    drafts: office.drafts,
    files,
    accesses: office.vault.accesses,
    sameRegistration: sameRegistration(office.vault, office.store),
    publicUrl,
    vouch,
    web,
  };
}

export function operatingParts(parts: Parts): OperatingParts {
  const {
    settings,
    office,
    readModels,
    temporal,
    notary,
    health,
    log,
    accounts,
    watch,
    machineKey,
    secure,
    publicUrl,
    files,
  } = parts;
  const contact = settings.OCOP_SECURITY_CONTACT;
  return {
    executor: files ? erasingFiles(office.executor, files.files, log) : office.executor,
    clock: office.clock,
    demo: office.isDemo() ? { accounts: everybody } : undefined,
    standing: async (id) => watch.standing(id),
    accounts,
    machineKey,
    secure,
    measures: parts.measures,
    traced: parts.traced,
    secondFactor: settings.OCOP_SECOND_FACTOR,
    health: health.now,
    operations: {
      ...(temporal?.relays ? { recover: recoverOf(temporal) } : {}),
      ...(readModels ? projectionOperations(readModels) : {}),
      ...(parts.sweeping ? { 'sweep-files': sweepOf(parts.sweeping) } : {}),
      ...(accounts ? accountOperations(accounts, office, publicUrl, parts.post?.channel) : {}),
      ...(parts.post ? postOperations(parts.post) : {}),
      ...(office.isDemo() && parts.post ? { 'demo-forward': forwardOf(office, parts.post, log) } : {}),
    },
    log,
    app: RELEASE,
    security: contact === '' ? undefined : { contact, now: () => Date.now() },
    publicLog: notary?.publicLog,
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

const sweepOf = (sweeping: NonNullable<Parts['sweeping']>): Operation => ({
  role: 'admin',
  words: {
    vi: 'Tìm và xóa các tệp mà không sự kiện nào nêu',
    en: 'Find and remove the files that no fact names',
  },
  input: z.strictObject({ dryRun: z.boolean().optional(), days: z.int().min(1).max(3650).optional() }),
  run: ({ dryRun = false, days }: { dryRun?: boolean; days?: number }) => {
    const asked = sweeping();
    return sweepFiles({ ...asked, dryRun, afterDays: days ?? asked.afterDays });
  },
});

const forwardOf = (office: Office, post: PostParts, log: Logger): Operation => ({
  role: 'admin',
  words: {
    vi: 'Cho đồng hồ minh họa tiến, việc đến hạn được làm trên đường đi',
    en: 'Move the demo clock on; what comes due on the way is done',
  },
  input: z.strictObject({ days: z.int().min(1).max(366) }),
  run: (input: { days: number }) =>
    forwardDemo({ office, post, days: input.days, log: (message) => log.warn(message) }),
});
