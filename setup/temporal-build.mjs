import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say, took } from './announce.mjs';
import { lastLines, runChild } from './child.mjs';
import { root } from './node24.mjs';
import { inspectTemporal, PINNED } from './temporal-version.mjs';

const TELL_EVERY_MS = 30_000;

/** Builds the pinned module setup/temporal-cli with Go and puts the binary at `target` in one rename. */
export async function buildTemporal({ target, env = process.env, announce = say }) {
  const { cli } = PINNED.build;
  const module = join(root, 'setup', 'temporal-cli');
  const unfinished = `${target}.building-${process.pid}`;
  const version = `-X github.com/temporalio/cli/internal/temporalcli.Version=${cli}`;
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${version}`];

  const go = await runChild('go', ['version'], { env });
  if (!go.ok) return { because: 'Go is not installed' };
  announce(`Temporal, build: with ${go.output.trim()}, once; cold on two cores about six minutes …`);
  try {
    const result = await runChild(
      'go',
      ['build', ...flags, '-o', unfinished, 'github.com/temporalio/cli/cmd/temporal'],
      {
        cwd: module,
        env: { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
        watch: tellProgress(announce),
      },
    );
    if (!result.ok) return { because: `go build failed:\n${lastLines(result.output, 8) || result.because}` };
    const outcome = await inspectTemporal(unfinished, { cli });
    if (!outcome.version) return outcome;
    renameSync(unfinished, target);
    return { ...outcome, because: `${target}, CLI ${outcome.version.cli}, server ${outcome.version.server}` };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function tellProgress(announce) {
  const started = performance.now();
  let told = started;
  return () => {
    if (performance.now() - told < TELL_EVERY_MS) return undefined;
    told = performance.now();
    announce(`Temporal, build: still building (${took(started)})`);
    return undefined;
  };
}
