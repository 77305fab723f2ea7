// GET …/papers/{paper}: an official text of a session, a product, a certificate, a year or a unit's duties, made of what is
// recorded, for whoever may read that.
import type { RequestHandler } from 'express';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import { type CouncilSession, councilSession, sessionSituation } from '../../domain/council-session/council-session.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { isHalfEntered } from '../../domain/product-cycle/escalation/paper-entries.ts';
import { cycleParts, type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { revocationLawOn } from '../../domain/rulebooks/registry.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { type UnitDuties, unitDuties, yearIdOf } from '../../domain/unit-duties/unit-duties.ts';
import type { History } from '../../eventstore/history.ts';
import { certificatePapers, cyclePapers, dutiesPapers, sessionPapers, yearPapers } from '../../papers/papers.ts';
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
  made,
  namesOf,
  PAPER_NOT_YET,
  paperNamed,
  paperRead,
  producersName,
  sayingOf,
  tierOf,
} from './paper-parts.ts';
import { dutiesPaperQuery, paperQuery, yearPaperQuery } from './query.ts';

const idOf = ({ req }: Asked): string => String(req.params.id);

export const readSessionPaper = (parts: ApiParts): RequestHandler =>
  paperRead(paperQuery, async (asked) => {
    const of = { aggregate: councilSession, id: idOf(asked), caller: callerOf(asked.res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, sessionPapers);
    if (isRefusal(name)) return name;
    const { id, state }: History<CouncilSession> = history;
    const gathered = await gatherMinutes(parts, asked, history, undefined);
    if (isRefusal(gathered)) return gathered;
    const { minutes, around } = gathered;
    const cycles = state.agenda.map(({ cycle }) => cycle);
    const [names, tree] = await Promise.all([
      namesOf(parts, cycles),
      parts.executor.look(unitTree, sessionSituation(id, state).province),
    ]);
    const today = dayOf(parts.clock());
    const nameOf = (cycle: string): string => names.get(cycle) ?? cycle;
    return made(sessionPapers, name, { id, state, minutes, around, today, tree: tree.state, nameOf });
  });

export const readCyclePaper = (parts: ApiParts): RequestHandler =>
  paperRead(paperQuery, async (asked) => {
    const of = { aggregate: productCycle, id: idOf(asked), caller: callerOf(asked.res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, cyclePapers);
    if (isRefusal(name)) return name;
    // What one has entered is not for who enters it again.
    if (isHalfEntered((history as History<ProductCycle>).state)) return PAPER_NOT_YET();
    const gathered = await ofCycle(parts, asked, history, name);
    return isRefusal(gathered) ? gathered : made(cyclePapers, name, gathered);
  });

export const readRevocationPaper = (parts: ApiParts): RequestHandler =>
  paperRead(paperQuery, async (asked) => {
    const of = { aggregate: certificate, id: idOf(asked), caller: callerOf(asked.res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, certificatePapers);
    if (isRefusal(name)) return name;
    const { id, state, facts }: History<Certificate> = history;
    const { province, product: itsProduct } = cycleParts(id);
    const today = dayOf(parts.clock());
    const [cycle, tree, its] = await Promise.all([
      parts.executor.look(productCycle, id),
      parts.executor.look(unitTree, province),
      parts.executor.look(product, itsProduct),
    ]);
    const producer = await producersName(parts, asked, its.state.producer);
    if (isRefusal(producer)) return producer;
    return made(certificatePapers, name, {
      ...{ id, state, today, producer },
      tree: tree.state,
      unit: tierOf(cycle.state, tree.state, today).unit ?? province,
      product: its.state.name ?? itsProduct,
      rulebook: state.revocation && revocationLawOn(state.revocation.on),
      said: await sayingOf(parts, certificate, facts),
    });
  });

export const readYearPaper = (parts: ApiParts): RequestHandler =>
  paperRead(yearPaperQuery, async (asked, { unit }) => {
    const of = { aggregate: programmeYear, id: idOf(asked), caller: callerOf(asked.res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, yearPapers);
    if (isRefusal(name)) return name;
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
    return made(yearPapers, name, { ...within, tree, today: dayOf(parts.clock()), cycles: rows });
  });

export const readDutiesPaper = (parts: ApiParts): RequestHandler =>
  paperRead(dutiesPaperQuery, async (asked, named) => {
    const of = { aggregate: unitDuties, id: idOf(asked), caller: callerOf(asked.res), part: 'papers' };
    const history = await existing(parts, of);
    if (isRefusal(history)) return history;
    const name = paperNamed(asked, dutiesPapers);
    if (isRefusal(name)) return name;
    const { id, state, facts }: History<UnitDuties> = history;
    const today = dayOf(parts.clock());
    const duty = dutyToReport(state, named, today);
    if (!duty) return PAPER_NOT_YET();
    const [year, tree] = await Promise.all([
      parts.executor.look(programmeYear, yearIdOf(id)),
      parts.executor.look(unitTree, id.slice(0, 2)),
    ]);
    return made(dutiesPapers, name, {
      ...{ id, state, today, duty },
      tree: tree.state,
      planned: year.state.plan?.duties?.find((one) => one.id === duty.duty),
      document: documentAt(await sayingOf(parts, unitDuties, facts), duty.reported?.at, 'document'),
    });
  });
