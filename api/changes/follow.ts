// GET /v1/changes: which resources have changed, as it happens (server-sent events). Nothing of what they hold is told: who
// hears of one asks for it, and is answered as anybody who asks. Nobody hears of what they may not see.
import type { Request, RequestHandler, Response } from 'express';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { callerOf, holderOf, keyOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem, sentencesOf } from '../problem.ts';
import { TOO_MANY_LISTENING } from '../refusals.ts';
import { eyesOf } from './eyes.ts';
import { type Change, type Hear, openHub } from './hub.ts';
import { openDoor } from './still-in.ts';

const MOST_PER_ACCOUNT = 12;
const STILL_HERE_MS = 15_000;
/** A browser that was cut off comes back after so long. */
const RETRY_MS = 2000;
/** Who does not take what is sent is let go, and resumes. */
const MOST_UNSENT = 256 * 1024;
const LAST_EVENT_ID = /^([A-Za-z0-9.-]{1,80})@([A-Za-z0-9-]{1,80})$/;

export function followChanges(parts: ApiParts): RequestHandler {
  const { epoch } = parts.events;
  const hub = openHub(parts);
  const door = openDoor(parts);
  const idAt = (position: string | undefined) => (position === undefined ? '' : `id: ${position}@${epoch}\n`);

  return async (req, res) => {
    const caller = callerOf(res);
    if (door.countOf(caller.id) >= MOST_PER_ACCOUNT)
      return sendProblem(req, res, TOO_MANY_LISTENING({ most: MOST_PER_ACCOUNT }));
    const seenOf = eyesOf(parts, caller);
    const send = sendingTo(res);
    /** as far as everything was told, where that is further than the last thing that was said */
    let silentTo: string | undefined;

    async function tell(changes: readonly Change[], upTo: string | undefined): Promise<void> {
      const seen = await seenOf(changes);
      for (const { resource, id, revision, position } of seen)
        send(`${idAt(upTo)}event: change\ndata: ${JSON.stringify({ resource, id, revision, position })}\n\n`);
      silentTo = seen.length > 0 ? undefined : upTo;
    }
    const missed = async (): Promise<readonly Change[] | undefined> => {
      const after = lastEventId(req, epoch);
      return after === undefined ? [] : after === 'elsewhere' ? undefined : hub.since(after);
    };

    /** One after another: what came while older ones were looked up is told last. */
    let telling: Promise<void> = Promise.resolve();
    const begun = Promise.withResolvers<void>();
    const hear: Hear = (changes, upTo) => {
      telling = telling
        .then(() => begun.promise)
        .then(() => tell(changes, upTo))
        .catch(end);
    };
    const one = {
      account: caller.id,
      session: holderOf(res)?.session,
      key: keyOf(res)?.id,
      turnOut(why: Refusal) {
        send(`event: end\ndata: ${JSON.stringify({ code: why.code, sentences: sentencesOf(why) })}\n\n`);
        end();
      },
    };
    const beat = setInterval(() => {
      // An id without data is remembered by the reader, and tells it nothing.
      send(silentTo === undefined ? ': still here\n\n' : `${idAt(silentTo)}\n`);
      silentTo = undefined;
    }, STILL_HERE_MS).unref();
    function end(): void {
      clearInterval(beat);
      hub.leave(hear);
      door.leave(one);
      if (res.headersSent && !res.writableEnded) res.end();
    }

    door.enter(one);
    res.on('close', end);
    (req.app.locals.closing as AbortSignal).addEventListener('abort', end, { once: true });
    try {
      const { position } = await hub.join(hear);
      const before = await missed();
      begin(res);
      send(`retry: ${RETRY_MS}\n${before?.length ? '' : idAt(position)}event: ready\ndata: {}\n\n`);
      if (before === undefined) send('event: reset\ndata: {}\n\n');
      else await tell(before, position);
      begun.resolve();
    } catch (error) {
      end();
      throw error;
    }
  };
}

function begin(res: Response): void {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // A proxy that gathers what it passes on would keep it back.
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
}

const sendingTo = (res: Response) => (text: string) => {
  if (res.writableEnded || res.destroyed) return;
  if (res.writableLength > MOST_UNSENT) res.destroy();
  else res.write(text);
};

/** What a reader heard of last; positions of another history mean nothing here. */
function lastEventId(req: Request, epoch: string): string | 'elsewhere' | undefined {
  const given = req.get('last-event-id');
  if (given === undefined || given === '') return undefined;
  const [, position, of] = LAST_EVENT_ID.exec(given) ?? [];
  return position === undefined || of !== epoch ? 'elsewhere' : position;
}
