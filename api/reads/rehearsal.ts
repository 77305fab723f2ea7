// /v1/programme-years/{id}/rehearsal: a planned year gone through before it begins (GET), or one by a plan that nobody has saved
// (POST): the same code, and a plan that could not stand is refused as it would be.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { unitCode } from '../../domain/kernel/fields.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { planUnfit, planYear, programmeYear, provinceOf } from '../../domain/programme-year/programme-year.ts';
import { yearPlan } from '../../domain/programme-year/year-plan.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { placeRefused, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { readInput } from '../../eventstore/read-input.ts';
import { asIcs } from '../../rehearsal/as-ics.ts';
import { asXlsx } from '../../rehearsal/as-xlsx.ts';
import { inputOf, readBody } from '../body.ts';
import { callerOf, wayRefused } from '../caller.ts';
import { langOf } from '../language.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { YEAR_NOT_PLANNED } from '../refusals.ts';
import { existing } from '../seeing.ts';
import { isQueryRefused, noQuery, readQuery, rehearsalQuery } from './query.ts';

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
    const stray = strayIn(tree, query.communes, plan.opensOn);
    if (stray) return sendProblem(req, res, stray);
    const rehearsal = await parts.rehearse(history.id, { communes: query.communes });
    const { as = 'json' } = query;
    if (as === 'json') return void res.json(rehearsal);
    res.attachment(`dien-tap-${history.id}.${as}`).type(as === 'xlsx' ? XLSX : 'text/calendar; charset=utf-8');
    res.send(as === 'xlsx' ? await asXlsx(rehearsal, langOf(req)) : asIcs(rehearsal, langOf(req)));
  };
}

export const unsavedPlan = z.strictObject({
  plan: yearPlan,
  communes: z.array(unitCode).min(1).max(500).optional().meta({ description: 'only these; all where it is absent' }),
});

export const rehearseUnsaved = (parts: ApiParts): RequestHandler[] => [
  ...readBody,
  async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const caller = callerOf(res);
    const asked = { aggregate: programmeYear, id: String(req.params.id), caller, part: 'rehearsal' };
    const refused = wayRefused(res, planYear);
    if (refused) return sendProblem(req, res, refused);
    const history = await existing(parts, { ...asked, isYetToCome: true });
    if (isRefusal(history)) return sendProblem(req, res, history);
    const read = readInput(unsavedPlan, inputOf(req));
    if ('refusal' in read) return sendProblem(req, res, read.refusal, { errors: read.errors });
    const { plan, communes } = read.data;
    const { state: units } = await parts.executor.look(unitTree, provinceOf(history.id));
    const judged = { id: history.id, state: history.state, needs: { units }, today: dayOf(parts.clock()) };
    const unfit = planUnfit(judged, plan);
    if (unfit) return sendProblem(req, res, unfit);
    const stray = strayIn(units, communes, plan.opensOn);
    if (stray) return sendProblem(req, res, stray);
    res.json(await parts.rehearse(history.id, { communes, plan }));
  },
];

const strayIn = (tree: UnitTree, communes: readonly string[] | undefined, on: Day): Refusal | undefined => {
  const stray = communes?.map((code) => placeRefused(tree, code, on)).find(Boolean);
  return stray && { ...stray, field: '/communes' };
};
