// What of a read model's rows an account may see, as a condition of its SQL: pages, totals and counts are then of these alone.
import type { SQLInputValue } from 'node:sqlite';
import type { Grant } from '../domain/access/grants.ts';
import { type Reach, seeing } from '../domain/access/seeing.ts';
import { type Relation, type SeeingAs, type Sight, unitHeld, unitsOver } from '../domain/access/sight.ts';
import { own } from '../domain/kernel/own.ts';
import type { UnitTree } from '../domain/unit/unit-tree.ts';

/** Columns of rows that belong to a product. `advisers`: a JSON list of accounts */
type Column = 'province' | 'places' | 'producer' | 'product' | 'product_group' | 'advisers' | 'key';
/** Each column holds one of its values: a row is seen by any of such ways. */
type Way = readonly (readonly [Column, readonly string[]])[];

export type Condition = { readonly sql: string; readonly values: readonly SQLInputValue[] };
export const ALL: Condition = { sql: '1', values: [] };

type Rows = {
  readonly resource: string;
  /** the column of the cycle or certificate itself */
  readonly key: string;
  /** whether they say who advised */
  readonly advisers?: true;
  readonly trees: readonly { readonly province: string; readonly tree: UnitTree }[];
  /** every place that rows have, each once */
  places(): readonly { readonly province: string; readonly places: string }[];
};

/** The rows that are seen at work; all of them without a sight. */
export function seenAtWork(sight: Sight | undefined, rows: Rows): Condition {
  if (!sight) return ALL;
  const reach = (own(seeing, rows.resource) ?? {}) as Reach;
  const by = (as: SeeingAs): readonly Relation[] => reach[as] ?? [];
  const ways: Way[] = by('holder').includes('session') ? [[['key', sight.dossiers]]] : [];
  for (const grant of sight.grants) {
    const relations = by(grant.role);
    if (relations.includes('own')) ways.push([['producer', [grant.unit]]]);
    for (const { province, tree } of rows.trees)
      ways.push(...waysOf({ grant, sight, relations, rows, province, tree }));
  }
  return anyOf(ways, rows.key);
}

type Asked = {
  grant: Grant;
  sight: Sight;
  relations: readonly Relation[];
  rows: Rows;
  province: string;
  tree: UnitTree;
};

function waysOf({ grant, sight, relations, rows, province, tree }: Asked): readonly Way[] {
  const held = unitHeld(grant, tree, sight);
  if (!held || (held.level === 'department' && province !== sight.province)) return [];
  const ways: Way[] = [];
  const { groups, products } = grant;
  const inProvince: Way = [['province', [province]]];
  if (relations.includes('province')) ways.push(inProvince);
  else if (relations.some((relation) => relation === 'unit' || relation === 'below')) {
    const all = rows.places().filter((row) => row.province === province);
    const there = all.filter((row) => {
      const [lying, over] = unitsOver(tree, JSON.parse(row.places), sight.today);
      return (
        (relations.includes('unit') && lying.includes(held)) || (relations.includes('below') && over.includes(held))
      );
    });
    // Who sees every place there is, as an auditor of the province, need not have each row looked up among them.
    ways.push(
      there.length === all.length ? inProvince : [...inProvince, ['places', there.map(({ places }) => places)]],
    );
  }
  if (relations.includes('group')) ways.push(groups ? [...inProvince, ['product_group', groups]] : inProvince);
  if (relations.includes('advised')) {
    if (products) ways.push([...inProvince, ['product', products]]);
    if (rows.advisers) ways.push([...inProvince, ['advisers', [sight.account]]]);
  }
  return ways;
}

function anyOf(ways: readonly Way[], key: string): Condition {
  const values: SQLInputValue[] = [];
  const oneOf = ([column, among]: Way[number]): string => {
    const [sole, ...more] = among as [string, ...string[]];
    values.push(more.length === 0 ? sole : JSON.stringify(among));
    const isOne = more.length === 0 ? '= ?' : 'IN (SELECT value FROM json_each(?))';
    if (column === 'advisers') return `EXISTS (SELECT 1 FROM json_each(advisers) WHERE value ${isOne})`;
    // Most rows are of one province: to look each of them up by an index would take longer than to pass them all.
    return `${column === 'key' ? key : column === 'province' ? '+province' : column} ${isOne}`;
  };
  const told = ways.filter((way) => way.every(([, among]) => among.length > 0));
  const sql = told.map((way) => `(${way.map(oneOf).join(' AND ')})`).join(' OR ');
  return { sql: sql === '' ? '0' : `(${sql})`, values };
}
