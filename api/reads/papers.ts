// GET …/papers/{paper}: an official text as PDF, made of what is recorded, for whoever may read that.
import type { Request, RequestHandler, Response } from 'express';
import { type CouncilSession, councilSession, sessionSituation } from '../../domain/council-session/council-session.ts';
import { own } from '../../domain/kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { isHalfEntered } from '../../domain/product-cycle/escalation/paper-entries.ts';
import { cycleParts, type ProductCycle, productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { findTier } from '../../domain/rulebooks/ladder.ts';
import { findCriteriaSet, findRulebook } from '../../domain/rulebooks/registry.ts';
import { setsOfGroup } from '../../domain/rulebooks/taxonomy.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { findUnitAt, placesOf } from '../../domain/unit/place.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { asPdf } from '../../papers/as-pdf.ts';
import type { OfficialText } from '../../papers/official-text.ts';
import { cyclePapers, sessionPapers } from '../../papers/papers.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing } from '../seeing.ts';
import { gatherMinutes } from './minutes.ts';
import { isQueryRefused, noQuery, readQuery } from './query.ts';

const PAPER_UNKNOWN = refusal('PAPER_UNKNOWN', 'unknown', {
  vi: 'Không có văn bản {paper}; có: {known}.',
  en: 'There is no paper {paper}; there are: {known}.',
});
export const PAPER_NOT_YET = refusal('PAPER_NOT_YET', 'conflict', {
  vi: 'Chưa lập được văn bản này: dữ liệu của nó chưa có.',
  en: 'This paper cannot be made yet: what it would say is not recorded.',
});

type Asked = { req: Request; res: Response };
type Made = (parts: ApiParts, asked: Asked, paper: string) => Promise<OfficialText | Refusal>;

const paperRead =
  (parts: ApiParts, make: Made): RequestHandler =>
  async (req, res) => {
    const query = readQuery(noQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const text = await make(parts, { req, res }, String(req.params.paper));
    if (isRefusal(text)) return sendProblem(req, res, text);
    res
      .attachment(`${text.id}.pdf`)
      .type('pdf')
      .send(await asPdf(text));
  };

function found<P>(papers: Readonly<Record<string, P>>, paper: string): P | Refusal {
  return own<P>(papers, paper) ?? PAPER_UNKNOWN({ paper, known: Object.keys(papers) });
}

export const readSessionPaper = (parts: ApiParts): RequestHandler =>
  paperRead(parts, async (of, asked, name) => {
    const caller = callerOf(asked.res);
    const history = await existing(of, { aggregate: councilSession, id: idOf(asked), caller, part: 'papers' });
    if (isRefusal(history)) return history;
    const paper = found(sessionPapers, name);
    if (isRefusal(paper)) return paper;
    const { id, state }: History<CouncilSession> = history;
    const gathered = await gatherMinutes(of, asked, history, undefined);
    if (isRefusal(gathered)) return gathered;
    const { minutes, around } = gathered;
    const names = await namesOf(
      of,
      state.agenda.map(({ cycle }) => cycle),
    );
    const tree = (await of.executor.look(unitTree, sessionSituation(id, state).province)).state;
    return paper.make({ id, state, minutes, around, tree, nameOf: (c) => names.get(c) ?? c }) ?? PAPER_NOT_YET();
  });

export const readCyclePaper = (parts: ApiParts): RequestHandler =>
  paperRead(parts, async (of, asked, name) => {
    const caller = callerOf(asked.res);
    const history = await existing(of, { aggregate: productCycle, id: idOf(asked), caller, part: 'papers' });
    if (isRefusal(history)) return history;
    const paper = found(cyclePapers, name);
    if (isRefusal(paper)) return paper;
    // What one has entered is not for who enters it again.
    if (isHalfEntered(history.state)) return PAPER_NOT_YET();
    const { id, state }: History<ProductCycle> = history;
    const { province, product: made } = cycleParts(id);
    const tree = (await of.executor.look(unitTree, province)).state;
    const names = await namesOf(of, [id]);
    const { unit = province, set } = ratedAt(state, tree, dayOf(of.clock()));
    return paper.make({ id, state, tree, unit, set, product: names.get(id) ?? made }) ?? PAPER_NOT_YET();
  });

const idOf = ({ req }: Asked): string => String(req.params.id);

/** What products are called, by their cycles. */
async function namesOf({ executor }: ApiParts, cycles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = await Promise.all(
    cycles.map(async (cycle) => {
      const { state } = await executor.look(product, cycleParts(cycle).product);
      return [cycle, state.name ?? cycle] as const;
    }),
  );
  return new Map(named);
}

/** The tier that has the dossier, or had it last, with its unit on a day. */
export function tierOf(state: ProductCycle, tree: UnitTree, on: Day) {
  const visit = visitOf(state);
  const rulebook = findRulebook(state.rulebook ?? state.expectedRulebook ?? '');
  const tier = rulebook && findTier(rulebook, visit?.tier ?? '');
  return { rulebook, tier, unit: tier && findUnitAt(tree, placesOf(state), tier.level, on)?.code };
}

/** The unit whose tier has the dossier, and the criteria: those it was filed under, or the only ones of its group. */
function ratedAt(state: ProductCycle, tree: UnitTree, today: Day) {
  const { rulebook, unit } = tierOf(state, tree, visitOf(state)?.result?.on ?? today);
  const ofGroup = rulebook ? setsOfGroup(rulebook, state.group ?? '') : [];
  const set = findCriteriaSet(state.criteriaSet ?? (ofGroup.length === 1 ? (ofGroup[0] as string) : ''));
  return { unit, set };
}
