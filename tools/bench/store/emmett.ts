// As much of emmett as is measured. It is loaded from the cache: the project does not depend on it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EventToAppend } from '../../../eventstore/envelope.ts';
import { asMessage } from './history.ts';
import type { Place } from './side.ts';

/** Connections to PostgreSQL: with 64 callers 16, 32 and 64 of them do equally well, and more than the usual 10. */
export const POOL = 32;

export type EmmettStore = {
  schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    messages: readonly object[],
    options: { expectedStreamVersion: bigint },
  ): Promise<unknown>;
};

/** Both packages' own global read, on which their consumers rest. */
export type ReadMessagesBatch<From> = (
  from: From,
  options: { after: bigint; batchSize: number },
) => Promise<{ messages: readonly unknown[]; currentGlobalPosition: bigint }>;

export function loadRival<Api>({ rivals }: Place, name: string): Api {
  if (!rivals) throw new Error(`${name} is not installed`);
  return createRequire(join(rivals, 'package.json'))(name) as Api;
}

/** An append in emmett's terms: a stream's version is the number of its events. */
export type EmmettAppend = Parameters<EmmettStore['appendToStream']>;

export function toEmmett(events: readonly EventToAppend[]): EmmettAppend {
  const { stream, revision } = events[0] as EventToAppend;
  return [stream, events.map(asMessage), { expectedStreamVersion: BigInt(revision) }];
}
