// Two ways to a folder with the server and its SQL tool: the official release archive, or Go and the pinned module.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { took } from './announce.mjs';
import { lastLines, runChild } from './child.mjs';
import type { Announce } from './looking-for.ts';
import { root } from './node24.mjs';

const RELEASES = 'https://github.com/temporalio/temporal/releases/download';
const STALLED_AFTER_S = 15;
const TELL_EVERY_MS = 30_000;
/** What the two programs of a release are built from, in their order. */
const PACKAGES = ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql'];

export type Order = {
  target: string;
  version: string;
  programs: readonly string[];
  env: NodeJS.ProcessEnv;
  announce: Announce;
};
type Outcome = { because?: string };

/** Puts the programs into `target`; answers `{}` when they are there, else why not. */
export function downloadTemporalServer({
  target,
  version,
  programs,
  env,
  announce,
  releases = RELEASES,
}: Order & { releases?: string }): Promise<Outcome> {
  const windows = process.platform === 'win32';
  const system = `${windows ? 'windows' : process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const archive = `temporal_${version}_${system}.${windows ? 'zip' : 'tar.gz'}`;
  announce(`Temporal server, download: asking for ${archive} …`);
  return intoFolder(target, async (folder) => {
    const file = join(folder, archive);
    const politely = ['--connect-timeout', STALLED_AFTER_S, '--speed-limit', 1, '--speed-time', STALLED_AFTER_S];
    const options = ['--fail', '--silent', '--show-error', '--location', ...politely.map(String), '--output', file];
    const watch = tellProgress('download: still downloading', announce);
    const got = await runChild('curl', [...options, `${releases}/v${version}/${archive}`], { env, watch });
    if (!got.ok) return { because: `nothing could be downloaded (${got.because ?? lastLines(got.output, 1)})` };
    const unpacked = await runChild('tar', ['-xf', file, '-C', folder, ...programs], { env });
    rmSync(file);
    return unpacked.ok ? {} : { because: `${archive} does not unpack: ${lastLines(unpacked.output, 1)}` };
  });
}

/** Builds them from setup/temporal-cli/go.mod, the module of the `temporal` program: what is compiled serves both. */
export async function buildTemporalServer({ target, programs, env, announce }: Order): Promise<Outcome> {
  const go = await runChild('go', ['version'], { env });
  if (!go.ok) return { because: 'Go is not installed' };
  announce(`Temporal server, build: with ${go.output.trim()}, once; cold on two cores about five minutes …`);
  return intoFolder(target, async (folder) => {
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags', '-s -w'];
    const build = ['build', ...flags, '-o', `${folder}/`, ...PACKAGES];
    const [command, args] = process.platform === 'win32' ? ['go', build] : ['nice', ['go', ...build]];
    const result = await runChild(command, args, {
      cwd: join(root, 'setup', 'temporal-cli'),
      env: { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
      watch: tellProgress('build: still building', announce),
    });
    if (!result.ok) return { because: `go build failed:\n${lastLines(result.output, 8) || result.because}` };
    // Go names a program after its package's folder, the release does not.
    programs.forEach((program, index) => {
      renameSync(join(folder, `${basename(PACKAGES[index] as string)}${extname(program)}`), join(folder, program));
    });
    return {};
  });
}

/** What is half done is never found: the folder gets its name when `fill` has answered. */
async function intoFolder(target: string, fill: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = `${target}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    const outcome = await fill(folder);
    if (outcome.because) return outcome;
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    return {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tellProgress(what: string, announce: Announce) {
  const started = performance.now();
  let told = started;
  return () => {
    if (performance.now() - told < TELL_EVERY_MS) return undefined;
    told = performance.now();
    announce(`Temporal server, ${what} (${took(started)})`);
    return undefined;
  };
}
