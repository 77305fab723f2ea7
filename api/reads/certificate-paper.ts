// GET /v1/certificates/{id}/papers/certificate: the certificate as it is printed, with a code that leads to its public page.
import type { RequestHandler } from 'express';
import { type Certificate, certificate, validityOf } from '../../domain/certificate/certificate.ts';
import { paper } from '../../domain/kernel/fields.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { findUnitAt, placesOf } from '../../domain/unit/place.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { certificatePdf } from '../../papers/certificate.ts';
import { bodyOf, issuedBy } from '../../papers/texts/bodies.ts';
import { callerOf } from '../caller.ts';
import { PUBLIC_CERTIFICATES } from '../pages/public-certificate.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';
import { PAPER_NOT_YET, producersName, tierOf } from './paper-parts.ts';
import { isQueryRefused, noQuery, readQuery } from './query.ts';

export function readCertificatePaper(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const of = { aggregate: certificate, id: String(req.params.id), caller: callerOf(res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return sendProblem(req, res, history);
    const { id, state }: History<Certificate> = history;
    const validity = validityOf(state);
    if (!validity) return sendProblem(req, res, PAPER_NOT_YET());
    const { province, product: made } = cycleParts(id);
    const [cycle, tree, its] = await Promise.all([
      parts.executor.look(productCycle, id),
      parts.executor.look(unitTree, province),
      parts.executor.look(product, made),
    ]);
    const owner = await producersName(parts, { req, res }, its.state.producer);
    if (isRefusal(owner)) return sendProblem(req, res, owner);
    const { number, stars, from, until } = validity;
    const publicUrl = parts.publicUrl();
    const bytes = await certificatePdf({
      ...{ number, stars, from, until },
      ...issuerOf(cycle.state, tree.state, from),
      product: its.state.name ?? made,
      producer: owner,
      address: addressOf(tree.state, its.state.place ?? '', from),
      decision: cycle.state.decision && `Quyết định ${paper(cycle.state.decision)}`,
      link: publicUrl && `${publicUrl}${PUBLIC_CERTIFICATES}${id}`,
    });
    res.attachment(`giay-chung-nhan-${id}.pdf`).type('pdf').send(bytes);
  };
}

/** Who issues it, named by its unit of the day: “Ủy ban nhân dân tỉnh” of Đắk Lắk. Ministries are no unit of the province. */
function issuerOf(cycle: ProductCycle, tree: UnitTree, on: Day): { issuer: string; place: string } {
  const { tier, unit } = tierOf(cycle, tree, on);
  const issuer = tier?.certificateIssuer?.vi ?? '';
  if (unit === undefined) return { issuer, place: 'Hà Nội' };
  return { issuer: bodyOf(issuer, nameOf(tree, unit, on) ?? unit), place: issuedBy(tree, unit, on).place };
}

function addressOf(tree: UnitTree, place: string, on: Day): string {
  const codes = [place];
  const levels = ['district', 'province'].map((level) => findUnitAt(tree, placesOf({ place }), level, on)?.code);
  for (const code of levels) if (code !== undefined && !codes.includes(code)) codes.push(code);
  return codes.map((code) => nameOf(tree, code, on) ?? code).join(', ');
}
