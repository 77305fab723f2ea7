// The units as systemd itself reads them, where there is one; and that they ask for what is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingsSchema } from '../settings/settings.ts';

const root = join(import.meta.dirname, '..');
const units = join(import.meta.dirname, 'systemd');
const names = readdirSync(units).filter((name) => /\.(service|timer)$/.test(name));
const read = (name: string): string => readFileSync(join(units, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'ocop-units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const isThere = (name: string): string => name.replace('@.', '@api.');

test.runIf(hasSystemd)('systemd finds nothing wrong in them', () => {
  // As if it were installed where they look.
  for (const name of names) writeFileSync(join(folder, isThere(name)), read(name).replaceAll('/opt/ocop', root));
  const paths = names.map((name) => join(folder, isThere(name)));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
    encoding: 'utf8',
    env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
  });
  expect(stderr.split('\n').filter((line) => line.includes(folder) || /^ocop/.test(line))).toEqual([]);
  expect(status).toBe(0);
});

test.each(names.filter((name) => name.endsWith('.service')))('%s may do no more than it must', (name) => {
  for (const wanted of ['DynamicUser=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'NoNewPrivileges=yes'])
    expect(read(name)).toContain(`\n${wanted}\n`);
});

test.each(names)('%s names what is there', (name) => {
  const text = read(name);
  for (const [setting = ''] of text.matchAll(/OCOP_\w+(?==)/g))
    expect(Object.keys(settingsSchema.shape)).toContain(setting);
  for (const [, path = ''] of text.matchAll(/(?:node|\/bin\/sh) ((?:cli|deploy)\/[\w./-]+)/g))
    expect(existsSync(join(root, path))).toBe(true);
  for (const [, other = ''] of text.matchAll(/^OnFailure=([\w-]+@)/gm)) expect(names).toContain(`${other}.service`);
  if (name.endsWith('.timer')) expect(names).toContain(name.replace('.timer', '.service'));
});

test('each part of the distributed mode is kept apart', () => {
  const text = read('ocop@.service');
  for (const apart of ['User=ocop-%i', 'StateDirectory=ocop-%i', 'OCOP_DATA=/var/lib/ocop-%i/data'])
    expect(text).toContain(apart);
  expect(text).toContain('serve --only %i');
});

test('every script of a shell is one', () => {
  for (const script of [...readdirSync(import.meta.dirname), ...readdirSync(units).map((name) => `systemd/${name}`)])
    if (script.endsWith('.sh')) execFileSync('bash', ['-n', join(import.meta.dirname, script)]);
});
