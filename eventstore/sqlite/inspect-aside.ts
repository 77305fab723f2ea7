// The complete check beside a server at work: in a thread, as it takes 14 s for a million events.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openToRead } from '../../sqlite/open-to-read.ts';
import { inspectFile } from './inspect.ts';

type Asked = { inspect: string };
const BUSY_MS = 2000;

export function inspectAside(file: string): Promise<readonly string[]> {
  const asked: Asked = { inspect: file };
  const worker = new Worker(new URL(import.meta.url), { workerData: asked });
  // Who stops meanwhile does not wait for it.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check ended without an answer')));
  });
}

const asked = (workerData as Partial<Asked> | null)?.inspect;
if (!isMainThread && asked !== undefined) {
  const db = openToRead(asked, BUSY_MS);
  parentPort?.postMessage(inspectFile(db));
  db.close();
}
