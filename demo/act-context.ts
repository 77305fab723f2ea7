// What an act of a story may know, and what several acts draw from it: papers, scores, the facts to be amended.
import type { Certificate } from '../domain/certificate/certificate.ts';
import type { Document } from '../domain/kernel/fields.ts';
import { amendments, type Fact } from '../domain/kernel/fold.ts';
import { type ProductCycle, productCycle, rulebookOf, visitOf } from '../domain/product-cycle/product-cycle.ts';
import { bandOf, meanOf } from '../domain/rulebooks/mean.ts';
import type { Day } from '../domain/time/civil-date.ts';
import type { History } from '../eventstore/history.ts';
import { readDay, type ScriptedAct } from './script.ts';
import type { Story } from './story.ts';

export type ActContext = {
  story: Story;
  /** number of the story, for its papers */
  no: number;
  year: number;
  scripted: ScriptedAct;
  history: History<ProductCycle>;
  /** its certificate, as far as there is one */
  certificate: Certificate;
};

/** Day the fact happened: that of the act, unless the paper came later (`on=3/3`). */
export const happenedOn = ({ scripted, year }: ActContext): Day =>
  scripted.options.on === undefined ? scripted.on : readDay(scripted.options.on, year);

/** Nobody can take its number for a real one; of a published product no paper is known. */
export const paper = (c: ActContext, kind: string): Document => ({
  number: c.story.producer === undefined ? `${c.no}/MH-${kind}` : 'chưa công bố',
  date: happenedOn(c),
});
const hundredths = (text: string): number => Math.round(Number(text) * 100);
/**
 * `72 74.5 71` are the members' totals; the stars are those of the band unless `stars=` and `missed=` say fewer.
 * Without totals a `knockout=` ended it before anybody scored.
 */
export function scores(c: ActContext): Record<string, unknown> {
  if (c.scripted.args.length === 0) return { stars: 0, knockOut: c.scripted.options.knockout };
  const totals = c.scripted.args.map((text, i) => ({ member: `thanh-vien-${i + 1}`, total: hundredths(text) }));
  const { stars: given, missed } = c.scripted.options;
  const mean = meanOf(totals.map((t) => t.total));
  const band = bandOf(mean, rulebookOf(c.history.state));
  const stars = given === undefined ? band : Number(given);
  return {
    totals,
    mean: mean.rounded,
    stars,
    ...(missed === undefined ? {} : { missed: [{ criterion: missed, star: stars + 1 }] }),
    ...(stars >= 3 ? { unreadConfirmed: true } : {}),
  };
}

/** The newest standing fact of a type, named by its last words (`PlanSelected`). */
export function lastOf(c: ActContext, type: string): Fact {
  const { facts } = c.history;
  const { annulled } = amendments(productCycle, facts);
  const found = facts.findLast((f) => f.type === type && !annulled.has(f.revision));
  if (!found) throw new Error(`${c.history.id} has no ${type} to correct`);
  return found;
}

export function restingOn({ history }: ActContext, fact: Fact): readonly number[] {
  const { annulled } = amendments(productCycle, history.facts);
  return history.facts
    .filter((f) => f.revision >= fact.revision && !annulled.has(f.revision))
    .filter((f) => {
      const definition = productCycle.events.get(f.type);
      return !definition?.beside && !definition?.quiet && !definition?.annuls && !definition?.corrects;
    })
    .map((f) => f.revision);
}

/** The minutes a tier's result was entered from go on with the dossier. */
export function minutesOf(c: ActContext): Document {
  const at = visitOf(c.history.state)?.result?.at;
  const data = c.history.facts.find((f) => f.revision === at)?.data as { minutes?: Document } | undefined;
  return data?.minutes ?? paper(c, 'BB');
}
