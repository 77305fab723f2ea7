// `ocop doctor`: every setting and the state of each part, and what to do where something is missing.

import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { own } from '../domain/kernel/own.ts';
import { refuseHalfRestored } from '../moving/restore.ts';
import { refuseWithoutVault } from '../moving/together.ts';
import { type Places, placesOf, type Settings, settingsSchema } from '../settings/settings.ts';
import { openStore, openVault, RELEASE, sqliteVerdict } from './compose.ts';
import { demoHint, hint, isClone } from './hints.ts';
import { examineGateway, examinePost } from './post.ts';
import { findRunningServer } from './running-server.ts';
import { filesIn } from './stored-files.ts';

export type Finding = { readonly part: string; readonly ok: boolean; readonly note: string };

export async function examine(settings: Settings): Promise<readonly Finding[]> {
  const places = placesOf(settings);
  const server = await findRunningServer(places);
  const sqlite = sqliteVerdict();
  return [
    { part: 'release', ok: true, note: RELEASE },
    { part: 'node', ok: Number(process.versions.node.split('.')[0]) >= 24, note: process.version },
    { part: 'sqlite', ok: sqlite.ok, note: `${sqlite.version} (at least ${sqlite.minimum})` },
    await reach('data', async () => {
      refuseHalfRestored(places);
      if (places.storeUrl !== '') return `${places.folder}: what is built from the store elsewhere`;
      if (!existsSync(places.store))
        return `${places.folder}: no store yet; ${demoHint(settings)} makes the demo, ${hint(settings, 'init')} a real province`;
      // A server that runs has checked it at its start, and holds its lock.
      if (!server) await checkStore(places);
      return `${places.folder}, ${statSync(places.store).size} bytes of events`;
    }),
    ...(places.storeUrl === '' ? [] : [await reach('store', () => storeThere(places))]),
    ...(places.vaultUrl === '' ? [] : [await reach('vault', () => vaultThere(places))]),
    ...(places.storeUrl === '' && places.filesUrl === '' ? [] : [await reach('files', () => filesThere(places))]),
    await reach('post', () => examinePost(settings, places)),
    ...(settings.OCOP_WEBHOOK_URL === '' ? [] : [await reach('gateway', () => examineGateway(settings))]),
    {
      part: 'server',
      ok: true,
      note: server
        ? `running at ${server.address} (process ${server.pid})${server.temporal ? `, Temporal at ${server.temporal}` : ''}`
        : 'not running',
    },
    // A server that runs knows best how its Temporal is.
    ...(server ? await ready(server.address) : [temporal(settings)]),
  ];
}

async function reach(part: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { part, ok: true, note: await look() };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { part, ok: false, note: code ? `${code}: ${message}` : message };
  }
}

async function checkStore(places: Places): Promise<void> {
  const store = await openStore(places);
  try {
    if (places.vaultUrl === '' && !existsSync(places.vault)) await refuseWithoutVault(store, undefined);
  } finally {
    await store.close();
  }
}

async function storeThere(places: Places): Promise<string> {
  const store = await openStore(places, { readOnly: true });
  try {
    const head = await store.head();
    return `answers; epoch ${store.epoch}, ${head ? `newest event at ${head.position}` : 'no event yet'}`;
  } finally {
    await store.close();
  }
}

/** Several nodes write to one store of events; that they have one store of files nobody but the office can see. */
async function filesThere(places: Places): Promise<string> {
  if (places.filesUrl !== '') {
    const files = await filesIn(places);
    await files.sizeOf('0'.repeat(64));
    return 'the bucket answers';
  }
  return `in ${places.files}: the store is on a server, so several nodes may have an API. Then this folder and uploads/ are one shared folder for all of them, or files lie in a bucket (OCOP_FILES_URL)`;
}

async function vaultThere(places: Places): Promise<string> {
  const vault = await openVault(places, () => new Date().toISOString());
  try {
    await vault.rows({ limit: 1 });
    return 'answers';
  } finally {
    await vault.close();
  }
}

function temporal(settings: Settings): Finding {
  if (settings.OCOP_TEMPORAL_ADDRESS)
    return { part: 'temporal', ok: true, note: `elsewhere, not asked: ${settings.OCOP_TEMPORAL_ADDRESS}` };
  try {
    const version = execFileSync(settings.OCOP_TEMPORAL_BINARY || 'temporal', ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    return { part: 'temporal', ok: true, note: version.trim() };
  } catch {
    const named = settings.OCOP_TEMPORAL_BINARY;
    const findsOne = isClone(settings)
      ? 'npm start finds, downloads or builds one'
      : 'give one with OCOP_TEMPORAL_ADDRESS, or as OCOP_TEMPORAL_BINARY';
    return {
      part: 'temporal',
      ok: named === '',
      note: named ? `${named} (OCOP_TEMPORAL_BINARY) does not run; ${findsOne}` : `not on PATH; ${findsOne}`,
    };
  }
}

async function ready(address: string): Promise<Finding[]> {
  const response = await fetch(`${address}/readyz`, {
    headers: { 'accept-language': 'en' },
    signal: AbortSignal.timeout(5000),
  });
  const { parts } = (await response.json()) as {
    parts: { name: string; ok: boolean; note: string | { en: string } }[];
  };
  return parts.map((p) => ({ part: p.name, ok: p.ok, note: typeof p.note === 'string' ? p.note : p.note.en }));
}

export function shownSettings(settings: Settings): readonly { name: string; value: string; meaning: string }[] {
  return Object.entries(settingsSchema.shape).map(([name, schema]) => ({
    name,
    value: shown(String(own(settings, name)), schema.meta()?.secret === true),
    meaning: schema.description ?? '',
  }));
}

/** A password in an address is nobody's business but its server's. */
const shown = (value: string, secret: boolean): string => (secret ? value.replace(/:[^:@/]*@/, ':***@') : value);
