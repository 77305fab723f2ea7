// Compose v2, of the module beside this file: Debian's is older than `name:` in a compose file.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { run } from './run.ts';

const MODULE = join(import.meta.dirname, 'compose-cli');
const VERSION = /docker\/compose\/v2 (v\S+)/.exec(readFileSync(join(MODULE, 'go.mod'), 'utf8'))?.[1];

export type Compose = {
  version(): Promise<string>;
  /** `docker compose …` of the project in this folder */
  of(folder: string, files: readonly string[]): (...args: string[]) => Promise<string>;
};

export async function builtCompose({ env }: Engine, folder: string): Promise<Compose> {
  const program = join(folder, 'docker-compose');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(program)) {
    const go = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false' };
    const named = ['-ldflags', `-X github.com/docker/compose/v2/internal.Version=${VERSION}`];
    const args = ['-n', '15', 'go', 'build', '-trimpath', ...named, '-o', program, 'github.com/docker/compose/v2/cmd'];
    await run('nice', args, { cwd: MODULE, env: go });
  }
  return {
    version: () => run(program, ['version', '--short'], { env }),
    of: (cwd, files) => {
      const named = files.flatMap((file) => ['--file', file]);
      return (...args) => run(program, [...named, '--project-directory', cwd, ...args], { cwd, env });
    },
  };
}
