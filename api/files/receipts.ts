// GET …/receipts and …/receipts/{zip}: that a dossier was taken in as a zip, and which files: as data, or as a page to print
// and to hand to whoever sent it.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { choice, shownMoment } from '../../domain/kernel/fields.ts';
import type { Fact } from '../../domain/kernel/fold.ts';
import { fileKinds } from '../../domain/product-cycle/file-kinds.ts';
import { TAKEN_IN } from '../../domain/product-cycle/files.ts';
import type { TakenIn } from '../../domain/product-cycle/taking-in.ts';
import { instant } from '../../projections/answer.ts';
import { clockMember } from '../every-answer.ts';
import { html } from '../pages/html.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { DOSSIER_RECEIPT_UNKNOWN } from './parts.ts';
import { cycleAsked } from './read.ts';

const receipt = z.object({
  zip: z.string().meta({ description: 'SHA-256 of the zip that came' }),
  bytes: z.int(),
  manifest: z.string().optional().meta({ description: 'of what was filed, as the zip’s index proves it' }),
  takenInAt: instant,
  by: z.string().meta({ description: 'the account that sent it here' }),
  fact: z.string().meta({ description: 'the fact that says so, which the log seals', example: 'productCycle-…@12' }),
  files: z.array(z.object({ sha256: z.string(), bytes: z.int(), kind: choice(fileKinds) })),
});
type Receipt = z.infer<typeof receipt>;
export const receiptView = receipt.extend({ clock: instant.optional() }).meta({ id: 'DossierReceipt' });
export const receiptsView = z
  .object({ receipts: z.array(receipt), clock: instant.optional() })
  .meta({ id: 'DossierReceipts', description: 'in the order in which the zips came' });

const receiptsIn = (facts: readonly Fact[]): readonly Receipt[] =>
  facts
    .filter(({ type }) => type === TAKEN_IN)
    .map(({ data, recordedAt, actor, stream, revision }) => ({
      ...(data as TakenIn),
      // What they are called stays in the vault.
      files: (data as TakenIn).files.map(({ fileName: _, ...file }) => file),
      takenInAt: recordedAt,
      by: actor.id,
      fact: `${stream}@${revision}`,
    }));

export function listDossierReceipts(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'receipts' });
    if (history) res.json({ receipts: receiptsIn(history.facts), ...clockMember(parts) });
  };
}

export function readDossierReceipt(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'receipts' });
    if (!history) return;
    const asked = String(req.params.zip).slice(0, 70);
    const zip = asked.replace(PAGE_OF, '');
    const found = receiptsIn(history.facts).find((one) => one.zip === zip);
    if (!found) return sendProblem(req, res, DOSSIER_RECEIPT_UNKNOWN({ zip }));
    if (!PAGE_OF.test(asked)) return void res.json({ ...found, ...clockMember(parts) });
    res.set('Content-Security-Policy', PAGE_POLICY).type('html').send(pageOf(history.id, found));
  };
}

const PAGE_OF = /\.html$/;
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE =
  'body{font:14px/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.3rem;text-align:center}h1 span{display:block;font-size:.8em;color:#555}dt{color:#555}dd{margin:0 0 .5rem}code{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.2rem .4rem;text-align:left}thead{display:table-header-group}@media print{body{margin:0}}';

function pageOf(cycle: string, { zip, bytes, manifest, takenInAt, by, fact, files }: Receipt): string {
  return html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Giấy biên nhận hồ sơ điện tử ${cycle}</title><style>${{ html: STYLE }}</style></head><body>
<h1>GIẤY BIÊN NHẬN HỒ SƠ ĐIỆN TỬ<span lang="en">Receipt of an electronic dossier</span></h1>
<dl>
<dt>Hồ sơ</dt><dd>${cycle}</dd>
<dt>Nhận lúc</dt><dd>${shownMoment(takenInAt)}, tài khoản ${by}</dd>
<dt>Mã hồ sơ đã nộp</dt><dd>${manifest === undefined ? 'hồ sơ chưa nộp' : html`<code>${manifest}</code>`}</dd>
<dt>Tệp ZIP (SHA-256)</dt><dd><code>${zip}</code>, ${bytes} byte</dd>
<dt>Ghi nhận trong sổ sự kiện</dt><dd><code>${fact}</code></dd>
</dl>
<p>Đã đối chiếu từng tệp với mục lục và với mã hồ sơ; ${files.length} tệp:</p>
<table><thead><tr><th>STT</th><th>Loại</th><th>Byte</th><th>SHA-256</th></tr></thead><tbody>
${files.map(
  (
    { sha256, bytes: size, kind },
    i,
  ) => html`<tr><td>${i + 1}</td><td>${fileKinds[kind].vi}</td><td>${size}</td><td><code>${sha256}</code></td></tr>
`,
)}</tbody></table>
</body></html>
`.html;
}
