import { type Certificate, certificate, dueYearOf } from '../domain/certificate/certificate.ts';
import {
  type CertificateFacts,
  certificateDeadlines,
  certificateFacts,
} from '../domain/certificate/certificate-facts.ts';
import { latestCycleOf } from '../domain/certificate/kin.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { readEach } from '../eventstore/needed-streams.ts';
import { otherCyclesOf } from './look-at-cycle.ts';
import type { Looked, Seen } from './process.ts';
import { yearAsPlanned } from './year-as-planned.ts';

/** A certificate depends on the year in which it runs out, and on the product’s other cycles and certificates. */
export async function lookAtCertificate({
  executor,
  history,
  at,
}: Looked<Certificate>): Promise<Seen<CertificateFacts>> {
  const { id, state } = history;
  const { province, product: productId } = cycleParts(id);
  const made = (await executor.look(product, productId)).state;
  const year = await yearAsPlanned(executor.look, `${province}-${dueYearOf(id, state)}`);
  const cycle = (await executor.look(productCycle, id)).state;
  const others = await otherCyclesOf(executor, id, made, { latest: latestCycleOf(id, cycle) });
  const streams = await readEach<Certificate>(others.keys(), (other) => executor.look(certificate, other));
  const question = { id, state, cycle, year, others, streams, at };
  const { place } = made;
  return {
    facts: certificateFacts(question),
    deadlines: certificateDeadlines(question),
    shown: { ...(place === undefined ? {} : { place }) },
  };
}
