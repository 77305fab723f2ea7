// The compose file's project, as every walk on it needs it: its secrets and ports, who is healthy, what a part says.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/node24.mjs';
import type { Compose } from './compose-program.ts';
import type { Engine } from './engine.ts';
import { run, until } from './run.ts';
import type { Table } from './table.ts';

const PORT = 17_071;
export const ADDRESS = `http://127.0.0.1:${PORT}`;
export const OURS = ['api', 'worker', 'relay', 'notary'] as const;
const ATTEMPTS = 4;

export type Parts = {
  readonly engine: Engine;
  readonly compose: Compose;
  readonly release: string;
  readonly scratch: string;
  readonly table: Table;
};
export type Project = Awaited<ReturnType<typeof openProject>>;

/** @param more compose files beside the release's own */
export async function openProject({ engine: { docker }, compose: program, release }: Parts, ...more: string[]) {
  const standIns = ['demo.yml', ...more].map((name) => join(import.meta.dirname, 'stand-ins', name));
  const compose = program.of(release, [join(release, 'docker-compose.yml'), ...standIns]);
  await run('sh', ['deploy/secrets.sh'], { cwd: release });
  const ports = { API: PORT, KURRENTDB: 12_113, POSTGRES: 15_432, TEMPORAL: 17_233, TEMPORAL_UI: 18_233 };
  const lines = Object.entries(ports).map(([name, port]) => `OCOP_${name}_PORT=${port}\n`);
  writeFileSync(join(release, '.env'), `OCOP_PUBLIC_URL=${ADDRESS}\n${lines.join('')}`);

  const idsOf = async (service: string) => (await compose('ps', '--quiet', service)).split('\n').filter(Boolean);
  /** What a program of Node's says, run in a container of this part. */
  const script = (part: string, text: string) => compose('exec', '-T', part, 'node', '--input-type=module', '-e', text);
  /** What `/readyz` of a part answers, asked as its own health check does. */
  const inside = (part: string, read: string) =>
    script(
      part,
      `fetch('http://127.0.0.1:7070/readyz', { headers: { 'accept-language': 'en' } }).then(${read}).then((said) => console.log(said))`,
    );

  return {
    compose,
    idsOf,
    script,
    inside,
    async healthy(service: string): Promise<void> {
      const healthOf = (id: string) => docker('inspect', '--format', '{{.State.Health.Status}}', id);
      await until(
        `${service} is healthy`,
        async () => Promise.all((await idsOf(service)).map(healthOf)),
        (all) => all.length > 0 && all.every((status) => status === 'healthy'),
      );
    },
    async allReady(): Promise<void> {
      for (const part of OURS)
        await until(
          `${part} ready`,
          () => inside(part, '(r) => r.status'),
          (status) => status === '200',
        );
    },
    /** The walk gives each step half a minute, which a process that is catching up on a busy machine may not have. */
    async walk(): Promise<string> {
      await until(
        'Temporal has what there is',
        () => inside('relay', '(r) => r.text()'),
        (text) => text.includes('0 hints on their way'),
      );
      for (let attempt = 1; ; attempt++) {
        const args = ['tools/demo-walk.ts', '--address', ADDRESS, '--json'];
        const said = await run(process.execPath, args, { cwd: root }).catch((error: Error) => error);
        if (said instanceof Error) {
          if (attempt === ATTEMPTS) throw said;
          continue;
        }
        const { facts, byTemporal, seconds } = JSON.parse(said.split('\n').at(-1) as string) as Record<string, number>;
        const again = attempt === 1 ? '' : `, at the ${attempt}. attempt`;
        return `4★: ${facts} facts in ${Math.round(seconds ?? 0)} s, ${byTemporal} by Temporal${again}`;
      }
    },
    async digest(): Promise<{ historyDigest: string; events: number; notices: string }> {
      // Its code says what was found, and what was found is wanted.
      const verify = 'ocop verify --json || [ $? -lt 4 ]';
      const verified = await compose('exec', '-T', 'api', 'sh', '-c', verify);
      const { historyDigest, events, counts, findings } = JSON.parse(verified) as {
        historyDigest: string;
        events: number;
        counts: Record<string, number>;
        findings: readonly { grade: string; code: string }[];
      };
      const wrong = findings.filter(({ grade }) => grade !== 'notice');
      if (wrong.length > 0) throw new Error(`verify: ${JSON.stringify(counts)} ${JSON.stringify(wrong.slice(0, 5))}`);
      const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
      return { historyDigest, events, notices: `${counts.notice} notices${codes && ` (${codes})`}` };
    },
    /** Takes it down with all it holds, and says what was logged where the work failed. */
    async during(work: () => Promise<void>): Promise<void> {
      try {
        await work();
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${await compose('logs', '--tail', '15').catch(() => '')}`);
      } finally {
        await compose('down', '--volumes', '--timeout', '20').catch(() => '');
      }
    },
  };
}
