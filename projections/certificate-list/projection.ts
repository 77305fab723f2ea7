// The certificates by state and by the month in which they end: one row each, under the name of its product.
import type { DatabaseSync } from 'node:sqlite';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { foldingHandler } from '../engine/folding.ts';
import type { Handler, Projection } from '../engine/projection.ts';
import type { Certificates } from './certificates.ts';
import { printColumns, printsIn, printsOtherwise } from './printed.ts';
import { certificateQueries } from './queries.ts';
import { type CertificateRow, certificateColumns, productColumns, productsOwn, rowOf } from './row.ts';

export const certificateList: Projection<Certificates> = {
  name: 'certificate-list',
  version: 1,
  tables: {
    certificate: {
      columns: certificateColumns,
      indexes: [{ on: '(state, month)' }, { on: '(product)' }, { on: '(number)' }, { on: '(id_code)' }],
    },
    certified_product: { columns: productColumns },
    certified_units: { columns: productColumns },
    certificate_print: { columns: printColumns },
  },
  handler,
  queries: certificateQueries,
};

function handler(db: DatabaseSync, table: (name: string) => string): Handler {
  const its = table('certificate');
  const ofProduct = db.prepare(`SELECT certificate, number FROM ${its} WHERE product = ?`);
  const rename = db.prepare(
    `UPDATE ${its} SET product_name = :product_name, producer = :producer, product_group = :product_group,
       places = :places, search = :search
     WHERE certificate = :certificate`,
  );
  const prints = printsIn(db, table('certificate_print'));
  const folding = foldingHandler(db, [
    {
      table: table('certified_product'),
      columns: productColumns,
      aggregates: [product],
      key: (stream) => stream,
      row: () => ({}),
      stepped(stream, { before, after, event }) {
        if (printsOtherwise(before as Product, after as Product)) prints.changed(stream, event);
      },
      written(id, { state }) {
        for (const row of ofProduct.all(id) as Pick<CertificateRow, 'certificate' | 'number'>[])
          rename.run({
            ...productsOwn({ product: id, number: row.number }, state as Product),
            certificate: row.certificate,
          });
      },
    },
    {
      table: table('certified_units'),
      columns: productColumns,
      aggregates: [unitTree],
      key: (stream) => stream,
      row: () => ({}),
    },
    {
      table: its,
      columns: certificateColumns,
      aggregates: [certificate],
      key: (stream) => splitStream(stream).id,
      row: (id, { state }, { stateOf }) => rowOf(id, state as Certificate, stateOf(product, cycleParts(id).product)),
    },
  ]);
  return {
    ...folding,
    apply(events, histories) {
      folding.apply(events, histories);
      for (const t of events) prints.take(t);
    },
    clear(stream) {
      folding.clear(stream);
      prints.clear(stream);
    },
    markStale(stream, stale) {
      folding.markStale(stream, stale);
      prints.markStale(stream, stale);
    },
  };
}
