// Who takes part in a run. A side that cannot be had, or fails on the way, is left out with its reason; ours is not.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../test/postgres/postgres.ts';
import { ensureRivals, type Found } from './rivals.mjs';
import { type SideName, type SideProcess, startSide } from './sides.ts';

export type Field = {
  /** e.g. "15.18"; undefined where there is none */
  readonly postgres: string | undefined;
  /** Asks every side that is still there, one after the other. */
  each<T>(
    names: readonly SideName[],
    work: (side: SideProcess, name: SideName) => Promise<T>,
  ): Promise<[SideName, T][]>;
  /** Why a side was left out. */
  missing(name: SideName): string | undefined;
};

type OnEnd = (end: () => unknown) => void;

export async function openField(say: (line: string) => void, onEnd: OnEnd): Promise<Field> {
  const root = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  onEnd(() => rmSync(root, { recursive: true, force: true }));
  const sides = new Map<SideName, SideProcess>();
  const left = new Map<SideName, string>();

  async function trying<T>(name: SideName, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (name === 'ours' || name === 'floor') throw error;
      const reason = error instanceof Error ? error.message : String(error);
      say(`  ${name} is left out: ${reason}`);
      left.set(name, firstSentence(reason));
      return undefined;
    }
  }

  async function start(name: SideName, more: { rivals?: string; url?: string } = {}): Promise<void> {
    const folder = join(root, name);
    mkdirSync(folder);
    const side = await startSide(name, { folder, ...more });
    onEnd(side.stop);
    sides.set(name, side);
  }

  await start('ours');
  await start('floor');
  const rivals = await ensureRivals();
  await trying('emmett-sqlite', () => start('emmett-sqlite', { rivals: folderOf(rivals.sqlite) }));
  const postgres = await trying('emmett-postgresql', async () => {
    const folder = folderOf(rivals.postgresql);
    const server = await startPostgres();
    onEnd(server.stop);
    await start('emmett-postgresql', { rivals: folder, url: server.url() });
    return server.version;
  });

  return {
    postgres,
    missing: (name) => left.get(name),
    async each(names, work) {
      const done: [SideName, Awaited<ReturnType<typeof work>>][] = [];
      for (const name of names) {
        const side = left.has(name) ? undefined : sides.get(name);
        const result = side && (await trying(name, async () => ({ is: await work(side, name) })));
        if (result) done.push([name, result.is]);
      }
      return done;
    },
  };
}

function folderOf(found: Found): string {
  if ('missing' in found) throw new Error(found.missing);
  return found.folder;
}

const firstSentence = (text: string): string => text.split(/\. |\.?\n|\.$/, 1)[0] as string;
