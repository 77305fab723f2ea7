import { readFileSync } from 'node:fs';

/**
 * PostgreSQL refuses to run as root. Where we are root, its programs run as `nobody`, who must be able to reach them:
 * `{ uid, gid }` for spawn and chown, or nothing where we are somebody else already.
 */
export function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd()) ?? [undefined, 65_534, 65_534];
  return { uid: Number(uid), gid: Number(gid) };
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
