// Where the log goes. It may be lost, but it never stops work: nothing here throws, waits, or tries again for ever. A
// library would buffer what a full disk does not take and write it again and again while the process ends.
import { closeSync, fchmodSync, fstatSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** As much is kept of lines that wait for their turn. */
const MOST_WAITING = 1 << 20;

export type LogLimits = {
  /** of one file; it also goes no further than the day it was begun on (UTC) */
  readonly bytes: number;
  /** files kept besides the one that is written */
  readonly files: number;
  /** RFC 3339 UTC */
  readonly now: () => string;
};

const USUAL: LogLimits = { bytes: 20_000_000, files: 14, now: () => new Date().toISOString() };

export type LogFile = {
  write(line: string): void;
  /** hands everything on, as far as it can be */
  flush(): void;
};

/** Opened here and now: a file that cannot be written is told in a sentence at the start. Its owner's alone. */
export function openLogFile(path: string, limits: LogLimits = USUAL): LogFile {
  let file = open(path, limits);
  const turn = (): void => {
    if (!file.isPlain || (file.bytes < limits.bytes && file.day === dayOf(limits))) return;
    attempt(() => {
      renameSync(path, nameOfOld(path, limits));
      const former = file.fd;
      file = open(path, limits);
      closeSync(former);
      for (const old of oldest(path, limits.files)) rmSync(join(dirname(path), old), { force: true });
    });
  };
  return writingTo((text) => {
    turn();
    const written = writeSync(file.fd, text);
    file.bytes += written;
    return written;
  });
}

/** Standard error, whatever it is connected with. */
export const standardErrorLog = (): LogFile => writingTo((text) => writeSync(2, text));

function writingTo(put: (text: string) => number): LogFile {
  let waiting: string[] = [];
  let length = 0;
  let lost = 0;
  function flush(): void {
    const lines = waiting;
    if (lines.length === 0) return;
    waiting = [];
    length = 0;
    const note = lost > 0 ? `{"level":40,"msg":"${lost} lines of this log were lost"}\n` : '';
    const text = note + lines.join('');
    const whole = attempt(() => put(text) === Buffer.byteLength(text));
    lost = whole ? 0 : lost + lines.length;
  }
  // What is written in one turn of the event loop is one write.
  return {
    write(line) {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push(line);
      length += line.length;
      if (length > MOST_WAITING) flush();
    },
    flush,
  };
}

function open(path: string, limits: LogLimits): { fd: number; isPlain: boolean; bytes: number; day: string } {
  const fd = openSync(path, 'a', 0o600);
  const about = fstatSync(fd);
  if (about.isFile()) attempt(() => fchmodSync(fd, 0o600));
  const begun = about.size > 0 ? about.birthtime.toISOString().slice(0, 10) : dayOf(limits);
  return { fd, isPlain: about.isFile(), bytes: about.size, day: begun };
}

const dayOf = ({ now }: LogLimits): string => now().slice(0, 10);

/** Such that their names stand in the order of time. */
const nameOfOld = (path: string, { now }: LogLimits): string => `${path}.${now().replace(/[:.]/g, '-')}`;

function oldest(path: string, kept: number): readonly string[] {
  const old = readdirSync(dirname(path)).filter(
    (name) => name.startsWith(`${basename(path)}.`) && /\.\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name),
  );
  return old.sort().slice(0, Math.max(0, old.length - kept));
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
