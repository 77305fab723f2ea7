// What stands on the paper of a certificate, now and as it stood before: whoever holds an older paper is told that it was
// replaced, and of what was never printed nothing is told.
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { paper } from '../../domain/kernel/fields.ts';
import { fold } from '../../domain/kernel/fold.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { History } from '../../eventstore/history.ts';
import { paperCode } from '../../projections/certificate-list/paper-code.ts';
import type { ApiParts } from '../parts.ts';

/** Where the code on a certificate leads to, for as long as there are certificates. */
export const BY_CODE = '/c/';

export type Printed = {
  readonly number: string;
  readonly product: string;
  readonly stars: number;
  readonly from: Day;
  /** the last day of its term: that a renewal holds it, or that it ended before, stands on no paper */
  readonly until: Day;
  /** it is a paper in place of one that was lost or damaged */
  readonly replacedOn: Day | undefined;
  readonly decision: string | undefined;
};

export type Streams = {
  readonly its: History<Certificate>;
  readonly made: History<Product>;
  readonly cycle: History<ProductCycle>;
};

export async function streamsOf({ executor }: Pick<ApiParts, 'executor'>, id: string): Promise<Streams> {
  const [its, made, cycle] = await Promise.all([
    executor.look(certificate, id),
    executor.look(product, cycleParts(id).product),
    executor.look(productCycle, id),
  ]);
  return { its, made, cycle };
}

type OfCertificate = Omit<Printed, 'product' | 'decision'>;

function ofCertificate({ number, stars, from, until, replaced }: Certificate): OfCertificate | undefined {
  if (number === undefined || stars === undefined || from === undefined || until === undefined) return undefined;
  return { number, stars, from, until, replacedOn: replaced?.on };
}

const decisionOf = ({ decision }: ProductCycle): string | undefined => decision && paper(decision);

/** Undefined where nothing was issued. */
export function printedNow({ its, made, cycle }: Streams): Printed | undefined {
  const own = ofCertificate(its.state);
  return own && { ...own, product: made.state.name ?? made.id, decision: decisionOf(cycle.state) };
}

export const codeOf = (id: string, { number, stars, from, until, replacedOn, product, decision }: Printed): string =>
  paperCode(id, [number, stars, from, until, replacedOn, product, decision]);

/** What a paper with this code says, if it was ever printed; `now`: it still would be. */
export function printedWith(id: string, code: string, streams: Streams): (Printed & { now: boolean }) | undefined {
  const now = printedNow(streams);
  if (now && codeOf(id, now) === code) return { ...now, now: true };
  const names = everIn(product, streams.made, ({ name }) => name ?? streams.made.id);
  const decisions = everIn(productCycle, streams.cycle, decisionOf);
  for (const own of everIn(certificate, streams.its, ofCertificate))
    for (const name of names)
      for (const decision of decisions) {
        const before = own && { ...own, product: name, decision };
        if (before && codeOf(id, before) === code) return { ...before, now: false };
      }
  return undefined;
}

/** All that something read off a stream's state ever was. */
function everIn<S, T>(of: Aggregate<S>, { facts, damagedAt }: History<S>, read: (state: S) => T): readonly T[] {
  const good = damagedAt === undefined ? facts : facts.slice(0, damagedAt);
  const all = new Map<string | undefined, T>();
  for (let n = good.length; n > 0; n--) {
    const was = read(fold(of, good.slice(0, n)));
    all.set(JSON.stringify(was), was);
  }
  return [...all.values()];
}
