import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { took } from './announce.mjs';
import type { Announce } from './looking-for.ts';

const STALLED_AFTER_MS = 15_000;
const TELL_EVERY_MS = 10_000;

/** A watch over a download into this folder: says how far it is, and ends it when nothing comes any more. */
export function whileBytesArrive(what: string, folder: string, announce: Announce): () => string | undefined {
  const started = performance.now();
  let grown = { bytes: bytesIn(folder), at: started };
  let told = started;
  return () => {
    const now = performance.now();
    const bytes = bytesIn(folder);
    if (bytes > grown.bytes) grown = { bytes, at: now };
    if (bytes > 0 && now - told > TELL_EVERY_MS) {
      told = now;
      announce(`${what}: ${Math.round(bytes / 1e6)} MB so far (${took(started)})`);
    }
    return now - grown.at > STALLED_AFTER_MS ? `nothing arrived for ${STALLED_AFTER_MS / 1000} s` : undefined;
  };
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
