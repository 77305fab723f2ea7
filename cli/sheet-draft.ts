// A member's draft of a sheet: with the server where that holds the key, on this machine where the chair does; there in a file
// of its own, wrapped by the member's passphrase.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { councilSession } from '../domain/council-session/council-session.ts';
import { type SheetContent, sheetContent } from '../domain/council-session/sealing.ts';
import { canonical } from '../eventstore/canonical.ts';
import { box, type Subject, unwrappedBy, wrappedBy } from './chair-key.ts';
import { askSeeing, type RunningServer } from './running-server.ts';

export type Drafts = {
  read(): Promise<SheetContent | undefined>;
  keep(sheet: SheetContent): Promise<void>;
  drop(): Promise<void>;
};

const answered = z.object({ sheet: sheetContent });

export function draftsWithServer(
  server: Pick<RunningServer, 'address'>,
  { session, cycle, member: by }: Subject,
): Drafts {
  const path = `${councilSession.resource}/${encodeURIComponent(session)}/drafts/${encodeURIComponent(cycle)}`;
  return {
    read: () =>
      askSeeing(server, path, { by }).then(
        ({ body }) => answered.parse(body).sheet,
        (error: Error) => {
          if (error.message.startsWith('NO_DRAFT')) return undefined;
          throw error;
        },
      ),
    keep: async (sheet) => void (await askSeeing(server, path, { by, method: 'PUT', input: { sheet } })),
    drop: async () => void (await askSeeing(server, path, { by, method: 'DELETE' })),
  };
}

/** @param words the member's passphrase; without it nothing is kept or read, and what is there can be dropped */
export function draftsOnDevice(of: Subject, words: () => string): Drafts {
  const about = canonical(of);
  const folder = join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'ocop', 'drafts');
  const file = join(folder, `${createHash('sha256').update(about).digest('hex')}.json`);
  return {
    async read() {
      const text = readOrNothing(file);
      if (text === undefined) return undefined;
      const opened = unwrappedBy(words(), box.parse(JSON.parse(text)), about);
      if (opened === undefined) throw new Error('Not the passphrase of this draft.');
      return sheetContent.parse(JSON.parse(opened));
    },
    async keep(sheet) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, JSON.stringify(wrappedBy(words(), canonical(sheet), about)), { mode: 0o600 });
    },
    drop: async () => rmSync(file, { force: true }),
  };
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
