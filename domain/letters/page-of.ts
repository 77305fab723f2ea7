// Where people read about a stream: letters and calendars lead there.
import { certificate } from '../certificate/certificate.ts';
import { councilSession } from '../council-session/council-session.ts';
import { splitStream } from '../kernel/aggregate.ts';
import { productCycle } from '../product-cycle/product-cycle.ts';
import { unitDuties } from '../unit-duties/unit-duties.ts';

const CYCLES = '/cycles/';
/** What has a page besides a product’s cycle, under its resource’s name. */
export const recorded = [unitDuties, certificate, councilSession] as const;

/** Path below the public address: of what has no page the board’s, with the products of a unit where one is named. */
export function pageOf(stream: string, unit?: string): string {
  const { category, id } = splitStream(stream);
  if (category === productCycle.category) return `${CYCLES}${id}`;
  const its = recorded.find((aggregate) => aggregate.category === category);
  if (its) return `/${its.resource}/${id}`;
  return unit === undefined ? '/' : `/?place=${encodeURIComponent(unit)}`;
}
