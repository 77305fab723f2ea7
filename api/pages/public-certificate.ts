// /public/v1/certificates/{id}: what a certificate's code leads to. A small page without an account and without a script:
// whether it is valid today, of which product, with how many stars, by which decision. Nothing personal stands on it.
import type { RequestHandler } from 'express';
import { type Certificate, certificate, validityOf } from '../../domain/certificate/certificate.ts';
import { paper, shownDay } from '../../domain/kernel/fields.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { cycleParts, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { stateOf } from '../../projections/certificate-list/row.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { isQueryRefused, noQuery, readQuery } from '../reads/query.ts';
import { notThere } from '../seeing.ts';
import { html } from './html.ts';

export const PUBLIC_CERTIFICATES = '/public/v1/certificates/';

/** In large words: what somebody with a telephone in a shop wants to know. */
const said = {
  valid: { vi: 'CÒN HẠN', en: 'VALID' },
  'ends-soon': { vi: 'SẮP HẾT HẠN', en: 'VALID, ENDS SOON' },
  held: { vi: 'CÒN GIÁ TRỊ, ĐANG XÉT CÔNG NHẬN LẠI', en: 'STILL VALID, RENEWAL UNDER WAY' },
  expired: { vi: 'HẾT HẠN', en: 'EXPIRED' },
  revoked: { vi: 'ĐÃ THU HỒI', en: 'REVOKED' },
  superseded: { vi: 'ĐÃ THAY BẰNG GIẤY KHÁC', en: 'REPLACED BY ANOTHER' },
} as const satisfies Record<string, Words>;

/** Its state on a day, whether or not the process has said it yet; undefined for what nobody may be told. */
function statusOf(state: Certificate, today: Day): keyof typeof said | undefined {
  const now = stateOf(state);
  if (now === 'to-issue' || now === 'taken-back') return undefined;
  const until = validityOf(state)?.until;
  if ((now === 'valid' || now === 'held') && until !== undefined && until < today) return 'expired';
  return now === 'valid' && state.warned.length > 0 ? 'ends-soon' : now;
}

const STYLE =
  'body{font:17px/1.5 sans-serif;max-width:34rem;margin:1.5rem auto;padding:0 1rem}.now{font-size:1.7rem;font-weight:700;border:3px solid;border-radius:.5rem;padding:.6rem 1rem;margin:1rem 0;text-align:center;color:#8a1c1c}.good{color:#1b6b35}dt{color:#555;font-size:.85em;margin-top:.6rem}dd{margin:0}small{color:#555}';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export function publicCertificate(parts: Pick<ApiParts, 'executor' | 'clock' | 'demo'>): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const id = String(req.params.id);
    const unknown = () => sendProblem(req, res, notThere(certificate, id.slice(0, 100)));
    if (!certificate.id.safeParse(id).success) return unknown();
    const { state } = await parts.executor.look(certificate, id);
    const today = dayOf(parts.clock());
    const validity = validityOf(state);
    const status = statusOf(state, today);
    if (!validity || !status) return unknown();
    const [made, cycle] = await Promise.all([
      parts.executor.look(product, cycleParts(id).product),
      parts.executor.look(productCycle, id),
    ]);
    const { name = cycleParts(id).product } = made.state;
    const { decision } = cycle.state;
    const isGood = status === 'valid' || status === 'ends-soon' || status === 'held';
    const row = (vi: string, en: string, value: string) =>
      html`<dt>${vi} <small lang="en">${en}</small></dt><dd>${value}</dd>`;
    const page = html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name} – ${said[status].vi}</title><style>${{ html: STYLE }}</style></head><body>
<main><h1>Giấy chứng nhận sản phẩm OCOP</h1>
${parts.demo ? html`<p><strong>Dữ liệu minh họa.</strong> <small lang="en">Illustrative data.</small></p>` : false}
<p class="now ${isGood ? 'good' : ''}">${said[status].vi} <small lang="en">${said[status].en}</small></p>
<dl>
${row('Sản phẩm', 'product', name)}
${row('Hạng', 'stars', `${validity.stars} sao`)}
${row('Số', 'number', validity.number)}
${row('Có giá trị', 'valid', `${shownDay(validity.from)} – ${shownDay(validity.until)}`)}
${decision ? row('Quyết định', 'decision', paper(decision)) : false}
</dl>
<p><small>Tra cứu ngày ${shownDay(today)}.</small></p></main>
</body></html>
`;
    // Whoever scans it wants to know of today.
    res.set('Cache-Control', 'no-store').set('Content-Security-Policy', POLICY);
    res.type('html').send(page.html);
  };
}
