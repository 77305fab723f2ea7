import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Folded } from './folded.ts';
import { rowColumns } from './row.ts';

type Values = Readonly<Record<string, SQLInputValue>>;
type Stored = { revision: number; position: string; recorded_at: string; damaged: number; state: string };

const sourceColumns = ['stream', 'revision', 'position', 'recorded_at', 'damaged', 'state', 'producer', 'folded_name'];

/** The handler's statements, prepared once per building of the tables. */
export function boardStatements(db: DatabaseSync, cycle: string, source: string) {
  /** Bound by place, not by name: a third of the time of a row of thirty columns. */
  const upsert = (table: string, columns: readonly string[]) => {
    const rest = columns.slice(1);
    const statement = db.prepare(`
      INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT DO UPDATE SET ${rest.map((c) => `${c} = excluded.${c}`).join(', ')}`);
    return (values: Values) => statement.run(...columns.map((c) => values[c] ?? null));
  };
  const writeCycle = upsert(cycle, [...rowColumns, 'folded']);
  const writeSource = upsert(source, sourceColumns);
  const readCycle = db.prepare(
    `SELECT revision, position, recorded_at, damaged, folded AS state FROM ${cycle} WHERE cycle = ?`,
  );
  const readSource = db.prepare(
    `SELECT revision, position, recorded_at, damaged, state FROM ${source} WHERE stream = ?`,
  );
  const ofProduct = db.prepare(`SELECT cycle, producer FROM ${cycle} WHERE product = ?`);
  const ofProvince = db.prepare(`SELECT cycle, place, began_on FROM ${cycle} WHERE province = ?`);
  const rename = db.prepare(
    `UPDATE ${cycle} SET product_name = :product_name, search = :search, name_key = :name_key WHERE cycle = :cycle`,
  );
  const replace = db.prepare(`UPDATE ${cycle} SET commune = :commune, district = :district WHERE cycle = :cycle`);
  const clearCycle = db.prepare(`DELETE FROM ${cycle} WHERE cycle = ?`);
  const clearSource = db.prepare(`DELETE FROM ${source} WHERE stream = ?`);
  const staleCycle = db.prepare(`UPDATE ${cycle} SET stale = ? WHERE cycle = ?`);
  const staleSource = db.prepare(`UPDATE ${source} SET stale = ? WHERE stream = ?`);
  const prefix = productCycle.stream('');
  const idOf = (stream: string): string => stream.slice(prefix.length);

  return {
    cycle: (id: string) => asFolded(readCycle.get(id) as Stored | undefined),
    source: (stream: string) => asFolded(readSource.get(stream) as Stored | undefined),
    writeCycle,
    writeSource,
    rename(product: string, columns: (row: { producer: string }) => Values) {
      for (const row of ofProduct.all(product) as { cycle: string; producer: string }[])
        rename.run({ ...columns(row), cycle: row.cycle });
    },
    replace(province: string, columns: (row: { place: string; began_on: string }) => Values) {
      for (const row of ofProvince.all(province) as { cycle: string; place: string; began_on: string }[])
        replace.run({ ...columns(row), cycle: row.cycle });
    },
    clear: (stream: string) => (stream.startsWith(prefix) ? clearCycle.run(idOf(stream)) : clearSource.run(stream)),
    markStale: (stream: string, stale: number) =>
      stream.startsWith(prefix) ? staleCycle.run(stale, idOf(stream)) : staleSource.run(stale, stream),
  };
}

const asFolded = (row: Stored | undefined): Folded | undefined =>
  row && {
    state: JSON.parse(row.state),
    revision: row.revision,
    position: row.position,
    recordedAt: row.recorded_at,
    damaged: row.damaged === 1,
  };
