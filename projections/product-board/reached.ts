import type { Reach } from '../../domain/kernel/reach.ts';
import type { Reader } from '../engine/reader.ts';

/**
 * How many open cycles a command reaches.
 * @param lyingIn places as rows say them that lie in a unit today; undefined where it is gone: then what counts there
 */
export function countReached(
  reader: Reader,
  { province, year, product, producer, units, revived }: Reach,
  lyingIn: (unit: string) => readonly string[] | undefined,
): number {
  const where = [revived ? `(state = 'open' OR ended_with_product = 1)` : `state = 'open'`];
  const values: (string | number)[] = [];
  const must = (condition: string, ...given: (string | number | undefined)[]): void => {
    if (given.some((value) => value === undefined)) return;
    where.push(condition);
    values.push(...(given as (string | number)[]));
  };
  must('province = ?', province);
  must('year = ?', year);
  must('product = ?', product);
  must('producer = ?', producer);
  if (units) {
    const lying = units.map((unit) => ({ unit, places: lyingIn(unit) }));
    const there = lying.flatMap(({ places }) => places ?? []);
    const gone = lying.flatMap(({ unit, places }) => (places ? [] : [unit]));
    must(
      `(places IN (SELECT value FROM json_each(?)) OR province IN (SELECT value FROM json_each(?))
        OR commune IN (SELECT value FROM json_each(?)) OR district IN (SELECT value FROM json_each(?)))`,
      ...[there, units, gone, gone].map((codes) => JSON.stringify(codes)),
    );
  }
  const sql = `SELECT count(*) AS n FROM cycle WHERE ${where.join(' AND ')}`;
  return reader.get<{ n: number }>(sql, ...values)?.n ?? 0;
}
