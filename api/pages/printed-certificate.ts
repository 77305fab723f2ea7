// What stands on the paper of a certificate, now and as it stood before: whoever holds an older paper is told that it was
// replaced, and of what was never printed nothing is told.
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { paper } from '../../domain/kernel/fields.ts';
import { amendments, fold } from '../../domain/kernel/fold.ts';
import { type Producer, producer } from '../../domain/producer/producer.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { placesOf } from '../../domain/unit/place.ts';
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
  /** it is a paper in place of another one: the revision of that */
  readonly replacement: number | undefined;
  readonly decision: string | undefined;
  /** where it was made when it was issued: a unit’s code */
  readonly place: string;
  /** whose it is, under which of its names: the name itself is the vault’s */
  readonly owner: string;
};

export type Streams = {
  readonly its: History<Certificate>;
  readonly made: History<Product>;
  readonly cycle: History<ProductCycle>;
  /** its producer, and those it had before */
  readonly owners: readonly History<Producer>[];
};

export async function streamsOf({ executor }: Pick<ApiParts, 'executor'>, id: string): Promise<Streams> {
  const [its, made, cycle] = await Promise.all([
    executor.look(certificate, id),
    executor.look(product, cycleParts(id).product),
    executor.look(productCycle, id),
  ]);
  const ids = everIn(product, made, ({ producer }) => producer).filter((id) => id !== undefined);
  const owners = await Promise.all(ids.map((id) => executor.look(producer, id)));
  return { its, made, cycle, owners };
}

type OfCertificate = Omit<Printed, 'product' | 'decision' | 'place' | 'owner'>;
type OfProduct = Pick<Printed, 'product' | 'place'>;

function ofCertificate({ number, stars, from, until, replaced }: Certificate): OfCertificate | undefined {
  if (number === undefined || stars === undefined || from === undefined || until === undefined) return undefined;
  return { number, stars, from, until, replacement: replaced?.at };
}

const decisionOf = ({ decision }: ProductCycle): string | undefined => decision && paper(decision);

/** It is said to be made where it was made on its first day: that it moved since stands on no paper of before. */
function ofProduct(id: string, state: Product, from: Day): OfProduct {
  const places = placesOf(state);
  const place = places.findLast(({ on }) => on === undefined || on <= from) ?? places[0];
  return { product: state.name ?? id, place: place?.code ?? '' };
}

/** The revisions that gave a producer a name, the newest last. */
const namingsOf = ({ facts }: History<Producer>): readonly number[] =>
  facts.filter(({ data }) => (data as { name?: unknown }).name !== undefined).map(({ revision }) => revision);

const ownerAs = (id: string | undefined, naming: number | undefined): string => `${id ?? ''}@${naming ?? 0}`;

function ownerNow({ made, owners }: Streams): string {
  const its = owners.find(({ id }) => id === made.state.producer);
  const { annulled } = amendments(producer, its?.facts ?? []);
  return ownerAs(made.state.producer, its && namingsOf(its).findLast((at) => !annulled.has(at)));
}

/** Undefined where nothing was issued. */
export function printedNow(streams: Streams): Printed | undefined {
  const { its, made, cycle } = streams;
  const own = ofCertificate(its.state);
  if (!own) return undefined;
  const of = ofProduct(made.id, made.state, own.from);
  return { ...own, ...of, decision: decisionOf(cycle.state), owner: ownerNow(streams) };
}

export const codeOf = (id: string, printed: Printed): string => {
  const { number, stars, from, until, replacement, product, decision, place, owner } = printed;
  return paperCode(id, [number, stars, from, until, replacement, product, decision, place, owner]);
};

/** What a paper with this code says, if it was ever printed; `now`: it still would be. */
export function printedWith(id: string, code: string, streams: Streams): (Printed & { now: boolean }) | undefined {
  const now = printedNow(streams);
  if (now && codeOf(id, now) === code) return { ...now, now: true };
  const decisions = everIn(productCycle, streams.cycle, decisionOf);
  const owners = streams.owners.flatMap((of) => namingsOf(of).map((at) => ownerAs(of.id, at)));
  for (const own of everIn(certificate, streams.its, ofCertificate).filter((own) => own !== undefined))
    for (const of of everIn(product, streams.made, (state) => ofProduct(streams.made.id, state, own.from)))
      for (const decision of decisions)
        for (const owner of owners) {
          const before = { ...own, ...of, decision, owner };
          if (codeOf(id, before) === code) return { ...before, now: false };
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
