// /c/{code}, which is printed on certificates, and /public/v1/certificates/{id}: a small page without an account and without
// a script. Whether it is valid today, of which product, with how many stars, by which decision, and where that is sealed.
// The producer’s name stands on it as long as the producer agrees to that; nothing else is personal.
import type { Request, RequestHandler, Response } from 'express';
import { type Certificate, certificate, validityOf } from '../../domain/certificate/certificate.ts';
import { shownDay, shownMoment } from '../../domain/kernel/fields.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { agreesTo } from '../../domain/producer/consent.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { readPaperCode } from '../../projections/certificate-list/paper-code.ts';
import { stateOf } from '../../projections/certificate-list/row.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { personalOf } from '../reads/personal.ts';
import { isQueryRefused, noQuery, readQuery } from '../reads/query.ts';
import { notThere } from '../seeing.ts';
import { type Html, html } from './html.ts';
import { type Printed, printedNow, printedWith, type Streams, streamsOf } from './printed-certificate.ts';

export const PUBLIC_CERTIFICATES = '/public/v1/certificates/';

/** In large words: what somebody with a telephone in a shop wants to know. */
const said = {
  valid: { vi: 'CÒN HẠN', en: 'VALID' },
  'ends-soon': { vi: 'SẮP HẾT HẠN', en: 'VALID, ENDS SOON' },
  held: { vi: 'CÒN HẠN, ĐANG XÉT CÔNG NHẬN LẠI', en: 'STILL VALID, RENEWAL UNDER WAY' },
  expired: { vi: 'HẾT HẠN', en: 'EXPIRED' },
  revoked: { vi: 'ĐÃ THU HỒI', en: 'REVOKED' },
  superseded: { vi: 'ĐÃ THAY THẾ', en: 'REPLACED BY ANOTHER CERTIFICATE' },
  replaced: { vi: 'BẢN GIẤY NÀY ĐÃ THAY THẾ', en: 'THIS PAPER WAS REPLACED' },
  'taken-back': { vi: 'ĐÃ HỦY CÔNG NHẬN', en: 'RECOGNITION ANNULLED' },
} as const satisfies Record<string, Words>;
type Status = keyof typeof said;

/** Its state on a day, whether or not the process has said it yet. */
function statusOf(state: Certificate, today: Day): Status {
  const now = stateOf(state);
  // Recognised anew, and nothing issued for that yet: what somebody holds is of the recognition before.
  if (now === 'to-issue') return 'taken-back';
  const until = validityOf(state)?.until;
  if ((now === 'valid' || now === 'held') && until !== undefined && until < today) return 'expired';
  return now === 'valid' && state.warned.length > 0 ? 'ends-soon' : now;
}

type Parts = Pick<ApiParts, 'executor' | 'clock' | 'demo' | 'publicLog' | 'certificates' | 'reveal'>;
type Asked = { readonly req: Request; readonly res: Response };

export function publicCertificate(parts: Parts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const id = String(req.params.id);
    const streams = certificate.id.safeParse(id).success ? await streamsOf(parts, id) : undefined;
    const printed = streams && printedNow(streams);
    if (!printed) return unknown({ req, res }, id);
    await tell(parts, res, { id, streams, paper: { ...printed, now: true } });
  };
}

/** What the code on a paper leads to: of the paper that has it, which may have been replaced. */
export function certificateByCode(parts: Parts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const typed = String(req.params.code);
    const code = readPaperCode(typed);
    for (const id of code ? await parts.certificates.withIdCode(code.idCode) : []) {
      const streams = await streamsOf(parts, id);
      const paper = printedWith(id, code?.code ?? '', streams);
      if (paper) return tell(parts, res, { id, streams, paper });
    }
    unknown({ req, res }, typed);
  };
}

const unknown = ({ req, res }: Asked, asked: string): void =>
  sendProblem(req, res, notThere(certificate, asked.slice(0, 100)));

const STYLE =
  'body{font:17px/1.5 sans-serif;max-width:34rem;margin:1.5rem auto;padding:0 1rem}.now{font-size:1.7rem;font-weight:700;border:3px solid;border-radius:.5rem;padding:.6rem 1rem;margin:1rem 0;text-align:center;color:#8a1c1c}.good{color:#1b6b35}dt{color:#555;font-size:.85em;margin-top:.6rem}dd{margin:0}small{color:#555}';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

type Told = { readonly id: string; readonly streams: Streams; readonly paper: Printed & { readonly now: boolean } };

const row = (vi: string, en: string, value: Html | string): Html =>
  html`<dt>${vi} <small lang="en">${en}</small></dt><dd>${value}</dd>`;

async function tell(parts: Parts, res: Response, { id, streams, paper }: Told): Promise<void> {
  const { state } = streams.its;
  const today = dayOf(parts.clock());
  const now = statusOf(state, today);
  // Of a paper that was replaced it matters most; but what is no certificate any more is none on any paper.
  const status = paper.now || now === 'revoked' || now === 'taken-back' ? now : 'replaced';
  const isGood = status === 'valid' || status === 'ends-soon' || status === 'held';
  const until = (paper.now && validityOf(state)?.until) || paper.until;
  const { number, product, stars, decision } = paper;
  const producer = await agreedName(parts, streams);
  const page = html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${product} – ${said[status].vi}</title><style>${{ html: STYLE }}</style></head><body>
<main><h1>Giấy chứng nhận sản phẩm OCOP</h1>
${parts.demo ? html`<p><strong>Dữ liệu minh họa.</strong> <small lang="en">Illustrative data.</small></p>` : false}
<p class="now ${isGood ? 'good' : ''}">${said[status].vi} <small lang="en">${said[status].en}</small></p>
<dl>
${row('Sản phẩm', 'product', product)}
${producer === undefined ? false : row('Chủ thể', 'producer', producer)}
${row('Hạng', 'stars', `${stars} sao`)}
${row('Số', 'number', number)}
${row('Có giá trị', 'valid', `${shownDay(paper.from)} – ${shownDay(until)}`)}
${decision === undefined ? false : row('Quyết định', 'decision', decision)}
${status === 'replaced' ? row('Bản thay thế', 'in its place', html`<a href="${PUBLIC_CERTIFICATES}${id}">${state.number ?? id}</a>`) : false}
${await sealOf(parts, streams)}
</dl>
<p><small>Tra cứu ngày ${shownDay(today)}.</small></p></main>
</body></html>
`;
  // Whoever scans it wants to know of today.
  res.set('Cache-Control', 'no-store').set('Content-Security-Policy', POLICY);
  res.type('html').send(page.html);
}

/** The present producer's name, where it agrees; what is published on its word is noted for nobody who reads it. */
async function agreedName(parts: Parts, { made, owners }: Streams): Promise<string | undefined> {
  const owner = owners.find(({ id }) => id === made.state.producer);
  if (!owner || !agreesTo(owner.state, 'public-certificate')) return undefined;
  return (await personalOf(parts, owner)).personal.name ?? undefined;
}

/** The first checkpoint that seals all that is known of it; nothing where the notary is elsewhere. */
async function sealOf({ publicLog }: Parts, { its }: Streams): Promise<Html | false> {
  const last = await publicLog?.at(its.stream, its.revision);
  if (!publicLog || !last) return false;
  const index = publicLog.indexOf(last);
  const size = index === undefined ? undefined : publicLog.checkpoints.sizes().find((n) => n > index);
  const sealed = size === undefined ? undefined : publicLog.checkpoints.at(size);
  if (!sealed) return row('Niêm phong', 'sealed', 'chưa, trong ngày sẽ có · not yet');
  const at = sealed.sealedAt === undefined ? '' : shownMoment(sealed.sealedAt);
  return row(
    'Niêm phong',
    'sealed',
    html`<a href="/public/v1/checkpoints/${sealed.size}">${at} (${sealed.size})</a> <code>${sealed.root.toString('base64')}</code>`,
  );
}
