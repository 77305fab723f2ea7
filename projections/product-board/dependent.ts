// What a cycle's row holds of other streams: the product's name, the units its place belongs to, and what the law that
// its year's plan expects makes it wait for.
import type { DatabaseSync } from 'node:sqlite';
import type { Product } from '../../domain/product/product.ts';
import type { ProductCycle } from '../../domain/product-cycle/product-cycle.ts';
import { type ProgrammeYear, provinceOf, yearOf } from '../../domain/programme-year/programme-year.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import { type CycleRow, nameColumns, placeColumns, waitingColumns } from './row.ts';

export function dependentColumns(db: DatabaseSync, cycle: string) {
  const ofProduct = db.prepare(`SELECT cycle, producer FROM ${cycle} WHERE product = ?`);
  const ofProvince = db.prepare(`SELECT cycle, places, began_on FROM ${cycle} WHERE province = ?`);
  const rename = db.prepare(
    `UPDATE ${cycle} SET product_name = :product_name, product_code = :product_code, search = :search, name_key = :name_key
     WHERE cycle = :cycle`,
  );
  const replace = db.prepare(`UPDATE ${cycle} SET commune = :commune, district = :district WHERE cycle = :cycle`);
  const unbound = db.prepare(
    `SELECT cycle, folded FROM ${cycle} WHERE year = ? AND province = ? AND state = 'open' AND rulebook IS NULL`,
  );
  const replan = db.prepare(
    `UPDATE ${cycle} SET responsibility = :responsibility, waiting_tier = :waiting_tier, waiting_vi = :waiting_vi,
       waiting_en = :waiting_en WHERE cycle = :cycle`,
  );
  return {
    rename(id: string, product: Product): void {
      for (const { cycle, producer } of ofProduct.all(id) as Pick<CycleRow, 'cycle' | 'producer'>[])
        rename.run({ ...nameColumns(id, product, producer), cycle });
    },
    replace(province: string, tree: UnitTree): void {
      for (const row of ofProvince.all(province) as Pick<CycleRow, 'cycle' | 'places' | 'began_on'>[])
        replace.run({ ...placeColumns(tree, JSON.parse(row.places), row.began_on), cycle: row.cycle });
    },
    replan(yearId: string, year: ProgrammeYear): void {
      const rows = unbound.all(yearOf(yearId), provinceOf(yearId)) as { cycle: string; folded: string }[];
      for (const { cycle, folded } of rows)
        replan.run({ ...waitingColumns(JSON.parse(folded) as ProductCycle, year), cycle });
    },
  };
}
