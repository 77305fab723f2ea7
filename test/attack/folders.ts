// Folders in which somebody has put something else under a name of ours: what reads them or writes into them does its
// work or refuses with a code, soon, and follows and touches nothing outside.
import { equal, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockStore, openersOf, openStore, snapshot } from '../../cli/compose.ts';
import { CodedError } from '../../domain/kernel/coded-error.ts';
import { takeBackup } from '../../moving/backup.ts';
import { findExport } from '../../moving/import-source.ts';
import { restoreBackup } from '../../moving/restore.ts';
import { verifyExport } from '../../moving/verify.ts';
import type { Places } from '../../settings/settings.ts';
import type { Counts, Suite } from '../../tools/attack/suite.ts';
import { copyOf, demoIn, exportTo, importFrom, placesIn, verified } from '../moving/installation.ts';
import { anySeed, chances } from './parts/chances.ts';
import { HOSTILE, helpOutOf, put } from './parts/hostile-kinds.ts';

export const suite: Suite = {
  about:
    'folders with links, pipes, devices, folders and huge files under our names: done or refused, nothing followed',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocop-folders-'));
    try {
      const office = await demoIn(join(folder, 'office'));
      return await attackFolders({ office, folder, cases: Number.POSITIVE_INFINITY, seed: anySeed() });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const AT_MOST_S = 20;
const quiet = () => {};
const now = () => '2026-11-23T02:00:00.000Z';
const STAMP = 'ocop-backup-2026-11-23T02-00-00-000Z';
const PAPER = Buffer.from('Quyết định công nhận');
const PAPER_NAME = createHash('sha256').update(PAPER).digest('hex');
const ITSELF = '.';

type World = { exported: string; backup: string; office: Places; historyDigest: string };
/** `base` is copied, one name in the copy is spoilt, and `attempt` works with it: what it answers says how it ended. */
type Attack = {
  /** a folder of the office itself: a link in it is the office's own, and its papers may be large */
  isOurs?: true;
  base: (world: World) => string | undefined;
  names: readonly string[];
  attempt: (at: string, world: World, fresh: Places) => Promise<'done' | 'found'>;
};

const EXPORTED = ['manifest.json', 'events.jsonl', 'vault.jsonl', 'files', `files/${PAPER_NAME}`, ITSELF];
const WRITTEN = ['events.jsonl', 'vault.jsonl', 'manifest.json'].flatMap((n) => [n, `${n}.part`, `${n}.new`]);

const sameHistory = async (places: Places, world: World) => {
  const { historyDigest, counts, findings } = await verified(places);
  equal(historyDigest, world.historyDigest);
  equal(counts.gap + counts.manipulation, 0, JSON.stringify(findings));
};
const refusedBeforeAnything = async <T>(work: Promise<T>, made: () => boolean): Promise<T> =>
  work.catch((error) => {
    ok(!made(), `refused (${error.code ?? error.message}), and yet made`);
    throw error;
  });

const attacks: Readonly<Record<string, Attack>> = {
  verify: {
    base: ({ exported }) => exported,
    // Who names a pipe waits for who writes into it, as with every command.
    names: EXPORTED.filter((name) => name !== ITSELF),
    attempt: async (at) => {
      const { counts } = await verifyExport(findExport(at), quiet);
      return counts.manipulation + counts.gap > 0 ? 'found' : 'done';
    },
  },
  import: {
    base: ({ exported }) => exported,
    names: EXPORTED,
    attempt: async (at, world, fresh) => {
      const source = async () => importFrom(at, fresh, false);
      await refusedBeforeAnything(source(), () => existsSync(fresh.folder));
      await sameHistory(fresh, world);
      return 'done';
    },
  },
  restore: {
    base: ({ backup }) => backup,
    names: ['manifest.json', 'events.sqlite', 'vault.sqlite', 'files', `files/${PAPER_NAME}`, ITSELF],
    attempt: async (at, world, fresh) => {
      await refusedBeforeAnything(restore(at, fresh), () => existsSync(fresh.store) || existsSync(fresh.vault));
      await sameHistory(fresh, world);
      return 'done';
    },
  },
  'restore into': {
    base: () => undefined,
    names: [
      'events.sqlite',
      'vault.sqlite',
      'files',
      'restore-unfinished.json',
      'restore-unfinished.json.new',
      'restoring-x',
      ITSELF,
    ],
    attempt: async (at, world) => {
      await restore(world.backup, placesIn(at));
      await sameHistory(placesIn(at), world);
      return 'done';
    },
  },
  export: {
    base: () => undefined,
    names: [...WRITTEN, 'export-begun.json', 'export-progress.json', 'files', ITSELF],
    attempt: exportInto,
  },
  'export again': {
    base: ({ exported }) => exported,
    names: [
      ...WRITTEN,
      'export-begun.json',
      'export-progress.json',
      'files',
      `files/${PAPER_NAME}`,
      `files/${PAPER_NAME}.part`,
    ],
    attempt: exportInto,
  },
  backup: {
    base: () => undefined,
    names: [STAMP, `${STAMP}.part`, ITSELF],
    attempt: async (at, world) => {
      const { folder } = await backUp(at, world.office);
      const restored = placesIn(join(at, 'restored'));
      await restore(folder, restored);
      await sameHistory(restored, world);
      return 'done';
    },
  },
  'backup of': {
    isOurs: true,
    base: ({ office }) => office.folder,
    names: ['events.sqlite', 'vault.sqlite', 'files', `files/${PAPER_NAME}`],
    attempt: async (at) => {
      await backUp(`${at}-backups`, placesIn(at));
      return 'done';
    },
  },
};

async function exportInto(at: string, world: World): Promise<'done'> {
  await exportTo(at, world.office);
  const { counts, findings } = await verifyExport(findExport(at), quiet);
  equal(counts.gap + counts.manipulation, 0, JSON.stringify(findings));
  return 'done';
}

const restore = (from: string, places: Places) =>
  restoreBackup(from, { places, replace: true, lock: lockStore, ...openersOf(places, now), now, say: quiet });

const backUp = (into: string, places: Places) => {
  const openCopy = (file: string) => openStore({ ...places, store: file }, { readOnly: true });
  return takeBackup(into, { places, snapshot, openCopy, release: 'test', now, say: quiet });
};

const OF_OTHERS = /^a link|^a huge/;
type Round = { attack: string; name: string; kind: string };

export async function attackFolders(q: {
  office: Places;
  folder: string;
  cases: number;
  seed: number;
}): Promise<Counts> {
  const { folder } = q;
  // Who may read everything is told nothing by a file that nobody may read.
  const kinds = Object.keys(HOSTILE).filter((kind) => kind !== 'what nobody may read' || process.getuid?.() !== 0);
  const all = Object.entries(attacks).flatMap(([attack, { names, isOurs }]) =>
    names.flatMap((name) =>
      kinds.flatMap((kind): Round[] => (isOurs && OF_OTHERS.test(kind) ? [] : [{ attack, name, kind }])),
    ),
  );
  const world = await worldOf(q.office, folder);
  const counts: Record<string, number> = { seed: q.seed, cases: 0, done: 0 };
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  for (const round of someOf(all, q.cases, chances(q.seed))) {
    count('cases');
    count(await play(round, world, join(folder, 'round')));
  }
  return counts;
}

/** @returns how it ended: with a code, or as the attempt said */
async function play({ attack, name, kind }: Round, world: World, room: string): Promise<string> {
  const { base, attempt } = attacks[attack] as Attack;
  const [at, outside] = [join(room, 'at'), join(room, 'outside')];
  const what = `${attack}: ${kind} for ${name}`;
  mkdirSync(outside, { recursive: true });
  writeFileSync(join(outside, 'letter.txt'), 'somebody else’s');
  const from = base(world);
  if (from === undefined) mkdirSync(at);
  else cpSync(from, at, { recursive: true });
  const path = join(at, name);
  mkdirSync(join(path, '..'), { recursive: true });
  put(kind, { path, original: join(from ?? world.exported, name), outside });
  const before = told(outside);
  const hadToHelp = helpOutOf(path, AT_MOST_S);
  const ended = await endOf(() => attempt(at, world, placesIn(join(room, 'fresh'))), what);
  ok(!hadToHelp(), `${what}: it took more than ${AT_MOST_S} s`);
  // A folder that somebody named may be a link: then they named what it points at.
  if (name !== ITSELF) equal(told(outside), before, what);
  rmSync(room, { recursive: true, force: true });
  return ended;
}

async function endOf(work: () => Promise<string>, what: string): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

async function worldOf(office: Places, folder: string): Promise<World> {
  const ours = copyOf(office, join(folder, 'ours'));
  mkdirSync(ours.files, { recursive: true });
  writeFileSync(join(ours.files, PAPER_NAME), PAPER);
  const exported = join(folder, 'exported');
  await exportTo(exported, ours);
  const { folder: backup } = await backUp(join(folder, 'backups'), ours);
  return { exported, backup, office: ours, historyDigest: (await verified(ours)).historyDigest };
}

/** Everything of a folder by name, kind and bytes. */
function told(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const { mode, size } = lstatSync(join(folder, name));
    const isFile = lstatSync(join(folder, name)).isFile();
    hash.update(`${name} ${mode} ${isFile ? size : ''}\n`);
    if (isFile) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

function someOf<T>(all: readonly T[], most: number, chance: () => number): readonly T[] {
  if (most >= all.length) return all;
  const left = [...all];
  return Array.from({ length: most }, () => left.splice(Math.floor(chance() * left.length), 1)[0] as T);
}
