// In the cycle: a council's result that stands no more is taken back with all that the process did on it, as a fact that
// names them. Both values stay in the history.
import { z } from 'zod';
import { amended } from '../kernel/amending.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { document, paper } from '../kernel/fields.ts';
import type { Fact } from '../kernel/fold.ts';
import { laterThan } from '../kernel/resting-facts.ts';
import { leavingCycle } from '../product-cycle/correcting.ts';
import { productCycle, withVisit } from '../product-cycle/product-cycle.ts';
import { councilSession, itemOf, sessionId } from './council-session.ts';
import { standingMinutes } from './delivery.ts';
import { restedOn, staleIn } from './withdrawal.ts';

const councilResultVoided = productCycle.event('CouncilResultVoided', {
  version: 1,
  schema: z.strictObject({
    /** the session, and the fact of it that had said the result */
    session: z.strictObject({ id: z.string(), of: z.int().min(0) }),
    /** what is taken back: the result, and what the process did on it */
    revisions: z.array(z.int().min(0)).min(1),
    what: z.array(z.string()),
    /** the minutes that say so, or the answer to an appeal */
    minutes: document,
  }),
  annuls: ({ revisions }) => revisions,
  evolve: (state, { session }, meta) => ({ ...withVisit(state, { after: session.id }), amendedAt: meta.revision }),
  sentence: ({ revisions, what, minutes }) => {
    const facts = revisions.map((r, i) => `${r} (${what[i]})`).join(', ');
    return {
      vi: `Rút kết quả Hội đồng không còn hiệu lực theo ${paper(minutes)}: ghi nhận ${facts}`,
      en: `The council's result stands no more by ${paper(minutes)}: facts ${facts} are taken back`,
    };
  },
});

export const voidCouncilResult = productCycle.command('VoidCouncilResult', {
  input: z.strictObject({ session: sessionId }),
  by: workflow,
  needs: ({ input }) => ({ session: input && councilSession.need(input.session) }),
  relatives: leavingCycle.relatives,
  ofRelatives: leavingCycle.ofRelatives,
  decide: (c) => {
    const { session = councilSession.initial } = c.needs;
    const item = itemOf(session, c.id);
    const minutes = standingMinutes(session);
    if (!item || !minutes) return NOT_DUE();
    const stale = staleIn(c.input.session, item, c.state);
    if (!stale) return [];
    const refused = restedOn(c.id, c.state, stale);
    if (refused) return refused;
    const fact = c.facts[stale.at] as Fact;
    const taken = [fact, ...laterThan(productCycle, c.facts, fact)];
    const voided = councilResultVoided({
      session: { id: c.input.session, of: stale.session?.of ?? 0 },
      revisions: taken.map((f) => f.revision),
      what: taken.map((f) => f.type),
      minutes: item.superseded?.document ?? { number: minutes.number, date: minutes.drawnUp.on, sha256: minutes.hash },
    });
    return amended(productCycle, leavingCycle, c, [voided]);
  },
  words: { vi: 'Rút kết quả không còn hiệu lực', en: 'Take back a result that stands no more' },
});
