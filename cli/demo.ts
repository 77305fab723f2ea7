// The demo year on a store of its own.
import { loadDemo } from '../demo/load.ts';
import { openOffice } from './compose.ts';
import type { Files } from './settings.ts';

/** Where the demo's clock stands when it has just been loaded: 20/6/2022, 09:00 in Vietnam. */
export const DEMO_START = '2022-06-20T02:00:00.000Z';

export async function loadDemoInto(files: Files, say: (line: string) => void): Promise<void> {
  const clock = { now: '2020-12-01T02:00:00.000Z' };
  const office = await openOffice(files, clock);
  try {
    await loadDemo({ executor: office.executor, clock, offsetMs: Date.parse(DEMO_START) - Date.now(), progress: say });
  } finally {
    await office.close();
  }
}
