// GET /v1/programme-years/{id}/rehearsal: a planned year gone through before it begins.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { programmeYear, provinceOf } from '../../domain/programme-year/programme-year.ts';
import { placeRefused, unitTree } from '../../domain/unit/unit-tree.ts';
import { asIcs } from '../../rehearsal/as-ics.ts';
import { asXlsx } from '../../rehearsal/as-xlsx.ts';
import { callerOf } from '../caller.ts';
import { langOf } from '../language.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { YEAR_NOT_PLANNED } from '../refusals.ts';
import { existing } from '../seeing.ts';
import { isQueryRefused, readQuery, rehearsalQuery } from './query.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function readRehearsal(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const query = readQuery(rehearsalQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const history = await existing(parts, {
      aggregate: programmeYear,
      id: String(req.params.id),
      caller: callerOf(res),
      part: 'rehearsal',
    });
    if (isRefusal(history)) return sendProblem(req, res, history);
    const { plan } = history.state;
    if (!plan) return sendProblem(req, res, YEAR_NOT_PLANNED({ year: history.id }));
    const { state: tree } = await parts.executor.look(unitTree, provinceOf(history.id));
    const stray = query.communes?.map((code) => placeRefused(tree, code, plan.opensOn)).find(Boolean);
    if (stray) return sendProblem(req, res, { ...stray, field: '/communes' });
    const rehearsal = await parts.rehearse(history.id, query.communes);
    const { as = 'json' } = query;
    if (as === 'json') return void res.json(rehearsal);
    res.attachment(`dien-tap-${history.id}.${as}`).type(as === 'xlsx' ? XLSX : 'text/calendar; charset=utf-8');
    res.send(as === 'xlsx' ? await asXlsx(rehearsal, langOf(req)) : asIcs(rehearsal, langOf(req)));
  };
}
