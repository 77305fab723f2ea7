// GET /v1/product-cycles/{id}/evidence: all that a rating rests on as one file, to be checked without us.
import type { RequestHandler } from 'express';
import { gatherEvidence } from '../../audit/evidence.ts';
import { evidencePage } from '../../audit/evidence-page.ts';
import { isRefusal, refusal } from '../../domain/kernel/refusal.ts';
import { isHalfEntered } from '../../domain/product-cycle/escalation/paper-entries.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing, showsPart } from '../seeing.ts';
import { isQueryRefused, noQuery, readQuery } from './query.ts';

const LOG_ELSEWHERE = refusal('LOG_ELSEWHERE', 'conflict', {
  vi: 'Tiến trình này không giữ sổ niêm phong: hãy hỏi nơi có notary.',
  en: 'This process has no sealed log: ask where the notary runs.',
});
const LOG_BEHIND = refusal('LOG_BEHIND', 'conflict', {
  vi: 'Sổ niêm phong chưa vào hết các ghi nhận của {id}; hãy thử lại sau giây lát.',
  en: 'The log has not taken in all events of {id} yet; try again in a moment.',
});

const ENTRY_AWAITED = refusal('ENTRY_AWAITED', 'conflict', {
  vi: 'Biên bản giấy của {id} đang chờ người thứ hai nhập: chứng cứ được lập sau đó.',
  en: 'The minutes on paper of {id} wait to be entered by a second person: evidence is made afterwards.',
});

export function readEvidence(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const history = await existing(parts, {
      aggregate: productCycle,
      id: String(req.params.id),
      caller: callerOf(res),
      part: 'evidence',
    });
    if (isRefusal(history)) return sendProblem(req, res, history);
    // What one has entered is not for who enters it again.
    if (isHalfEntered(history.state)) return sendProblem(req, res, ENTRY_AWAITED({ id: history.id }));
    const { publicLog: log } = parts;
    if (!log) return sendProblem(req, res, LOG_ELSEWHERE());
    const pack = await gatherEvidence({
      cycle: history.id,
      read: (stream) => log.stream(stream),
      log,
      checkpoint: log.checkpoints.latest(),
      madeAt: parts.clock(),
      madeBy: parts.app,
      firstFigures: showsPart(history.seenAs, productCycle, 'first-figures'),
    });
    if (!pack) return sendProblem(req, res, LOG_BEHIND({ id: history.id }));
    res.set('Content-Disposition', `attachment; filename="chung-cu-${history.id}.html"`);
    res.type('html').send(evidencePage(pack));
  };
}
