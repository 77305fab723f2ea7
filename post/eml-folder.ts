// The way of the demo, and of an office without a mail server: each letter is a file that a mail program opens, and
// nothing leaves the house.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composed, refusedAddress, type Sender } from './mail.ts';
import type { Channel } from './port.ts';

export function emlFolder(folder: string, sender: Sender): Channel {
  return {
    name: 'folder',
    async send(message) {
      const refused = refusedAddress(message);
      if (refused) return refused;
      const whole = join(folder, `${message.name}.eml`);
      const part = join(folder, `.${randomUUID()}.part`);
      try {
        const { bytes } = await composed(message, sender);
        await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        });
        await writeFile(part, bytes, { mode: 0o600 });
        // A letter is there whole or not at all; sent again, it is the same file.
        await rename(part, whole);
        return { outcome: 'sent' };
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
        return { outcome: 'failed', code: /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'UNKNOWN' };
      }
    },
    check: async () => `letters are laid into ${folder}; nothing is mailed`,
    close: () => {},
  };
}
