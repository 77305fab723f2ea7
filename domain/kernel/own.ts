/**
 * What a record holds under a string that somebody gave. `record[key]` would answer `constructor` and `toString` with
 * what every object has; `npm run check` finds where that is done.
 */
export const own = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
