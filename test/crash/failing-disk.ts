import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a disk cannot be made to fail here; undefined where it can. */
export const CANNOT_FAIL: string | undefined =
  process.platform !== 'linux'
    ? `not on ${process.platform}`
    : spawnSync('cc', ['--version']).status !== 0
      ? 'there is no C compiler (cc)'
      : undefined;

export type FailingDisk = {
  /** for a process whose disk this is */
  readonly env: NodeJS.ProcessEnv;
  /** lines `<operation> <errno> [<end of the file's name>]`, see failing-disk.c */
  begin(...trouble: readonly string[]): void;
  end(): void;
  /** how many operations have failed so far */
  hits(): number;
};

/** @param files what the names of the files in the folder begin with that fail, in a process started with `env` */
export function makeFailingDisk(folder: string, files = 'events.db'): FailingDisk {
  const library = join(folder, 'failing-disk.so');
  const source = join(import.meta.dirname, 'failing-disk.c');
  const cc = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  if (cc.status !== 0) throw new Error(`failing-disk.c was not compiled: ${cc.stderr}`);
  const control = join(folder, 'trouble');
  const hits = `${control}.hits`;
  return {
    env: {
      LD_PRELOAD: library,
      FAILING_DISK_FILES: join(realpathSync(folder), files),
      FAILING_DISK_CONTROL: control,
    },
    begin: (...trouble) => writeFileSync(control, trouble.join('\n')),
    end: () => writeFileSync(control, ''),
    hits: () => (existsSync(hits) ? statSync(hits).size : 0),
  };
}
