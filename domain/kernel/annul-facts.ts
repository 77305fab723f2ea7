import { z } from 'zod';
import type { Aggregate } from './aggregate.ts';
import { type Amending, amended, nothingToAmend } from './amending.ts';
import type { By } from './command.ts';
import { FACT_STANDS, FACT_UNKNOWN, FACTS_REST_ON_IT, FOLLOWS_FROM_ANOTHER } from './correctable-refusals.ts';
import { document, longText } from './fields.ts';
import { type Amendable, amendments, amends, type Fact } from './fold.ts';
import { personal } from './personal.ts';
import { causeOf, recordsOn, restingOn } from './resting-facts.ts';

const revision = z.int().min(0);

/** Gives an aggregate the command that takes mis-keyed facts back, with everything that rests on them. */
export function annullable<S extends Amendable>(aggregate: Aggregate<S, any>, by: By, rules: Amending<S>) {
  const { isAbove, leaving, factsAnnulled } = rules;
  const definitionOf = (fact: Fact) => aggregate.events.get(fact.type);
  return aggregate.command('AnnulFacts', {
    /** the mis-keyed fact and every later one that rests on it: who annuls them has seen them all */
    input: z.strictObject({ revisions: z.array(revision).min(1).max(200), reason: personal(longText), document }),
    by,
    restsOn: 'what-was-seen',
    ...(leaving?.relatives ? { relatives: leaving.relatives } : {}),
    ...(leaving?.ofRelatives ? { ofRelatives: leaving.ofRelatives } : {}),
    guard: nothingToAmend(aggregate, isAbove),
    decide: (c) => {
      const { input, facts, state } = c;
      const revisions = [...new Set(input.revisions)].sort((a, b) => a - b);
      const { annulled } = amendments(aggregate, facts);
      const chosen: Fact[] = [];
      for (const r of revisions) {
        const fact = facts[r];
        if (!fact || annulled.has(r)) return FACT_UNKNOWN({ revision: r }, '/revisions');
        const { quiet, stands } = definitionOf(fact) ?? {};
        if (r === 0 || amends(aggregate, fact.type) || quiet || stands?.(state, r))
          return FACT_STANDS({ revision: r }, '/revisions');
        const above = isAbove(fact, c);
        if (above) return { ...above, field: '/revisions' };
        chosen.push(fact);
      }
      const resting = chosen
        .flatMap((fact) => restingOn(aggregate, facts, fact))
        .concat(recordsOn(aggregate, facts, revisions))
        .map((f) => f.revision);
      const missing = [...new Set(resting)].filter((r) => !revisions.includes(r));
      if (missing.length > 0) return FACTS_REST_ON_IT({ revisions: missing.map(String) }, '/revisions');
      for (const fact of chosen) {
        const cause = definitionOf(fact)?.consequence ? causeOf(aggregate, facts, fact) : undefined;
        if (cause && !revisions.includes(cause.revision))
          return FOLLOWS_FROM_ANOTHER({ revision: fact.revision, cause: cause.revision }, '/revisions');
      }
      const taken = factsAnnulled({ ...input, revisions, what: chosen.map((f) => f.type) });
      return amended(aggregate, leaving, c, [taken]);
    },
    words: { vi: 'Hủy bỏ ghi nhận sai', en: 'Annul mis-keyed facts' },
  });
}
