// The demo year on a store of its own.
import { DEMO_NOW, isDemoLoaded, loadDemo } from '../demo/load.ts';
import type { Places } from '../settings/settings.ts';
import { openOffice } from './compose.ts';

/**
 * Loads the demo year into a new store, or goes on with a load that was interrupted.
 * @returns false when the store holds a real province or the whole demo already: nothing was done then.
 */
export async function loadDemoInto(places: Places, say: (line: string) => void): Promise<boolean> {
  const clock = { now: DEMO_NOW };
  const office = await openOffice(places, clock);
  try {
    const isNew = (await office.store.head()) === undefined;
    if (!isNew && (!office.isDemo() || (await isDemoLoaded(office.executor)))) return false;
    say(`${isNew ? 'Loading' : 'Going on loading'} the demo year of Đắk Lắk 2022 (illustrative data) …`);
    await loadDemo({ executor: office.executor, clock, offsetMs: Date.parse(DEMO_NOW) - Date.now(), progress: say });
    return true;
  } finally {
    await office.close();
  }
}
