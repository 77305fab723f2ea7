// Checkpoints as somebody hands them in: a file (a note, the sheet that was printed, a letter that brought it, a line from a newspaper), a folder of
// files, or the address where they are published. What is none is told, and nothing is stopped by it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenCheckpoint } from '../audit/check-checkpoints.ts';
import { readCheckpoint, readSealLine } from '../audit/checkpoint.ts';
import type { Findings } from '../audit/finding.ts';

const LARGEST = 16 << 20;
const MOST_PAGES = 1000;
const RULE = '-'.repeat(72);

export async function readCheckpoints(sources: readonly string[], findings: Findings): Promise<GivenCheckpoint[]> {
  const given: GivenCheckpoint[] = [];
  const take = (from: string, text: string) => {
    const checkpoint =
      readCheckpoint(text) ??
      readCheckpoint(belowTheRule(text)) ??
      readCheckpoint(inALetter(text)) ??
      readSealLine(text);
    if (checkpoint) given.push({ from, checkpoint });
    else findings.add({ grade: 'gap', code: 'CHECKPOINT_UNREADABLE', at: from, what: 'it is no checkpoint' });
  };
  for (const source of sources) {
    try {
      if (/^https?:\/\//.test(source)) for (const text of await published(source)) take(source, text);
      else for (const path of filesOf(source)) take(path, readText(path));
    } catch (error) {
      const what = `it could not be read: ${(error as Error).message}`;
      findings.add({ grade: 'gap', code: 'CHECKPOINTS_AWAY', at: source, what });
    }
  }
  return given;
}

/** As a letter brings it, among its other lines: without the empty one, and each with blanks before it. */
function inALetter(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const at = lines.findIndex((line, i) => /^sealed \d{4}-/.test(line) && i > 2);
  if (at < 0) return '';
  const signatures = lines.slice(at + 1).filter(Boolean);
  const other = signatures.findIndex((line) => !line.startsWith('— '));
  const signed = other < 0 ? signatures : signatures.slice(0, other);
  return [...lines.slice(at - 3, at + 1), '', ...signed, ''].join('\n');
}

const belowTheRule = (text: string): string => text.replaceAll('\r\n', '\n').split(`${RULE}\n`)[1] ?? '';

function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(path, name));
}

function readText(path: string): string {
  const about = statSync(path);
  if (!about.isFile() || about.size > LARGEST) throw new Error('it is no file, or far too long for a checkpoint');
  return readFileSync(path, 'utf8');
}

/** One note, or the list of `/public/v1/checkpoints` with the pages that follow. */
async function published(address: string): Promise<readonly string[]> {
  const notes: string[] = [];
  let next: string | undefined = address;
  for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
    const answer: Response = await fetch(next, { signal: AbortSignal.timeout(30_000) });
    if (!answer.ok) throw new Error(`${next} answered ${answer.status}`);
    const text = await answer.text();
    if (!answer.headers.get('content-type')?.includes('json')) return [text];
    const list = JSON.parse(text) as { checkpoints?: { note?: unknown }[]; next?: unknown };
    for (const { note } of list.checkpoints ?? []) notes.push(String(note));
    const url: URL = new URL(address);
    if (list.next !== undefined) url.searchParams.set('before', String(list.next));
    next = list.next === undefined ? undefined : url.href;
  }
  return notes;
}
