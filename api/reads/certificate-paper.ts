// GET /v1/certificates/{id}/papers/certificate: the certificate as it is printed, with a code that leads to its public page,
// and one that holds what it says, signed.
import type { RequestHandler } from 'express';
import { type Certificate, certificate, validityOf } from '../../domain/certificate/certificate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { cycleParts, type ProductCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { findUnitAt, placesOf } from '../../domain/unit/place.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { certificatePdf } from '../../papers/certificate.ts';
import { bodyOf, issuedBy } from '../../papers/texts/bodies.ts';
import { callerOf } from '../caller.ts';
import { BY_CODE, codeOf, printedNow, streamsOf } from '../pages/printed-certificate.ts';
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
    // What was annulled with its recognition is printed no more.
    if (!validityOf(state)) return sendProblem(req, res, PAPER_NOT_YET());
    const { province } = cycleParts(id);
    const [streams, tree] = await Promise.all([streamsOf(parts, id), parts.executor.look(unitTree, province)]);
    const printed = printedNow(streams);
    if (!printed) return sendProblem(req, res, PAPER_NOT_YET());
    const name = await producersName(parts, { req, res }, streams.made.state.producer);
    if (isRefusal(name)) return sendProblem(req, res, name);
    const { decision, place, replacement: _, owner: __, ...on } = printed;
    const publicUrl = parts.publicUrl();
    const link = publicUrl === undefined ? '' : `${publicUrl}${BY_CODE}${codeOf(id, printed)}`;
    const bytes = await certificatePdf({
      ...on,
      ...issuerOf(streams.cycle.state, tree.state, on.from),
      producer: name,
      address: addressOf(tree.state, place, on.from),
      decision: decision && `Quyết định ${decision}`,
      link,
      signed: await parts.vouch?.({ ...on, decision: decision ?? '', link }),
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
