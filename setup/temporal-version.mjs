import { runChild } from './child.mjs';

// Time skipping on the real server came with 1.32.
const MINIMUM_SERVER = [1, 32];

/**
 * What is downloaded and what is built differ: CLI 1.8.2 as released carries server 1.31, CLI 1.9 cannot be built
 * from every copy of the module proxy. Both give a server that is new enough. `build` repeats setup/temporal-cli/go.mod.
 */
export const PINNED = { download: { cli: '1.9.1' }, build: { cli: '1.8.2', server: '1.32.1' } };

/** Asks a `temporal` executable for its version: `{ version }` when it will do, else why not. */
export async function inspectTemporal(path, { cli } = {}) {
  const { ok, output, because } = await runChild(path, ['--version'], { watch: giveUpAfter(10_000) });
  if (!ok) return { because: `${path} does not run${because ? ` (${because})` : ''}` };
  const match = /temporal version v?(\S+) \(server v?(\d+)\.(\d+)\.(\S+?)[,)]/i.exec(output);
  if (!match) return { because: `${path} does not tell its version` };
  const version = { cli: match[1], server: `${match[2]}.${match[3]}.${match[4]}` };
  if (!isNewEnough(Number(match[2]), Number(match[3]))) {
    return { because: `${path} has server ${version.server}, ${MINIMUM_SERVER.join('.')} or newer is needed` };
  }
  if (cli && cli !== version.cli) return { because: `${path} is CLI ${version.cli}, pinned is ${cli}` };
  return { version, because: `${path}, CLI ${version.cli}, server ${version.server}` };
}

function isNewEnough(major, minor) {
  const [wantedMajor, wantedMinor] = MINIMUM_SERVER;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function giveUpAfter(ms) {
  const started = performance.now();
  return () => (performance.now() - started > ms ? `no answer within ${ms / 1000} s` : undefined);
}
