// docs/operations.md as somebody follows it: the first days of a province, keys of the log, backup, moving out, the
// emergency. Its own lines are run, in a folder of ours. What it names beside them is run by the test that is named here.
import { spawn, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { eventually } from '../temporal-world.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const FENCED = /^```(\w*)\n(.*?)^```/gms;
const PROGRAM = /^(npx|ocop|npm|sh|docker|systemctl|systemd-analyze|git|cp|rm|curl|ask|openssl) /;
const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^((export|cd \S+ &&|[A-Z]\w*=('[^']*'|\S+)) )+/, '')
    .trim();

const blocks = [...page.matchAll(FENCED)].map(([, language, text]) => ({ language, text: text as string }));
/** Lines of its blocks, those that go on joined, without what is said beside them. */
const lines = blocks
  .filter(({ language }) => language === '')
  .flatMap(({ text }) =>
    text
      .replace(/\\\n/g, ' ')
      .replace(/,\n\s+/g, ', ')
      .split('\n'),
  )
  .map((line) => line.replace(/(^|\s+)#\s.*$/, '').trim());
const named = [...page.replace(FENCED, '').matchAll(/`([^`]+)`/g)].map(([, text]) => oneLine(text as string));
const commands = [...lines.map(oneLine), ...named]
  .filter((text) => PROGRAM.test(text))
  .map((text) => text.replace(/^npx /, ''));

/** Run below, as the page has it. */
const HERE = [
  'openssl req',
  'ocop init units.json',
  'ocop serve',
  'ocop doctor',
  'ocop user list',
  'ocop projections',
  'ocop clock confirm',
  'ocop files sweep --dry-run',
  'ocop user invite',
  'ocop user reset',
  'ocop backup',
  'ocop restore',
  'ocop verify',
  'ocop export',
  'ocop reindex',
  'ocop rejoin',
  'ocop notary key',
  'ocop notary certify',
  'ocop user grant',
];
const containers = 'tools/containers';
/** How a command begins, who runs it, and what stands there. */
const ELSEWHERE: readonly (readonly [string, string, string])[] = [
  ['ocop import', 'test/moving/commands.test.ts', "'import'"],
  ['ocop import /mnt/ours --join', 'test/moving/join.test.ts', "'--join'"],
  ['ocop verify --checkpoint', 'test/process/seal-letter.test.ts', "'--checkpoint'"],
  ['ocop verify ho-so-', 'test/process/seal-letter.test.ts', "'verify'"],
  ['ocop notary print', 'test/process/seal-letter.test.ts', "'notary', 'print'"],
  ['ocop notary accept-restore', 'test/moving/checkpoints.test.ts', 'accept-restore'],
  ['ocop projections --skip', 'api/projection-operations.test.ts', 'projection-skip'],
  ['ocop projections --retry', 'cli/main.test.ts', "'--retry'"],
  ['ocop projections --rebuild', 'cli/main.test.ts', "'--rebuild'"],
  ['ocop recover', 'cli/main.test.ts', "'recover'"],
  ['ocop user suspend', 'test/process/operators-day.test.ts', "'suspend'"],
  ['ocop user revoke', 'test/process/operators-day.test.ts', "'user', 'revoke'"],
  ['ocop person export', 'test/process/operators-day.test.ts', "'person', 'export'"],
  ['ocop forget', 'test/process/operators-day.test.ts', "'forget'"],
  ['ocop feed', 'test/process/operators-day.test.ts', "'feed'"],
  ['sh deploy/backup-nightly.sh', 'deploy/backup.test.ts', 'backup-nightly.sh'],
  ['sh deploy/restore-drill.sh', 'deploy/backup.test.ts', 'restore-drill.sh'],
  ['sh deploy/backup-age.sh', 'deploy/backup.test.ts', 'backup-age.sh'],
  ['sh deploy/secrets.sh', `${containers}/project.ts`, 'deploy/secrets.sh'],
  ['cp deploy/example.env', 'deploy/docker-compose.test.ts', 'example.env'],
  ['docker compose up', `${containers}/together.ts`, "'up', '--detach'"],
  ['docker compose exec api ocop verify', `${containers}/project.ts`, 'ocop verify'],
  ['docker run', `${containers}/alone.ts`, "'run'"],
  ['docker stop', `${containers}/alone.ts`, "'stop'"],
  ['systemd-analyze verify', 'deploy/systemd.test.ts', "'systemd-analyze', ['verify'"],
  ['ask $A/v1/sign-in', 'api/sign-in/sign-in.test.ts', '/v1/sign-in'],
  ['ask $A/v1/sign-in/code', 'api/sign-in/sign-in.test.ts', '/v1/sign-in/code'],
  ['ask $A/v1/me/keys', 'test/process/operators-day.test.ts', '/v1/me/keys'],
  ['curl', 'test/process/operators-day.test.ts', 'authorization: `Bearer '],
  ['rm jar', 'test/process/operators-day.test.ts', '/v1/me/keys'],
];
/** Only a host with systemd running can: docs/operations.md says that nobody did. */
const BY_NOBODY = ['git clone', 'sh deploy/systemd/prepare.sh', 'cp deploy/systemd/', 'systemctl'];

test('each command of the page is run by a test', () => {
  const known = ['npm', ...HERE, ...ELSEWHERE.map(([start]) => start), ...BY_NOBODY];
  expect(commands.length).toBeGreaterThan(60);
  expect(commands.filter((command) => !known.some((start) => command.startsWith(start)))).toEqual([]);
  expect(known.filter((start) => !commands.some((command) => command.startsWith(start)))).toEqual([]);
  for (const [, file, text] of ELSEWHERE) expect(readFileSync(join(root, file), 'utf8'), file).toContain(text);
  const scripts = commands.flatMap((command) => /^npm (?:run )?([\w:]+)/.exec(command)?.[1] ?? []);
  expect(scripts.filter((name) => name !== 'install' && !(name in packageJson.scripts))).toEqual([]);
});

const folder = mkdtempSync(join(tmpdir(), 'ocop-page-'));
const at = { mnt: join(folder, 'mnt'), srv: join(folder, 'srv/ocop'), port: '0' };
const stopped: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  for (const made of [join(at.mnt, 'backup'), join(at.mnt, 'move'), at.srv]) mkdirSync(made, { recursive: true });
  const units = blocks.find(({ language }) => language === 'json');
  writeFileSync(join(folder, 'units.json'), units?.text ?? '');
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift\nexec ${process.execPath} ${join(root, 'cli/main.ts')} "$@"\n`, {
    mode: 0o755,
  });
  at.port = `${await getPort()}`;
});
afterAll(async () => {
  for (const stop of stopped) await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The page's own line, with our folders, the settings it exports, and something in place of what it leaves open. */
function text(start: string, open: Readonly<Record<string, string>> = {}): string {
  const found = [...lines, ...named].find((one) => one.startsWith(start));
  if (found === undefined) throw new Error(`The page has no line that begins with ${start}`);
  let said = found;
  for (const [what, by] of Object.entries(open)) said = said.replace(what, by);
  return ours(said);
}
const ours = (said: string): string =>
  said.replaceAll('/mnt/', `${at.mnt}/`).replaceAll('/srv/ocop', at.srv).replaceAll('7070', at.port);
const settings = () =>
  ours(lines.filter((line) => line.startsWith('export ')).join(' && ')).replaceAll('ocop.tinh.example', '127.0.0.1');
const env = async () => ({
  ...process.env,
  PATH: `${folder}:${process.env.PATH}`,
  OCOP_TEMPORAL_ADDRESS: `127.0.0.1:${await getPort()}`,
});

async function follow(start: string, open: Readonly<Record<string, string>> = {}): Promise<string> {
  const said = spawnSync('sh', ['-c', `${settings()} && ${text(start, open)}`], {
    cwd: folder,
    env: await env(),
    encoding: 'utf8',
  });
  expect(said.status, `${start}: ${said.stdout}${said.stderr}`).toBe(0);
  return said.stdout;
}

const hasOpenssl = spawnSync('sh', ['-c', 'command -v openssl']).status === 0;
test.runIf(hasOpenssl)('its first days, on a network', { timeout: 300_000 }, async () => {
  await follow('openssl req');
  expect(await follow('npx ocop init')).toContain(`https://127.0.0.1:${at.port}/`);
  const child = spawn('sh', ['-c', `${settings()} && exec ${text('npx ocop serve')}`], {
    cwd: folder,
    env: await env(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  stopped.push(stop);
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await eventually(
    () => /ready at https:/.test(out),
    (ready) => ready,
    120_000,
  );
  expect(await follow('npx ocop user invite', { '<account>': 'cb-1' })).toContain(`https://127.0.0.1:${at.port}/`);
  expect(await follow('npx ocop user reset', { '<account>': 'quan-tri' })).toContain(`https://127.0.0.1:${at.port}/`);
  expect(await follow('npx ocop user list')).toContain('cb-1');
  expect(await follow('npx ocop projections')).toContain('product-board');
  await follow('npx ocop clock confirm');
  await follow('npx ocop files sweep --dry-run');
  await follow('npx ocop backup');
  await follow('npx ocop export');
  await stop();
});

test.runIf(hasOpenssl)('with the server stopped', { timeout: 300_000 }, async () => {
  await follow('npx ocop export');
  expect(await follow('npx ocop verify')).toContain('0 manipulations, 0 gaps');
  await follow('npx ocop reindex');
  await follow('npx ocop rejoin');
  const [backup = ''] = globSync(join(at.mnt, 'backup/ocop-backup-*'));
  await follow('npx ocop restore', { 'ocop-backup-…': `${basename(backup)} --replace` });
  expect(await follow('npx ocop verify')).toContain('0 manipulations, 0 gaps');
  await follow('npx ocop user grant');
  await follow('npx ocop notary key root.key');
  const key = (await follow('npx ocop notary key log-2027.key')).trim();
  const certified = await follow('npx ocop notary certify', { 'ocop.example.gov.vn/log+…': key });
  expect(JSON.parse(certified)).toMatchObject({ key, from: '2027-01-01', until: '2027-12-31' });
});
