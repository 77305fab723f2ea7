import type { SQLInputValue } from 'node:sqlite';
import { type Reach, seeing, seeingLists } from '../../domain/access/seeing.ts';
import type { Sight } from '../../domain/access/sight.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { own } from '../../domain/kernel/own.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { CURSOR_INVALID } from '../cursor.ts';
import { foldedSource } from '../engine/folded-source.ts';
import type { Reader } from '../engine/reader.ts';
import { ALL, type Condition, seenAtWork } from '../seen.ts';
import { foldText } from '../vietnamese.ts';
import type { CertificateMonth, CertificateQuestion, Certificates } from './certificates.ts';
import { REPRINT_SINCE } from './printed.ts';
import { asItem, type ListedRow } from './row.ts';

const MOST = 200;
const USUAL = 50;
/** What has no last day yet comes first: it is to be issued. */
const SORT = `coalesce(until, '')`;

export function certificateQueries(reader: Reader): Certificates {
  const sourceOf = foldedSource(reader, 'certified_units');
  const trees = () =>
    reader.all<{ stream: string }>('SELECT stream FROM certified_units ORDER BY stream').map(({ stream }) => ({
      province: splitStream(stream).id,
      tree: sourceOf<UnitTree>(stream) ?? unitTree.initial,
    }));
  const atWork = (sight: Sight | undefined): Condition =>
    seenAtWork(sight, {
      resource: certificate.resource,
      key: 'certificate',
      trees: sight ? trees() : [],
      places: () => reader.all('SELECT DISTINCT province, places FROM certificate'),
    });

  return {
    async list(question) {
      const seen = atWork(question.sight);
      const { where, values } = conditionsOf(question, seen);
      const from = question.cursor === undefined ? undefined : readCursor(question.cursor);
      if (from === 'invalid') return CURSOR_INVALID({}, '/cursor');
      const size = Math.max(1, Math.min(MOST, Math.trunc(question.limit ?? USUAL)));
      const beyond = from ? [...where, `(${SORT}, certificate) > (?, ?)`] : where;
      const rows = reader.all<ListedRow>(
        `SELECT *, ${seen.sql} AS at_work, ${REPRINT_SINCE} AS reprint_since FROM certificate ${all(beyond)} ORDER BY ${SORT}, certificate LIMIT ?`,
        ...seen.values,
        ...values,
        ...(from ?? []),
        size + 1,
      );
      const total = reader.get<{ n: number }>(`SELECT count(*) AS n FROM certificate ${all(where)}`, ...values)?.n ?? 0;
      const items = rows.slice(0, size);
      const last = items.at(-1);
      const next = last && rows.length > size ? { next: writeCursor(last) } : {};
      return { items: items.map(asItem), total, ...next };
    },
    async months(sight) {
      const { sql, values } = publicToo(sight, atWork(sight));
      return reader.all<CertificateMonth>(
        `SELECT month, state, count(*) AS certificates FROM certificate WHERE month IS NOT NULL AND ${sql}
         GROUP BY month, state ORDER BY month, state`,
        ...values,
      );
    },
    async withIdCode(idCode) {
      const rows = reader.all<Pick<ListedRow, 'certificate'>>(
        'SELECT certificate FROM certificate WHERE id_code = ? ORDER BY certificate',
        idCode,
      );
      return rows.map(({ certificate }) => certificate);
    },
  };
}

const all = (where: readonly string[]): string => `WHERE ${where.join(' AND ')}`;

/** What is decided is public to whoever has a role that sees it so. */
const publicToo = (sight: Sight | undefined, seen: Condition): Condition =>
  holds === 'seen' && sight?.grants.some(({ role }) => reach[role]?.includes('decided')) ? ALL : seen;
const { holds, of: resource } = seeingLists.certificates;
const reach = own(seeing, resource) as Reach;

function conditionsOf(
  { state, month, product, number, revocation, reprint, q, sight }: CertificateQuestion,
  seen: Condition,
) {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...of: SQLInputValue[]): void => {
    where.push(condition);
    values.push(...of);
  };
  // Whether a revocation is under way is public once it is decided.
  const shown = revocation ? seen : publicToo(sight, seen);
  add(shown.sql, ...shown.values);
  if (state !== undefined) add('state = ?', state);
  if (month !== undefined) add(`substr(month, 1, ?) = ?`, month.length, month);
  if (product !== undefined) add('product = ?', product);
  if (number !== undefined) add('number = ?', number);
  if (revocation) add('revocation_due IS NOT NULL');
  if (reprint) add(`${REPRINT_SINCE} IS NOT NULL`);
  for (const word of foldText(q ?? '').split(' ')) if (word !== '') add('instr(search, ?) > 0', word);
  return { where, values };
}

const writeCursor = ({ until, certificate }: ListedRow): string =>
  Buffer.from(JSON.stringify(['certificates', until ?? '', certificate])).toString('base64url');

function readCursor(cursor: string): [until: string, certificate: string] | 'invalid' {
  try {
    const [of, until, certificate] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const known = of === 'certificates' && typeof until === 'string' && typeof certificate === 'string';
    return known ? [until, certificate] : 'invalid';
  } catch {
    return 'invalid';
  }
}
