// What one process of ours does. Embedded it does everything; distributed each does one part, any number of times.

import { CodedError } from '../domain/kernel/coded-error.ts';
import { own } from '../domain/kernel/own.ts';
import type { Settings } from '../settings/settings.ts';

export const PARTS = ['api', 'worker', 'relay', 'notary'] as const;
export type Part = (typeof PARTS)[number];

/** Parts that run apart need a store, a vault and a Temporal that all of them reach. */
export function doneBy(settings: Settings, only: Part | undefined): Readonly<Record<Part, boolean>> {
  if (only === undefined) return { api: true, worker: true, relay: true, notary: true };
  const driven = only === 'worker' || only === 'relay';
  const needed = ['OCOP_STORE_URL', 'OCOP_VAULT_URL', ...(driven ? ['OCOP_TEMPORAL_ADDRESS'] : [])] as const;
  const missing = needed.filter((name) => own(settings, name) === '');
  if (missing.length > 0)
    throw new CodedError(
      'PARTS_NEED_SERVERS',
      `A process that serves only ${only} shares its store, vault and Temporal with others: set ${missing.join(' and ')}, or leave out --only.`,
    );
  return { api: only === 'api', worker: only === 'worker', relay: only === 'relay', notary: only === 'notary' };
}
