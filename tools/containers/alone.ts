// The image by itself: how large, how soon ready, stopped at any moment, on a file system that takes nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import { readiness, timed, until } from './run.ts';
import type { Table } from './table.ts';

const PORT = 17_070;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const SERVER = 'ocop:0.2.0';
const DEMO = 'ocop:demo';
/** ms after the start */
const STOPS = [0, 50, 100, 150, 200, 300, 450, 600, 750, 900];

type Parts = { readonly engine: Engine; readonly release: string; readonly table: Table };

export async function buildImages({ engine: { docker }, release, table }: Parts): Promise<void> {
  await table.row('images built', async () => {
    const target = await timed(() => docker('build', '--target', 'server', '--tag', SERVER, release));
    const demo = await timed(() => docker('build', '--tag', DEMO, release));
    return `\`server\` in ${target} s, demo in ${demo} s more`;
  });
}

export async function walkAlone({ engine: { docker }, table }: Parts): Promise<void> {
  await table.row('size', async () => {
    const size = async (image: string) =>
      Number(await docker('image', 'inspect', '--format', '{{.Size}}', image)) / 1e6;
    const [base, server, demo] = [await size('node:24.21.0-bookworm-slim'), await size(SERVER), await size(DEMO)];
    return `\`server\` ${Math.round(server - base)} MB on its base, the demo ${Math.round(demo - server)} MB more`;
  });
  await table.row(`\`docker stop\` ${STOPS[0]}–${STOPS.at(-1)} ms after the start`, async () => {
    const codes: string[] = [];
    for (const ms of STOPS) {
      const id = await docker('create', DEMO);
      await docker('start', id);
      await pause(ms);
      await docker('stop', '--time', '8', id);
      codes.push(await docker('inspect', '--format', '{{.State.ExitCode}}', id));
      await docker('rm', id);
    }
    if (codes.some((code) => code !== '0')) throw new Error(`it ends with ${codes.join(', ')}`);
    return `ends with 0 each of ${codes.length} times`;
  });
  const confined = [
    '--read-only',
    '--tmpfs',
    '/tmp:noexec',
    '--cap-drop',
    'ALL',
    '--security-opt',
    'no-new-privileges',
  ];
  const folders = ['/data', '/keys'].flatMap((folder) => ['--tmpfs', `${folder}:uid=1000,gid=1000,mode=0700,noexec`]);
  for (const [how, options] of [
    ['`docker run -p 127.0.0.1:7070:7070`', ['--volume', 'ocop-alone:/data']],
    ['the same, `--read-only`, `/tmp` and `/data` without execution', [...confined, ...folders]],
  ] as const)
    await table.row(`demo year by ${how}`, async () => {
      const id = await docker('run', '--detach', '--publish', `127.0.0.1:${PORT}:7070`, ...options, DEMO);
      try {
        const ready = await timed(() =>
          until(
            'the demo',
            () => readiness(ADDRESS),
            ({ status }) => status === 200,
          ),
        );
        const page = await fetch(`${ADDRESS}/app/board?as=demo-province`);
        const verified = await docker('exec', id, 'ocop', 'verify');
        await docker('stop', id);
        const code = await docker('inspect', '--format', '{{.State.ExitCode}}', id);
        return `ready in ${ready} s, its board answers ${page.status}; ${verified.split('\n').at(-1)}; stopped with ${code}`;
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${await docker('logs', '--tail', '20', id)}`);
      } finally {
        await docker('rm', '--force', '--volumes', id);
      }
    });
  await table.row('its volume mounted read-only, `ocop verify`', async () => {
    const verified = await docker('run', '--rm', '--read-only', '--volume', 'ocop-alone:/data:ro', SERVER, 'verify');
    await docker('volume', 'rm', 'ocop-alone');
    return verified.split('\n').at(-1) ?? '';
  });
}
