// People at work: each walks products through their year, and sends each command with one key until it is answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Act, pathOf, requestOf, type Walk, walkOf } from '../../../../demo/walk.ts';
import { beforeSummer } from '../../../../demo/walk-days.ts';

export type Acknowledged = {
  readonly key: string;
  readonly act: Act;
  readonly outcome: string;
  /** ms, as `performance.now()` says: when it was first sent, and when it was answered */
  readonly sentAt: number;
  readonly answeredAt: number;
};

export type Writers = {
  readonly acknowledged: Acknowledged[];
  /** walks that came to their end */
  readonly finished: Walk[];
  /** refusals that are no outage: nobody but these writers is at work, so there must be none */
  readonly refused: string[];
  tries(): number;
  /** What was begun is left as it is; every writer begins something new. */
  beginAnew(): void;
  stop(): Promise<void>;
};

const PAUSE_MS = 20;
const AGAIN_MS = 250;
const PATIENCE_MS = 180_000;

export function startWriters(address: string, count: number): Writers {
  const acknowledged: Acknowledged[] = [];
  const finished: Walk[] = [];
  const refused: string[] = [];
  let tries = 0;
  let products = 0;
  let over = false;
  let era = new AbortController();

  async function send(act: Act, key: string): Promise<{ status: number; text: string } | undefined> {
    tries++;
    const path = `${address}/v1/${pathOf(act)}`;
    const headers = { authorization: `Bearer ${act.by}`, 'content-type': 'application/json', 'idempotency-key': key };
    const signal = AbortSignal.timeout(15_000);
    try {
      const look = await fetch(path, { headers, signal });
      await look.body?.cancel();
      const seen = look.headers.get('etag');
      const response = await fetch(`${path}/${act.command.route}`, {
        method: 'POST',
        headers: { ...headers, ...(seen === null ? {} : { 'if-match': seen }) },
        body: JSON.stringify(requestOf(act)),
        signal,
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  }

  async function insist(act: Act, signal: AbortSignal): Promise<boolean> {
    const key = randomUUID();
    const sentAt = performance.now();
    let last = 'no answer';
    while (!signal.aborted && performance.now() - sentAt < PATIENCE_MS) {
      const answer = await send(act, key);
      if (answer && answer.status < 300) {
        const { outcome } = JSON.parse(answer.text) as { outcome: string };
        acknowledged.push({ key, act, outcome, sentAt, answeredAt: performance.now() });
        return true;
      }
      // 412: Temporal opened the step between the look and the command. 409 NOT_YET …: it has still to open it.
      if (answer) last = `${answer.status} ${answer.text.slice(0, 300)}`;
      await pause(AGAIN_MS);
    }
    if (!signal.aborted) refused.push(`${act.command.name} on ${act.id}: ${last}`);
    return false;
  }

  async function write(): Promise<void> {
    while (!over) {
      const { signal } = era;
      const walk = walkOf(`soak${products++}`, { days: beforeSummer });
      let walked = true;
      for (const act of [...walk.entry, ...walk.way]) {
        walked = !over && (await insist(act, signal));
        if (!walked) break;
        await pause(PAUSE_MS);
      }
      if (walked && !signal.aborted) finished.push(walk);
    }
  }

  const writing = Promise.all(Array.from({ length: count }, write));
  return {
    acknowledged,
    finished,
    refused,
    tries: () => tries,
    beginAnew() {
      era.abort();
      era = new AbortController();
    },
    async stop() {
      over = true;
      const giveUp = setTimeout(() => era.abort(), 30_000);
      await writing;
      clearTimeout(giveUp);
    },
  };
}
