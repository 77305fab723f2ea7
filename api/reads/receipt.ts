// GET /v1/council-sessions/{id}/receipts/{code}: what became of a sealed sheet, for the member who sealed it.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { type Receipt, receiptIn, receiptStates } from '../../domain/council-session/receipts.ts';
import { isRefusal, refusal } from '../../domain/kernel/refusal.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';

const RECEIPT_UNKNOWN = refusal('RECEIPT_UNKNOWN', 'unknown', {
  vi: 'Tài khoản không có phiếu niêm phong nào mang mã {code} trong phiên họp này.',
  en: 'The account has sealed no sheet with receipt {code} in this session.',
});

export const receiptView = z
  .object({
    cycle: z.string(),
    revision: z.int(),
    sealedAt: z.iso.datetime(),
    commitment: z.string().meta({ description: 'SHA-256 of the canonical JSON {salt, value}' }),
    state: z.enum(receiptStates),
    salt: z.string().optional().meta({ description: 'once opened: with the sheet it gives the commitment' }),
  })
  .meta({ id: 'Receipt' }) satisfies z.ZodType<Receipt>;

export function readReceipt(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await existing(parts, {
      aggregate: councilSession,
      id: String(req.params.id),
      caller: callerOf(res),
      part: 'receipts',
    });
    if (isRefusal(history)) return sendProblem(req, res, history);
    const code = String(req.params.code).slice(0, 60);
    const receipt = receiptIn(history.facts, code, callerOf(res).id);
    if (!receipt) return sendProblem(req, res, RECEIPT_UNKNOWN({ code }));
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'receipt' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    res.json({ ...receipt, ...clockMember(parts) });
  };
}
