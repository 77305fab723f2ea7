import { Socket } from 'node:net';

let pipe: Socket | undefined;

/**
 * Calls `onGone` once when the launcher (setup/launch.mjs) is gone, `SIGKILL` included: the kernel then closes
 * the other end of the pipe it gave us. Without a launcher it does nothing. Keeps no process alive.
 *
 * @returns ends the watch
 */
export function exitWithParent(onGone: () => void): () => void {
  pipe ??= openPipe();
  if (pipe?.closed) onGone();
  else pipe?.once('close', onGone);
  return () => void pipe?.off('close', onGone);
}

function openPipe(): Socket | undefined {
  const fd = process.env.OCOP_PARENT_PIPE;
  if (!fd) return undefined;
  // A child of ours would look for a pipe it does not have.
  delete process.env.OCOP_PARENT_PIPE;
  const opened = new Socket({ fd: Number(fd), readable: true, writable: false });
  opened.on('error', () => undefined);
  opened.resume();
  opened.unref();
  return opened;
}
