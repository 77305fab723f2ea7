import type { SQLInputValue } from 'node:sqlite';
import { CURSOR_INVALID } from '../cursor.ts';
import type { Reader } from '../engine/reader.ts';
import { foldText } from '../vietnamese.ts';
import type { CertificateMonth, CertificateQuestion, Certificates } from './certificates.ts';
import { asItem, type CertificateRow } from './row.ts';

const MOST = 200;
const USUAL = 50;
/** What has no last day yet comes first: it is to be issued. */
const SORT = `coalesce(until, '')`;

export function certificateQueries(reader: Reader): Certificates {
  return {
    async list(question) {
      const { where, values } = conditionsOf(question);
      const from = question.cursor === undefined ? undefined : readCursor(question.cursor);
      if (from === 'invalid') return CURSOR_INVALID({}, '/cursor');
      const size = Math.max(1, Math.min(MOST, Math.trunc(question.limit ?? USUAL)));
      const beyond = from ? [...where, `(${SORT}, certificate) > (?, ?)`] : where;
      const rows = reader.all<CertificateRow>(
        `SELECT * FROM certificate ${all(beyond)} ORDER BY ${SORT}, certificate LIMIT ?`,
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
    months: async () =>
      reader.all<CertificateMonth>(
        `SELECT month, state, count(*) AS certificates FROM certificate WHERE month IS NOT NULL
         GROUP BY month, state ORDER BY month, state`,
      ),
  };
}

const all = (where: readonly string[]): string => (where.length > 0 ? `WHERE ${where.join(' AND ')}` : '');

function conditionsOf({ state, month, product, number, revocation, q }: CertificateQuestion) {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...of: SQLInputValue[]): void => {
    where.push(condition);
    values.push(...of);
  };
  if (state !== undefined) add('state = ?', state);
  if (month !== undefined) add(`substr(month, 1, ?) = ?`, month.length, month);
  if (product !== undefined) add('product = ?', product);
  if (number !== undefined) add('number = ?', number);
  if (revocation) add('revocation_due IS NOT NULL');
  for (const word of foldText(q ?? '').split(' ')) if (word !== '') add('instr(search, ?) > 0', word);
  return { where, values };
}

const writeCursor = ({ until, certificate }: CertificateRow): string =>
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
