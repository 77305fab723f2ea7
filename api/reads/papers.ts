// GET …/papers/{paper}: an official text of a session, a product, a certificate, a year or a unit's duties, made of what is
// recorded, for whoever may read that.
import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession, sessionSituation } from '../../domain/council-session/council-session.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { isHalfEntered } from '../../domain/product-cycle/escalation/paper-entries.ts';
import { cycleParts, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { revocationLawOn } from '../../domain/rulebooks/registry.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties, yearIdOf } from '../../domain/unit-duties/unit-duties.ts';
import type { History } from '../../eventstore/history.ts';
import {
  certificatePapers,
  cyclePapers,
  dutiesPapers,
  type Papers,
  sessionPapers,
  textsOf,
  yearPapers,
} from '../../papers/papers.ts';
import { dutyToReport } from '../../papers/texts/of-duties.ts';
import { documentAt } from '../../papers/texts/said.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { ofCycle } from './cycle-paper.ts';
import { gatherMinutes } from './minutes.ts';
import {
  type Asked,
  cyclesIn,
  namesOf,
  PAPER_NOT_YET,
  paperNamed,
  paperRead,
  producersName,
  sayingOf,
  tierOf,
} from './paper-parts.ts';
import { dutiesPaperQuery, paperQuery, yearPaperQuery } from './query.ts';

type Of<S> = { readonly asked: Asked; readonly history: History<S>; readonly name: string };

/** What a paper of a stream is made of, once it is known that who asks may read it, and that there is one of that name. */
const papersOf = <S, Text, Q extends typeof paperQuery>(
  parts: ApiParts,
  { aggregate, papers, query }: { aggregate: Aggregate<S, any>; papers: Papers<Text>; query: Q },
  gather: (of: Of<S>, query: z.output<Q>) => Promise<Text | Refusal>,
): RequestHandler =>
  paperRead(query, async (asked, narrowed) => {
    const { req, res } = asked;
    const stream = { aggregate, id: String(req.params.id), caller: callerOf(res), part: 'papers' };
    const history = await existing(parts, stream);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, papers);
    if (isRefusal(name)) return name;
    const text = await gather({ asked, history, name }, narrowed);
    return isRefusal(text) ? text : textsOf(papers, name, text);
  });

export const readSessionPaper = (parts: ApiParts): RequestHandler =>
  papersOf(
    parts,
    { aggregate: councilSession, papers: sessionPapers, query: paperQuery },
    async ({ asked, history }) => {
      const { id, state } = history;
      const gathered = await gatherMinutes(parts, asked, history, undefined);
      if (isRefusal(gathered)) return gathered;
      const { minutes, around } = gathered;
      const cycles = state.agenda.map(({ cycle }) => cycle);
      const [names, tree] = await Promise.all([
        namesOf(parts, cycles),
        parts.executor.look(unitTree, sessionSituation(id, state).province),
      ]);
      const nameOf = (cycle: string): string => names.get(cycle) ?? cycle;
      return { id, state, minutes, around, today: dayOf(parts.clock()), tree: tree.state, nameOf };
    },
  );

export const readCyclePaper = (parts: ApiParts): RequestHandler =>
  papersOf(
    parts,
    { aggregate: productCycle, papers: cyclePapers, query: paperQuery },
    // What one has entered is not for who enters it again.
    async ({ asked, history, name }) =>
      isHalfEntered(history.state) ? PAPER_NOT_YET() : ofCycle(parts, asked, history, name),
  );

export const readRevocationPaper = (parts: ApiParts): RequestHandler =>
  papersOf(
    parts,
    { aggregate: certificate, papers: certificatePapers, query: paperQuery },
    async ({ asked, history }) => {
      const { id, state, facts } = history;
      const { province, product: itsProduct } = cycleParts(id);
      const today = dayOf(parts.clock());
      const [cycle, tree, its, said] = await Promise.all([
        parts.executor.look(productCycle, id),
        parts.executor.look(unitTree, province),
        parts.executor.look(product, itsProduct),
        sayingOf(parts, certificate, facts),
      ]);
      const producer = await producersName(parts, asked, its.state.producer);
      if (isRefusal(producer)) return producer;
      return {
        ...{ id, state, today, producer, said },
        tree: tree.state,
        unit: tierOf(cycle.state, tree.state, today).unit ?? province,
        product: its.state.name ?? itsProduct,
        rulebook: state.revocation && revocationLawOn(state.revocation.on),
      };
    },
  );

export const readYearPaper = (parts: ApiParts): RequestHandler =>
  papersOf(
    parts,
    { aggregate: programmeYear, papers: yearPapers, query: yearPaperQuery },
    async ({ asked, history }, { unit }) => {
      const [province = '', year = ''] = history.id.split('-');
      const within = { year: Number(year), unit: unit ?? province };
      const cycles = await cyclesIn(parts, asked, within);
      if (isRefusal(cycles)) return cycles;
      const tree = (await parts.executor.look(unitTree, province)).state;
      const names = await namesOf(
        parts,
        cycles.map(({ id }) => id),
      );
      const rows = [];
      for (const { id, state, facts } of cycles) {
        const producer = await producersName(parts, asked, state.producer);
        if (isRefusal(producer)) return producer;
        const said = await sayingOf(parts, productCycle, facts);
        const named = (type: string, field: string) =>
          documentAt(said, facts.findLast((fact) => fact.type === type && said(fact.revision))?.revision, field);
        rows.push({ id, state, producer, product: names.get(id) ?? id, named });
      }
      return { ...within, tree, today: dayOf(parts.clock()), cycles: rows };
    },
  );

export const readDutiesPaper = (parts: ApiParts): RequestHandler =>
  papersOf(
    parts,
    { aggregate: unitDuties, papers: dutiesPapers, query: dutiesPaperQuery },
    async ({ history }, named) => {
      const { id, state, facts } = history;
      const today = dayOf(parts.clock());
      const duty = dutyToReport(state, named, today);
      if (!duty) return PAPER_NOT_YET();
      const [year, tree, said] = await Promise.all([
        parts.executor.look(programmeYear, yearIdOf(id)),
        parts.executor.look(unitTree, id.slice(0, 2)),
        sayingOf(parts, unitDuties, facts),
      ]);
      return {
        ...{ id, state, today, duty },
        tree: tree.state,
        planned: year.state.plan?.duties?.find((one) => one.id === duty.duty),
        document: documentAt(said, duty.reported?.at, 'document'),
      };
    },
  );
