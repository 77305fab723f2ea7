import { Socket } from 'node:net';

/**
 * Calls `onGone` once when the launcher (setup/launch.mjs) is gone, `SIGKILL` included: the kernel then closes
 * the other end of the pipe it gave us. Without a launcher it does nothing. Keeps no process alive.
 */
export function exitWithParent(onGone: () => void): void {
  const fd = process.env.OCOP_PARENT_PIPE;
  if (!fd) return;
  // A child of ours would look for a pipe it does not have.
  delete process.env.OCOP_PARENT_PIPE;
  const pipe = new Socket({ fd: Number(fd), readable: true, writable: false });
  pipe.on('error', () => undefined);
  pipe.once('close', onGone);
  pipe.resume();
  pipe.unref();
}
