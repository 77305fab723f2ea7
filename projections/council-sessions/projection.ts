// The councils' sessions: one row each, folded from its own stream alone.
import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { foldingHandler } from '../engine/folding.ts';
import type { Projection } from '../engine/projection.ts';
import type { Reader } from '../engine/reader.ts';
import { sessionColumns, sessionRow } from './row.ts';
import type { SessionItem, Sessions } from './sessions.ts';

const MOST = 200;

export const councilSessions: Projection<Sessions> = {
  name: 'council-sessions',
  version: 1,
  tables: { session: { columns: sessionColumns, indexes: [{ on: '(year, unit)' }] } },
  handler: (db, table) =>
    foldingHandler(db, [
      {
        table: table('session'),
        columns: sessionColumns,
        aggregates: [councilSession],
        key: (stream) => splitStream(stream).id,
        row: (id, { state }) => sessionRow(id, state),
      },
    ]),
  queries: sessionQueries,
};

type Row = Omit<SessionItem, 'meetsOn' | 'inWriting' | 'suspended' | 'waitedFor'> & {
  waited_for: string | null;
  meets_on: string;
  in_writing: number;
  suspended: number;
};

function sessionQueries(reader: Reader): Sessions {
  return {
    async list({ year, unit, round, cursor, limit = 50 }) {
      const asked = [
        ['year', year],
        ['unit', unit],
        ['round', round],
      ] as const;
      const given = asked.filter(([, value]) => value !== undefined);
      const where = given.length === 0 ? '1' : given.map(([name]) => `${name} = ?`).join(' AND ');
      const values = given.map(([, value]) => value as string | number);
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
