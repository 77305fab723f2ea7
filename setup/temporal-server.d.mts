import type { Order } from './temporal-server-fetch.mjs';

type TemporalPrograms = { bin: string; version: string };
type Fetch = (order: Order) => Promise<{ because?: string | undefined }>;

export function ensureTemporalServer(options?: {
  env?: NodeJS.ProcessEnv;
  announce?: (line: string) => void;
  download?: Fetch;
  build?: Fetch;
}): Promise<TemporalPrograms>;

export function temporalServerEnv(found: TemporalPrograms): { OCOP_TEMPORAL_SERVER_BIN: string };
