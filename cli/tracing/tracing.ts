// Traces, by setting: one from the request over the append, the relay and the workflow to the next command. Where no address
// is set, nothing of it is loaded and nothing is asked on any way.
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Settings } from '../../settings/settings.ts';
import { tracesIn } from '../../settings/traces.ts';
import type { Tracing } from './port.ts';

/** What the workflows are bundled with where traces are on. */
export const carryTrace = fileURLToPath(new URL('./carry-trace.ts', import.meta.url));

/** @param own `part`: what this process does, as it calls itself */
export async function openTracing(
  settings: Settings,
  own: { part: string; release: string; log: Logger },
): Promise<Tracing | undefined> {
  const traces = tracesIn(settings);
  if (traces === undefined) return undefined;
  const { startTracing } = await import('./open-telemetry.ts');
  return startTracing({ ...traces, ...own });
}
