// What may lie under a name where a file or a folder of ours is looked for.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `outside` is a folder of somebody else, `original` a whole copy of what had the name. */
type Where = { path: string; original: string; outside: string };

export const HOSTILE: Readonly<Record<string, (where: Where) => void>> = {
  'a link to a copy elsewhere': ({ path, original, outside }) => {
    const elsewhere = join(outside, 'copy');
    try {
      cpSync(original, elsewhere, { recursive: true });
    } catch {
      writeFileSync(elsewhere, 'there was none');
    }
    symlinkSync(elsewhere, path);
  },
  'a link to somebody’s file': ({ path, outside }) => symlinkSync(join(outside, 'letter.txt'), path),
  'a link to somebody’s folder': ({ path, outside }) => symlinkSync(outside, path),
  'a link to nothing': ({ path, outside }) => symlinkSync(join(outside, 'not-yet'), path),
  'a link to itself': ({ path }) => symlinkSync(path, path),
  'a link to a device': ({ path }) => symlinkSync('/dev/zero', path),
  'a pipe': ({ path }) => void execFileSync('mkfifo', [path]),
  'a folder': ({ path }) => mkdirSync(join(path, 'inner'), { recursive: true }),
  'an empty file': ({ path }) => writeFileSync(path, ''),
  'a text': ({ path }) => writeFileSync(path, 'Kính gửi: Ủy ban nhân dân xã'),
  'a huge file': ({ path }) => {
    writeFileSync(path, '{"ocopExport":1,');
    truncateSync(path, 2 ** 40);
  },
  'what nobody may read': ({ path }) => {
    writeFileSync(path, '{}');
    chmodSync(path, 0);
  },
  nothing: () => {},
};

/** Puts it there in place of what has the name. */
export function put(kind: string, where: Where): void {
  rmSync(where.path, { recursive: true, force: true });
  HOSTILE[kind]?.(where);
}

/**
 * Who waits for a pipe would wait for ever, and the test with it: after so many seconds somebody opens it.
 * @returns ends that, and answers whether somebody had to
 */
export function helpOutOf(pipe: string, seconds: number): () => boolean {
  const begun = performance.now();
  const helper = spawn('sh', ['-c', `sleep ${seconds} && [ -p "$0" ] && exec 3<>"$0"`, pipe], { stdio: 'ignore' });
  return () => {
    helper.kill();
    return performance.now() - begun > seconds * 1000;
  };
}
