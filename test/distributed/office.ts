// `ocop …` as an office runs it, and the demo year moved from a file to the servers.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');

export type Verified = { events: number; historyDigest: string };

export type Office = {
  /** `env` names the servers; without it the command works on the office's own file */
  ocop(args: string[], env?: Record<string, string>): Promise<string>;
  verified(env?: Record<string, string>): Promise<Verified>;
  /** Loads the demo into a file, exports it and imports it into the servers. */
  moveDemoTo(env: Record<string, string>): Promise<void>;
};

export function officeIn(folder: string): Office {
  async function ocop(args: string[], env: Record<string, string> = {}): Promise<string> {
    const where = { OCOP_DATA: join(folder, 'office'), OCOP_STORE_URL: '', OCOP_VAULT_URL: '', ...env };
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', ...where },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }
  return {
    ocop,
    verified: async (env) => JSON.parse(await ocop(['verify', '--json'], env)) as Verified,
    async moveDemoTo(env) {
      await ocop(['demo']);
      await ocop(['export', join(folder, 'move')]);
      await ocop(['import', join(folder, 'move')], env);
    },
  };
}
