import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DATABASES, type PostgresAddress } from './settings.ts';

const WITHIN_MS = 120_000;

/** Temporal's two databases in the schema of this version, created or brought up to it; what is done stays as it is. */
export async function prepareDatabases({ sqlTool, postgres }: { sqlTool: string; postgres: PostgresAddress }) {
  await Promise.all(
    Object.entries(DATABASES).map(async ([schema, database]) => {
      const run = (...args: string[]) => runTool({ sqlTool, postgres, database, args });
      await run('create-database');
      await run('setup-schema', '--version', '0.0');
      await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
    }),
  );
}

type Run = { sqlTool: string; postgres: PostgresAddress; database: string; args: string[] };

async function runTool({ sqlTool, postgres, database, args }: Run): Promise<void> {
  const connection = {
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: postgres.host,
    SQL_PORT: String(postgres.port),
    SQL_USER: postgres.user,
    SQL_PASSWORD: postgres.password,
    SQL_DATABASE: database,
  };
  try {
    await promisify(execFile)(sqlTool, args, { env: { ...process.env, ...connection }, timeout: WITHIN_MS });
  } catch (error) {
    const { message, stderr, stdout } = error as Error & { stderr?: string; stdout?: string };
    const words = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-3).join('\n');
    throw new Error(`Temporal's database ${database} could not be prepared (${args[0]}): ${words || message}`);
  }
}
