import { certificateItemFields, picked } from '../../domain/access/seen-fields.ts';
import { type Certificate, validityOf } from '../../domain/certificate/certificate.ts';
import type { Product } from '../../domain/product/product.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { placesOf } from '../../domain/unit/place.ts';
import type { RowOf } from '../engine/columns.ts';
import { foldedColumns } from '../engine/folding.ts';
import { foldText } from '../vietnamese.ts';
import type { CertificateItem, CertificateState } from './certificates.ts';
import { idCode } from './paper-code.ts';

export const certificateColumns = {
  certificate: 'TEXT PRIMARY KEY',
  id_code: 'TEXT NOT NULL',
  province: 'TEXT NOT NULL',
  product: 'TEXT NOT NULL',
  product_name: 'TEXT NOT NULL',
  producer: 'TEXT NOT NULL',
  product_group: 'TEXT NOT NULL',
  places: 'TEXT NOT NULL',
  stars: 'INTEGER',
  number: 'TEXT',
  from_day: 'TEXT',
  until: 'TEXT',
  replaced_on: 'TEXT',
  month: 'TEXT',
  state: 'TEXT NOT NULL',
  issue_due: 'TEXT',
  revocation_due: 'TEXT',
  warned: 'TEXT NOT NULL',
  served: 'INTEGER NOT NULL',
  to_remedy: 'INTEGER NOT NULL',
  search: 'TEXT NOT NULL',
  ...foldedColumns,
} as const;

/** What certificates are shown with: their products, and the units that say whose they are. */
export const productColumns = { stream: 'TEXT PRIMARY KEY', ...foldedColumns } as const;

export type CertificateRow = RowOf<typeof certificateColumns>;
/** As it is read for somebody. */
export type ListedRow = CertificateRow & { readonly at_work: number; readonly reprint_since: string | null };

export function stateOf({ number, held, ended }: Certificate): CertificateState {
  if (ended) return ended.as;
  return number === undefined ? 'to-issue' : held ? 'held' : 'valid';
}

export function rowOf(id: string, state: Certificate, made: Product) {
  const { province, product } = cycleParts(id);
  const validity = validityOf(state);
  const until = validity?.until ?? null;
  return {
    id_code: idCode(id),
    province,
    product,
    ...productsOwn({ product, number: state.number }, made),
    stars: state.stars ?? null,
    number: state.number ?? null,
    from_day: validity?.from ?? null,
    until,
    replaced_on: state.replaced?.on ?? null,
    month: until?.slice(0, 7) ?? null,
    state: stateOf(state),
    issue_due: (!state.ended && state.toIssue?.dueOn) || null,
    revocation_due: (!state.ended && state.revocation?.dueOn) || null,
    warned: JSON.stringify(state.warned),
    served: state.served ? 1 : 0,
    to_remedy: state.findings.filter(({ result, remedied }) => result !== 'kept' && !remedied).length,
  };
}

type Named = { readonly product: string; readonly number?: string | null | undefined };

/** What a certificate is told of its product: its name, and whose it is. */
export const productsOwn = ({ product, number }: Named, made: Product) => {
  const { name = product, producer = '', group = '' } = made;
  return {
    product_name: name,
    producer,
    product_group: group,
    places: JSON.stringify(placesOf(made)),
    search: foldText(`${name} ${product} ${producer} ${number ?? ''}`),
  };
};

export const asItem = (row: ListedRow): CertificateItem => {
  const item = wholeItem(row);
  return row.at_work ? item : (picked(item, certificateItemFields.decided) as CertificateItem);
};

const wholeItem = (row: ListedRow): CertificateItem => ({
  certificate: row.certificate,
  product: row.product,
  productName: row.product_name,
  producer: row.producer,
  province: row.province,
  ...(row.stars === null ? {} : { stars: row.stars }),
  ...(row.number === null ? {} : { number: row.number }),
  ...(row.from_day === null ? {} : { from: row.from_day }),
  ...(row.until === null ? {} : { until: row.until }),
  ...(row.replaced_on === null ? {} : { replacedOn: row.replaced_on }),
  ...(row.reprint_since === null ? {} : { reprintSince: row.reprint_since }),
  ...(row.month === null ? {} : { month: row.month }),
  state: row.state as CertificateState,
  ...(row.issue_due === null ? {} : { issueDueOn: row.issue_due }),
  ...(row.revocation_due === null ? {} : { revocationDueOn: row.revocation_due }),
  warned: JSON.parse(row.warned),
  served: row.served === 1,
  toRemedy: row.to_remedy,
  revision: row.revision,
  position: row.position,
  recordedAt: row.recorded_at,
  damaged: row.damaged === 1,
  stale: row.stale === 1,
});
