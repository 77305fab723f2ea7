// Since when something that stands on a certificate's paper is said otherwise: its number and days, the product's and the
// producer's names, the decision. A paper issued afterwards says it as it is.
import type { DatabaseSync } from 'node:sqlite';
import { certificate } from '../../domain/certificate/certificate.ts';
import type { Fact } from '../../domain/kernel/fold.ts';
import { own } from '../../domain/kernel/own.ts';
import { producer } from '../../domain/producer/producer.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { rowsOfStream, staleColumn } from '../engine/columns.ts';
import type { Taken } from '../engine/projection.ts';

/** Positions in the store: of the stream's last paper, and of its last fact that says something printed otherwise. */
export const printColumns = {
  stream: 'TEXT PRIMARY KEY',
  paper: 'TEXT',
  changed: 'TEXT',
  changed_on: 'TEXT',
  ...staleColumn,
} as const;

const papers: readonly string[] = ['CertificateIssued', 'CertificateReplaced'];

type Corrected = { readonly changes: readonly { readonly field: string }[] };
const corrects = ({ type, data }: Fact, ...fields: readonly string[]): boolean =>
  type === 'FactCorrected' && (data as Corrected).changes.some(({ field }) => fields.includes(field));
const annuls = ({ type, data }: Fact, what: string): boolean =>
  type === 'FactsAnnulled' && (data as { what: readonly string[] }).what.includes(what);

/** Which facts of a stream say something printed otherwise, where that is told by the fact alone. */
const changing: Readonly<Record<string, (fact: Fact) => boolean>> = {
  [certificate.category]: (fact) =>
    corrects(fact, 'number', 'issuedOn', 'validUntil') || annuls(fact, 'CertificateReplaced'),
  [product.category]: (fact) => corrects(fact, 'place'),
  [producer.category]: (fact) =>
    (fact.type === 'ProducerRenamed' && (fact.data as { name?: unknown }).name !== undefined) ||
    annuls(fact, 'ProducerRenamed'),
  [productCycle.category]: (fact) => corrects(fact, 'decision'),
};

/** Whether a product's paper says something else before and after; that it was registered changes none. */
export const printsOtherwise = (before: Product, after: Product): boolean =>
  before.name !== undefined && (before.name !== after.name || before.producer !== after.producer);

export function printsIn(db: DatabaseSync, table: string) {
  const said = db.prepare(
    `INSERT INTO ${table} (stream, changed, changed_on) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET
       changed_on = CASE WHEN excluded.changed > coalesce(changed, '') THEN excluded.changed_on ELSE changed_on END,
       changed = max(coalesce(changed, ''), excluded.changed)`,
  );
  const issued = db.prepare(
    `INSERT INTO ${table} (stream, paper) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET paper = max(coalesce(paper, ''), excluded.paper)`,
  );
  const changed = (stream: string, { position, occurredAt }: { position: string; occurredAt: string }): void =>
    void said.run(stream, position, dayOf(occurredAt));
  return {
    ...rowsOfStream(db, table, 'stream'),
    changed,
    take({ event, aggregate, fact }: Taken): void {
      if (!aggregate || !fact) return;
      const { stream, position } = event;
      if (aggregate.category === certificate.category && papers.includes(fact.type)) issued.run(stream, position);
      if (own(changing, aggregate.category)?.(fact)) changed(stream, event);
    },
  };
}

/** The day since which a standing certificate's paper is not what would be printed, per row of `certificate`. */
export const REPRINT_SINCE = `CASE WHEN state IN ('valid', 'held') THEN (
  SELECT max(print.changed_on) FROM certificate_print AS print
  WHERE print.stream IN ('${certificate.stream('')}' || certificate, '${product.stream('')}' || product,
      '${producer.stream('')}' || producer, '${productCycle.stream('')}' || certificate)
    AND print.changed > (SELECT paper FROM certificate_print WHERE stream = '${certificate.stream('')}' || certificate)
) END`;
