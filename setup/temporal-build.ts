import { join } from 'node:path';
import { took } from './announce.mjs';
import { lastLines, runChild } from './child.mjs';
import type { Announce } from './looking-for.ts';
import { root } from './node24.mjs';
import { type Fetch, fetchInto } from './temporal-fetched.ts';
import { PINNED } from './temporal-version.ts';

const TELL_EVERY_MS = 30_000;

/** Builds the pinned module setup/temporal-cli with Go. */
export const buildTemporal: Fetch = async (order) => {
  const { env, announce } = order;
  const { cli } = PINNED.build;
  const version = `-X github.com/temporalio/cli/internal/temporalcli.Version=${cli}`;
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${version}`];

  const go = await runChild('go', ['version'], { env });
  if (!go.ok) return { because: 'Go is not installed' };
  announce(`Temporal, build: with ${go.output.trim()}, once; cold on two cores about eight minutes …`);
  return fetchInto(order, cli, async (folder) => {
    const file = join(folder, 'temporal');
    const result = await runChild('go', ['build', ...flags, '-o', file, 'github.com/temporalio/cli/cmd/temporal'], {
      cwd: join(root, 'setup', 'temporal-cli'),
      env: { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
      watch: tellProgress(announce),
    });
    return result.ok ? { file } : { because: `go build failed:\n${lastLines(result.output, 8) || result.because}` };
  });
};

function tellProgress(announce: Announce) {
  const started = performance.now();
  let told = started;
  return () => {
    if (performance.now() - told < TELL_EVERY_MS) return undefined;
    told = performance.now();
    announce(`Temporal, build: still building (${took(started)})`);
    return undefined;
  };
}
