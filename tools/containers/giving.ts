// People who give commands, one after the other, to whichever server is there, and the same again until it is answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from './run.ts';

/** A command as 0.2.0's walk writes it. */
export type Step = {
  readonly by: string;
  readonly resource: string;
  readonly id: string;
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
};

const BETWEEN_MS = 150;
const PATIENCE_MS = 120_000;

/** @param addresses asked in turn */
export function giving(beginnings: readonly (readonly Step[])[], addresses: string[]) {
  const done: Step[] = [];
  const byAddress = new Map<string, number>();
  /** why a command was asked again, and how often */
  const again = new Map<string, number>();
  let turn = 0;
  let over = false;
  let trouble: unknown;
  const running = all().catch((error) => {
    trouble = error;
  });

  async function all(): Promise<void> {
    for (const beginning of beginnings)
      for (const step of beginning) {
        if (over) return;
        await untilAnswered(step);
        done.push(step);
        await pause(BETWEEN_MS);
      }
    throw new Error('there was nothing left to be told');
  }

  async function untilAnswered(step: Step): Promise<void> {
    const key = randomUUID();
    for (const end = performance.now() + PATIENCE_MS; ; ) {
      const address = addresses[turn++ % addresses.length] as string;
      const refused = await give(address, step, key).catch((error: Error) => error.message);
      if (refused === undefined) {
        byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
        return;
      }
      if (performance.now() > end) throw new Error(`${step.command} of ${step.id}: ${refused}`);
      const code = refused.split(' ', 1)[0] as string;
      again.set(code, (again.get(code) ?? 0) + 1);
      await pause(BETWEEN_MS);
    }
  }

  return {
    acknowledged: (): readonly Step[] => done,
    askAlso: (address: string) => void addresses.push(address),
    askNoMore: (address: string) => void addresses.splice(addresses.indexOf(address), 1),
    /** Waits until so many more were acknowledged. */
    async given(more: number): Promise<void> {
      const goal = done.length + more;
      await until(
        'commands are given',
        async () => done.length,
        (count) => count >= goal || trouble !== undefined,
        PATIENCE_MS * 2,
      );
      if (trouble !== undefined) throw trouble;
    },
    async end() {
      over = true;
      await running;
      if (trouble !== undefined) throw trouble;
      return { byAddress, again };
    },
  };
}

/** Told on the day it is given. @returns why it was not taken */
async function give(address: string, { by, resource, id, command, body }: Step, key: string) {
  const headers = { authorization: `Bearer ${by}`, 'content-type': 'application/json', 'accept-language': 'en' };
  const place = `${address}/v1/${resource}/${id}`;
  const look = await fetch(place, { headers, signal: AbortSignal.timeout(10_000) });
  await look.body?.cancel();
  const seen = look.headers.get('etag');
  const { occurredOn: _day, ...told } = body;
  const answer = await fetch(`${place}/${command}`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key, ...(look.ok && seen !== null ? { 'if-match': seen } : {}) },
    body: JSON.stringify(told),
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.ok) return undefined;
  const { code, detail } = (await answer.json()) as { code?: string; detail?: string };
  return `${code ?? answer.status} ${detail ?? ''}`;
}
