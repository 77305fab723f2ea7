// ClamAV, asked by its daemon's own protocol (clamd, INSTREAM): the bytes are handed over, nothing of where they lie.
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** `harmful`: as what the scanner knows it */
export type Verdict = { readonly harmful?: string };

/** The scanner takes no file of this size: asked again it says the same, until somebody changes what it takes. */
export class TooLargeToCheck extends Error {
  override name = 'TooLargeToCheck';
}

/** Who says whether a file does harm. Rejects where it does not answer. */
export type Scanner = (file: Readable) => Promise<Verdict>;

const SILENT_MS = 120_000;
const LONGEST_ANSWER = 4096;

/** @param where path of its socket, or host:port */
export const clamd =
  (where: string, silentMs = SILENT_MS): Scanner =>
  async (file) => {
    const [, host, port] = /^([^/]+):(\d+)$/.exec(where) ?? [];
    const socket = port === undefined ? connect(where) : connect(Number(port), host);
    socket.setTimeout(silentMs, () => socket.destroy(new Error(`clamd at ${where} does not answer`)));
    try {
      const answered = answerOf(socket);
      // Whoever breaks off early has an answer, or a reason, that is read beneath.
      await Promise.race([hand(file, socket).catch(() => {}), answered]);
      return verdictOf(await answered);
    } finally {
      file.destroy();
      socket.destroy();
    }
  };

const hand = (file: Readable, socket: Socket): Promise<void> => pipeline(file, framed, socket, { end: false });

async function* framed(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of pieces) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield Buffer.concat([length, piece]);
  }
  yield Buffer.alloc(4);
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (piece) => {
      answer = (answer + piece.toString('utf8')).slice(0, LONGEST_ANSWER);
      if (answer.includes('\0')) resolve(answer);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('clamd broke off')));
  });
}

function verdictOf(answer: string): Verdict {
  const said = answer.split('\0')[0]?.trim() ?? '';
  if (said === 'stream: OK') return {};
  if (/^INSTREAM size limit exceeded\b/.test(said)) throw new TooLargeToCheck(`clamd said: ${said}`);
  const [, name] = /^stream: (.{1,200}) FOUND$/.exec(said) ?? [];
  if (name === undefined) throw new Error(`clamd said: ${said.slice(0, 200)}`);
  return { harmful: name };
}
