// Days and moments as on paper, in Vietnam's time, whatever the machine's is.
const HOURS_AHEAD = 7;

/** `2022-06-24` → `24/06/2022` */
export const dayShown = (on: string): string => `${on.slice(8, 10)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;

/** The civil day of a moment. */
export const dayOfMoment = (at: string): string => local(at).slice(0, 10);

/** `20/06/2022 09:00` */
export const momentShown = (at: string): string => `${dayShown(dayOfMoment(at))} ${local(at).slice(11, 16)}`;

const local = (at: string): string => new Date(Date.parse(at) + HOURS_AHEAD * 3_600_000).toISOString();

/** What was typed (`4/6/2022`, `04-06-2022`, `2022-06-04`) as `2022-06-04`; undefined where there is no such day. */
export function dayTyped(text: string): string | undefined {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const paper = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : paper ? paper.slice(1).map(Number).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  const isThere = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isThere ? at.toISOString().slice(0, 10) : undefined;
}
