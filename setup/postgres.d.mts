export type Postgres = { bin: string; version: string };

export function ensurePostgres(options?: {
  env?: NodeJS.ProcessEnv;
  announce?: (line: string) => void;
  /** where Debian keeps one folder per version */
  debian?: string;
  install?: (options: {
    env: NodeJS.ProcessEnv;
    announce: (line: string) => void;
  }) => Promise<{ because?: string | undefined }>;
}): Promise<Postgres | { missing: string }>;

export function postgresEnv(found: Postgres | { missing: string }): Record<string, string>;
