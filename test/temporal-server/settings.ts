// The server takes its whole configuration from its environment, as its official image does.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { isPortFree } from '../../cli/temporal/port-free.ts';

export const HOST = '127.0.0.1';
export const DATABASES = { temporal: 'temporal', visibility: 'temporal_visibility' } as const;

const DYNAMIC_CONFIG = fileURLToPath(new URL('./dynamic-config.yaml', import.meta.url));
// The schema for PostgreSQL keeps a port in 16 bits with a sign, so one from the system's own range may not fit.
const LOWEST_PORT = 10_000;
const HIGHEST_PORT = 32_767;
const PARTS = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'];

export type PostgresAddress = { host: string; port: number; user: string; password: string };

/** Free ports for each part of the server; the clients' one is `FRONTEND_GRPC_PORT`. */
export async function serverSettings(postgres: PostgresAddress): Promise<Record<string, string>> {
  const names = PARTS.flatMap((part) => [`${part}_GRPC_PORT`, `${part}_MEMBERSHIP_PORT`]);
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isPortFree(port)) ports.add(port);
  }
  return {
    DB: 'postgres12',
    POSTGRES_SEEDS: postgres.host,
    DB_PORT: String(postgres.port),
    POSTGRES_USER: postgres.user,
    POSTGRES_PWD: postgres.password,
    DBNAME: DATABASES.temporal,
    VISIBILITY_DBNAME: DATABASES.visibility,
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: HOST,
    TEMPORAL_BROADCAST_ADDRESS: HOST,
    DYNAMIC_CONFIG_FILE_PATH: DYNAMIC_CONFIG,
    LOG_LEVEL: 'warn',
    // No HTTP interface.
    FRONTEND_HTTP_PORT: '0',
    ...Object.fromEntries([...ports].map((port, index) => [names[index], String(port)])),
  };
}
