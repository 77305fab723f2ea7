import { readFileSync } from 'node:fs';

/**
 * PostgreSQL refuses to run as root. Where we are root, its programs run as `nobody`, who must be able to reach them:
 * `{ uid, gid }` for spawn and chown, or nothing where we are somebody else already.
 *
 * @returns {{ uid: number, gid: number } | {}}
 */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd()) ?? [undefined, 65_534, 65_534];
  return { uid: Number(uid), gid: Number(gid) };
}

function passwd() {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
