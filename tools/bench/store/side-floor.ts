// What any durable append costs on this disk: its bytes are written and the disk is waited for, and nothing else.
import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from './side.ts';

/** As long as the embedded store lets its log grow. A file that need not grow is the cheapest to sync. */
const FILE_BYTES = 8 * 1024 * 1024;

serve<Buffer>(async ({ folder }) => {
  const fd = openSync(join(folder, 'floor'), 'w');
  process.on('exit', () => closeSync(fd));
  writeSync(fd, Buffer.alloc(FILE_BYTES, 1));
  fsyncSync(fd);
  let at = 0;
  return {
    prepare: (events) => Buffer.from(JSON.stringify(events)),
    /** As many events as there are callers share a sync. */
    async appendAll(streams, callers) {
      const all = streams.flat();
      for (let first = 0; first < all.length; first += callers) {
        const group = all.slice(first, first + callers);
        const bytes = group.reduce((sum, buffer) => sum + buffer.length, 0);
        if (at + bytes > FILE_BYTES) at = 0;
        at += writevSync(fd, group, at);
        fdatasyncSync(fd);
      }
    },
    async replay() {
      throw new Error('the floor keeps nothing to read');
    },
  };
});
