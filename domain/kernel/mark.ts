import { dayOf } from '../time/civil-date.ts';
import type { FactMeta } from './event.ts';

/** A fact the state remembers: the civil day it happened and the revision that says so. */
export type Mark = { readonly on: string; readonly at: number };

export const markOf = (meta: FactMeta): Mark => ({ on: dayOf(meta.occurredAt), at: meta.revision });
