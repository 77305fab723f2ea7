import { seesOf } from '../../domain/access/seeing.ts';
import { type Sight, standingsTo } from '../../domain/access/sight.ts';
import { whoseIs } from '../../domain/access/whose.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { own } from '../../domain/kernel/own.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import type { SessionItem, Sessions } from './sessions.ts';

const MOST = 200;

type Row = Omit<SessionItem, 'meetsOn' | 'inWriting' | 'suspended' | 'waitedFor'> & {
  waited_for: string | null;
  meets_on: string;
  in_writing: number;
  suspended: number;
  seats: string;
};

const seatsIn = (seats: string): Readonly<Record<string, readonly string[]>> => JSON.parse(seats);

function isSeen(
  { id, unit, meets_on, seats }: Pick<Row, 'id' | 'unit' | 'meets_on' | 'seats'>,
  sight: Sight,
  tree: UnitTree,
) {
  const members = Object.keys(seatsIn(seats)).map((account) => ({ account }));
  const { resource } = councilSession;
  const whose = whoseIs(resource, { id, state: { unit, meetsOn: meets_on, members }, product: undefined });
  return seesOf(resource, standingsTo(sight, whose, tree)) === 'at-work';
}

export function sessionQueries(reader: Reader): Sessions {
  const sourceOf = foldedSource(reader, 'session_source');
  const treeOf = (province: string) => sourceOf<UnitTree>(unitTree.stream(province)) ?? unitTree.initial;

  /** There are few sessions: each is asked whose it is, so that page and total are of those that are seen. */
  const seenIds = (sight: Sight): string =>
    JSON.stringify(
      reader
        .all<Pick<Row, 'id' | 'unit' | 'meets_on' | 'seats'>>('SELECT id, unit, meets_on, seats FROM session')
        .filter((row) => isSeen(row, sight, treeOf(row.id.slice(0, 2))))
        .map(({ id }) => id),
    );

  return {
    async dossiersOf(account) {
      const rows = reader.all<Pick<Row, 'seats'>>(
        'SELECT seats FROM session WHERE instr(seats, ?) > 0',
        `${JSON.stringify(account)}:`,
      );
      return [...new Set(rows.flatMap(({ seats }) => own(seatsIn(seats), account) ?? []))];
    },
    async list({ year, unit, round, cursor, limit = 50, sight }) {
      const asked = [
        ['year', year],
        ['unit', unit],
        ['round', round],
      ] as const;
      const given = asked.filter(([, value]) => value !== undefined);
      const conditions = given.map(([name]) => `${name} = ?`);
      const values = given.map(([, value]) => value as string | number);
      if (sight) {
        conditions.push('id IN (SELECT value FROM json_each(?))');
        values.push(seenIds(sight));
      }
      const where = conditions.length === 0 ? '1' : conditions.join(' AND ');
      const size = Math.max(1, Math.min(MOST, limit));
      const from = cursor !== undefined && /^\d+$/.test(cursor) ? Number(cursor) : 0;
      const rows = reader.all<Row>(
        `SELECT * FROM session WHERE ${where} ORDER BY meets_on DESC, id LIMIT ? OFFSET ?`,
        ...values,
        size + 1,
        from,
      );
      const { total } = reader.get<{ total: number }>(
        `SELECT count(*) AS total FROM session WHERE ${where}`,
        ...values,
      ) ?? { total: 0 };
      const items = rows.slice(0, size).map(asItem);
      return rows.length > size ? { items, next: String(from + size), total } : { items, total };
    },
  };
}

const asItem = (row: Row): SessionItem => ({
  id: row.id,
  year: row.year,
  unit: row.unit,
  tier: row.tier,
  round: row.round,
  rulebook: row.rulebook,
  meetsOn: row.meets_on,
  inWriting: row.in_writing === 1,
  stage: row.stage,
  members: row.members,
  products: row.products,
  undecided: row.undecided,
  undeclared: row.undeclared,
  undelivered: row.undelivered,
  suspended: row.suspended === 1,
  ...(row.waited_for === null ? {} : { waitedFor: JSON.parse(row.waited_for) as SessionItem['waitedFor'] }),
});
