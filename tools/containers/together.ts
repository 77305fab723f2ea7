// The compose file: up, the demo year, a walk, each container killed once, three workers, down and up, and away.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/node24.mjs';
import type { Compose } from './compose-program.ts';
import type { Engine } from './engine.ts';
import { readiness, run, timed, until } from './run.ts';
import type { Table } from './table.ts';

const PORT = 17_071;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const KILLED = ['worker', 'relay', 'notary', 'api', 'temporal', 'postgres', 'kurrentdb'];
const ATTEMPTS = 4;
const OURS = ['api', 'worker', 'relay', 'notary'];

/** A demo year in a folder, and its export beside it. */
async function demoOffice(scratch: string): Promise<string> {
  const office = join(scratch, 'office');
  if (existsSync(`${office}-export`)) return office;
  const env = { OCOP_DATA: office };
  const main = join(root, 'cli/main.ts');
  await run(process.execPath, [main, 'demo'], { env });
  await run(process.execPath, [main, 'export', `${office}-export`], { env });
  // A user of the container reads it.
  await run('chmod', ['-R', 'a+rX', `${office}-export`]);
  return office;
}

type Parts = {
  readonly engine: Engine;
  readonly compose: Compose;
  readonly release: string;
  readonly scratch: string;
  readonly table: Table;
};

export async function walkTogether({
  engine: { docker },
  compose: program,
  release,
  scratch,
  table,
}: Parts): Promise<void> {
  const demo = join(import.meta.dirname, 'stand-ins/demo.yml');
  const compose = program.of(release, [join(release, 'docker-compose.yml'), demo]);
  await run('sh', ['deploy/secrets.sh'], { cwd: release });
  writeFileSync(
    join(release, '.env'),
    [
      `OCOP_PUBLIC_URL=http://127.0.0.1:${PORT}`,
      `OCOP_API_PORT=${PORT}`,
      'OCOP_KURRENTDB_PORT=12113',
      'OCOP_POSTGRES_PORT=15432',
      'OCOP_TEMPORAL_PORT=17233',
      'OCOP_TEMPORAL_UI_PORT=18233',
      '',
    ].join('\n'),
  );

  const idsOf = async (service: string) => (await compose('ps', '--quiet', service)).split('\n').filter(Boolean);
  const healthOf = async (id: string) => docker('inspect', '--format', '{{.State.Health.Status}}', id);
  const healthy = (service: string) =>
    until(
      `${service} is healthy`,
      async () => Promise.all((await idsOf(service)).map(healthOf)),
      (all) => all.length > 0 && all.every((status) => status === 'healthy'),
    );
  /** The walk gives each step half a minute, which a process that is catching up on a busy machine may not have. */
  const walk = async (): Promise<string> => {
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
      return `4★: ${facts} facts in ${seconds} s, ${byTemporal} by Temporal${again}`;
    }
  };
  const digest = async () => {
    const verified = await compose('exec', '-T', 'api', 'ocop', 'verify', '--json').catch(
      (error: Error) => error.message,
    );
    const { historyDigest, events, counts } = JSON.parse(verified) as {
      historyDigest: string;
      events: number;
      counts: Record<string, number>;
    };
    if (counts.manipulation || counts.gap) throw new Error(`verify: ${JSON.stringify(counts)}`);
    return { historyDigest, events };
  };

  try {
    await table.row('an API alone, its servers not there', async () => {
      await compose('up', '--detach', '--no-deps', '--no-build', 'api');
      const { status, parts } = await until(
        'waiting',
        () => readiness(ADDRESS),
        ({ parts }) => parts.some((p) => p.name !== 'start'),
      );
      const alive = await fetch(`${ADDRESS}/healthz`);
      const [id = ''] = await idsOf('api');
      return `\`/healthz\` ${alive.status}, \`/readyz\` ${status}: waits for the ${parts.map((p) => p.name)}; restarted ${await docker('inspect', '--format', '{{.RestartCount}}', id)} times`;
    });
    await table.row('demo year moved onto the servers', async () => {
      // It began on nothing, and would go on as an office that is no demo.
      await compose('rm', '--stop', '--force', 'api');
      await compose('up', '--detach', '--wait', '--no-build', 'kurrentdb', 'postgres');
      const office = await demoOffice(scratch);
      cpSync(`${office}.seal-key`, join(release, 'secrets/seal-key'), { force: true });
      chmodSync(join(release, 'secrets/seal-key'), 0o444);
      await compose(
        'run',
        '--rm',
        '--no-deps',
        '-T',
        '--volume',
        `${office}-export:/move:ro`,
        'api',
        'import',
        '/move',
      );
      return 'exported from a folder, by `ocop import` in a container of the API';
    });
    await table.row('`docker compose up -d`', async () => {
      const seconds = await timed(async () => {
        await compose('up', '--detach', '--no-build');
        for (const service of [...OURS, 'temporal']) await healthy(service);
      });
      return `all healthy in ${seconds} s`;
    });
    await table.row('`npm run demo:walk`', walk);
    for (const service of KILLED)
      await table.row(`${service} killed (SIGKILL)`, async () => {
        const [id = ''] = await idsOf(service);
        process.kill(Number(await docker('inspect', '--format', '{{.State.Pid}}', id)), 'SIGKILL');
        const back = await timed(async () => {
          await until(
            'it was started again',
            () => docker('inspect', '--format', '{{.RestartCount}}', id),
            (n) => Number(n) > 0,
          );
          await healthy(service);
        });
        const ready = await timed(async () => {
          for (const part of OURS)
            await until(
              `${part} ready`,
              () => inside(part, '(r) => r.status'),
              (status) => status === '200',
            );
        });
        return `healthy again after ${back} s, all parts ready ${ready} s later`;
      });
    await table.row('the walk after all that', walk);
    await table.row('`--scale worker=3`', async () => {
      await compose('up', '--detach', '--no-build', '--no-recreate', '--scale', 'worker=3');
      await healthy('worker');
      return `${(await idsOf('worker')).length} workers; ${await walk()}`;
    });
    const before = await digest();
    await table.row('`down`, `up -d`', async () => {
      await compose('down');
      const left = await docker('volume', 'ls', '--quiet', '--filter', 'dangling=true');
      const anonymous = left.split('\n').filter((name) => /^[0-9a-f]{64}$/.test(name)).length;
      await compose('up', '--detach', '--no-build');
      for (const service of OURS) await healthy(service);
      const after = await digest();
      if (after.historyDigest !== before.historyDigest) throw new Error('another history');
      return `the same history (${after.events} events); anonymous volumes left: ${anonymous}`;
    });
    await table.row('a worker reaches no API, Temporal no store', async () => {
      const reach = async (from: string, to: string, port: number) =>
        compose('exec', '-T', from, 'nc', '-z', '-w', '2', to, String(port)).then(
          () => `${from} reaches ${to}`,
          () => undefined,
        );
      const wrong = [await reach('worker', 'api', 7070), await reach('temporal', 'kurrentdb', 2113)].filter(Boolean);
      if (wrong.length > 0) throw new Error(wrong.join(', '));
      return 'right';
    });
    await table.row('exported, imported into a folder', async () => {
      const move = join(scratch, 'move');
      const data = join(scratch, 'moved');
      for (const folder of [move, data]) rmSync(folder, { recursive: true, force: true });
      mkdirSync(move);
      chmodSync(move, 0o777);
      await compose('run', '--rm', '--no-deps', '-T', '--volume', `${move}:/move`, 'api', 'export', '/move');
      const main = join(root, 'cli/main.ts');
      const env = { OCOP_DATA: data, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' };
      await run(process.execPath, [main, 'import', move], { env });
      copyFileSync(join(release, 'secrets/seal-key'), `${data}.seal-key`);
      const verified = await run('sh', ['-c', '"$0" "$@" || [ $? = 1 ]', process.execPath, main, 'verify', '--json'], {
        env,
      });
      const there = await digest();
      const here = JSON.parse(verified) as { historyDigest: string };
      if (here.historyDigest !== there.historyDigest) throw new Error(`another digest: ${here.historyDigest}`);
      return `the same digest, ${here.historyDigest.slice(0, 16)}…`;
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${await compose('logs', '--tail', '15').catch(() => '')}`);
  } finally {
    await compose('down', '--volumes', '--timeout', '20').catch(() => '');
  }

  /** What `/readyz` of a part answers, asked as its own health check does. */
  async function inside(part: string, read: string): Promise<string> {
    const ask = `fetch('http://127.0.0.1:7070/readyz', { headers: { 'accept-language': 'en' } }).then(${read}).then((said) => console.log(said))`;
    return await compose('exec', '-T', part, 'node', '-e', ask);
  }
}
