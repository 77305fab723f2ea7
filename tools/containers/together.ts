// The compose file: up, the demo year, a walk, each container killed once, three workers, down and up, and away.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/node24.mjs';
import { outages } from './outages.ts';
import { ADDRESS, OURS, openProject, type Parts } from './project.ts';
import { readiness, run, timed, until } from './run.ts';

const KILLED = ['worker', 'relay', 'notary', 'api', 'temporal', 'postgres', 'kurrentdb'];

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

export async function walkTogether(parts: Parts): Promise<void> {
  const {
    engine: { docker },
    release,
    scratch,
    table,
  } = parts;
  const project = await openProject(parts);
  const { compose, idsOf, healthy, walk, digest } = project;

  await project.during(async () => {
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
        const ready = await timed(project.allReady);
        return `healthy again after ${back} s, all parts ready ${ready} s later`;
      });
    await outages(parts, project);
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
  });
}
