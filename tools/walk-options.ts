// What the walks over HTTP are run with, and how they tell what went wrong.
import { parseArgs } from 'node:util';
import { WalkFailed } from '../demo/over-http.ts';

export type WalkOptions = { readonly address: string; readonly json: boolean };

/** Throws where they are none. */
export function optionsOf(args: readonly string[]): WalkOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { address: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const given = values.address ?? process.env.OCOP_ADDRESS ?? 'http://127.0.0.1:7070';
  const address = new URL(/^https?:\/\//.test(given) ? given : `http://${given}`);
  return { address: address.origin, json: values.json };
}

export function reasonOf(error: unknown, address: string): { message: string; more?: Record<string, unknown> } {
  if (error instanceof WalkFailed)
    return { message: error.message, more: { expected: error.expected, found: error.found } };
  // fetch throws a TypeError with a cause when nobody listens
  if (error instanceof TypeError && error.cause !== undefined)
    return {
      message: `no server answers at ${address}. Start one with npm start, or give its address (--address, OCOP_ADDRESS).`,
    };
  return { message: (error as Error).stack ?? String(error) };
}
