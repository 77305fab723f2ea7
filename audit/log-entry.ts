// What of an event stands in the log: its hash, which covers all it says, with its place in the store's order.
import { leafHash } from './tree-hash.ts';

/** @param index place in the store's order, from 0 */
export const logEntry = (index: number, eventHash: string): string => `${index} ${eventHash}`;

export const leafOf = (index: number, eventHash: string): Buffer => leafHash(logEntry(index, eventHash));
