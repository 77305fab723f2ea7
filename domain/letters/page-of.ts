// Where people read about a stream: letters and calendars lead there.
import { certificate } from '../certificate/certificate.ts';
import { councilSession } from '../council-session/council-session.ts';
import { type Aggregate, splitStream } from '../kernel/aggregate.ts';
import { productCycle } from '../product-cycle/product-cycle.ts';
import { unitDuties } from '../unit-duties/unit-duties.ts';

/** Where the web application lies. */
export const APP = '/app';

/** What has a screen of its own, and under which name. */
export const screens: readonly (readonly [name: string, of: Aggregate])[] = [
  ['cycles', productCycle],
  ['duties', unitDuties],
  ['certificates', certificate],
  ['councils', councilSession],
];

/** What has a page that needs no script, under its resource’s name, besides a product’s cycle. */
export const recorded = screens.map(([, of]) => of).filter((of) => of !== productCycle);

/** Path below the public address: of what has no screen the first one, with the products of a unit where one is named. */
export function pageOf(stream: string, unit?: string): string {
  const { category, id } = splitStream(stream);
  const [screen] = screens.find(([, of]) => of.category === category) ?? [];
  if (screen) return `${APP}/${screen}/${id}`;
  return unit === undefined ? '/' : `/?place=${encodeURIComponent(unit)}`;
}
