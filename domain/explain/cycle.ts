// Every figure of a product's cycle explained: law, lateness of its steps, results of its tiers, due date, way to its target.
import { shownDay } from '../kernel/fields.ts';
import { amendments, type Fact, fold } from '../kernel/fold.ts';
import { outcomeWords } from '../product-cycle/escalation/rating.ts';
import { tierName } from '../product-cycle/escalation/tier.ts';
import { type ProductCycle, productCycle, rulebookOf, type TierVisit } from '../product-cycle/product-cycle.ts';
import { cited, policiesOf } from '../programme-year/due.ts';
import type { Step } from '../programme-year/steps.ts';
import { getTier } from '../rulebooks/ladder.ts';
import { meanOf } from '../rulebooks/mean.ts';
import { findBinding } from '../rulebooks/registry.ts';
import { dayOf, type Instant } from '../time/civil-date.ts';
import { type Derivation, derived } from './derivation.ts';
import { explainDue, explainLeft } from './due.ts';
import type { YearAt } from './known-year.ts';
import { explainBand, explainPaper } from './rating.ts';
import { subjectWords } from './subject.ts';

export type CycleQuestion = {
  readonly stream: string;
  readonly facts: readonly Fact[];
  /** the moment of the question: what became known later is not counted with */
  readonly at: Instant;
  /** the year of the cycle with its days off */
  readonly yearAt: YearAt;
  /** the rating of a council's session, explained; undefined where it is not there */
  readonly sessionRating: (session: string) => Derivation | undefined;
};

export function explainCycle(q: CycleQuestion): readonly Derivation[] {
  const state = fold(productCycle, q.facts);
  return [
    ...explainLaw(state, q),
    ...Object.keys(state.done).flatMap((step) => explainStep(step as Step, state, q)),
    ...state.visits.flatMap((visit) => explainResult(visit, state, q)),
    ...explainOpenDue(state, q),
    ...explainTarget(state, q),
  ];
}

const ref = (stream: string, revision: number): string => `${stream}@${revision}`;

function explainLaw(state: ProductCycle, { stream }: CycleQuestion): readonly Derivation[] {
  const { submitted, rulebook } = state;
  if (!submitted || rulebook === undefined) return [];
  const binding = findBinding(submitted.on, state.purpose === 'renewal' ? 're-rating' : 'first');
  const { id, effectiveFrom } = rulebookOf(state);
  const on = shownDay(submitted.on);
  const bound = binding?.rulebook.id === id;
  return [
    derived(
      'rulebook',
      bound
        ? `Hồ sơ nộp ngày ${on}: áp dụng ${id}, có hiệu lực từ ${shownDay(effectiveFrom)}.`
        : `Áp dụng ${id} theo quyết định chuyển luật, không theo ngày nộp ${on}.`,
      bound
        ? `The dossier was filed on ${on}: ${id} applies, in force from ${shownDay(effectiveFrom)}.`
        : `${id} applies because a decision says so, not by the day of filing, ${on}.`,
      {
        facts: [ref(stream, submitted.at)],
        ...(bound && binding.finishBy !== undefined && binding.cite
          ? {
              rule: cited(binding.cite),
              from: [
                derived(
                  'finish-by',
                  `Phải xong trước hết ngày ${shownDay(binding.finishBy)} theo luật sau.`,
                  `It is finished by ${shownDay(binding.finishBy)} under the act that followed.`,
                ),
              ],
            }
          : {}),
      },
    ),
  ];
}

/** The date a step had when it was done, and whether that was kept. */
function explainStep(step: Step, state: ProductCycle, { stream, facts, yearAt }: CycleQuestion): readonly Derivation[] {
  const done = state.done[step];
  const fact = facts.find(({ revision }) => revision === done?.at);
  if (!done || !fact) return [];
  const before = fold(productCycle, facts.slice(0, facts.indexOf(fact)));
  const { deadline } = before;
  const on = shownDay(done.on);
  const name = `step/${step}`;
  const of = subjectWords(name);
  return [
    derived(
      name,
      `Bước “${of.vi}” xong ngày ${on}: ${done.late ? 'trễ hạn' : 'đúng hạn'}.`,
      `Step “${of.en}” was done on ${on}: ${done.late ? 'late' : 'in time'}.`,
      {
        facts: [ref(stream, done.at)],
        ...(deadline?.subject.startsWith(name)
          ? {
              from: [
                explainDue(deadline, yearAt(fact.recordedAt).calendar, [ref(stream, deadline.at)]),
                explainLeft(done.on, deadline.dueOn, yearAt(fact.recordedAt).calendar),
              ],
            }
          : {}),
      },
    ),
  ];
}

/** The minimum options that a result says were missed, as it counts now. */
function missedIn(fact: Fact, { facts }: CycleQuestion): readonly { criterion: string; star: number }[] {
  const counts = amendments(productCycle, facts).corrected.get(fact.revision) ?? fact;
  return (counts.data as { missed?: { criterion: string; star: number }[] }).missed ?? [];
}

function explainResult(visit: TierVisit, state: ProductCycle, q: CycleQuestion): readonly Derivation[] {
  const { result, tier } = visit;
  const fact = q.facts.find(({ revision }) => revision === result?.at);
  if (!result || !fact) return [];
  const rulebook = rulebookOf(state);
  const missed = missedIn(fact, q);
  const policies = policiesOf(q.yearAt(fact.recordedAt));
  const facts = [ref(q.stream, result.at)];
  const stars =
    (result.session && q.sessionRating(result.session.id)) ??
    explainPaper({ ...result, missed }, { rulebook, policies, facts });
  const outcome = outcomeWords[result.outcome];
  return [
    derived(
      `result/${tier}`,
      `${tierName(tier).vi}: ${result.stars} sao, ${outcome.vi}${result.session ? '' : ' (biên bản giấy)'}.`,
      `Tier ${tierName(tier).en}: ${result.stars} stars, ${outcome.en}${result.session ? '' : ' (minutes on paper)'}.`,
      { rule: cited(getTier(rulebook, tier).cite), facts, from: [stars] },
    ),
  ];
}

function explainOpenDue({ deadline }: ProductCycle, { stream, at, yearAt }: CycleQuestion) {
  if (!deadline) return [];
  return [explainDue(deadline, yearAt(at).calendar, [ref(stream, deadline.at)], dayOf(at))];
}

/** What its last result lacks for the star the plan aims at. */
function explainTarget(state: ProductCycle, q: CycleQuestion): readonly Derivation[] {
  const { stream } = q;
  const { plan } = state;
  const rated = state.visits.findLast(({ result }) => result !== undefined);
  if (!plan || !rated?.result) return [];
  const { stars, totals, at } = rated.result;
  const { targetStar } = plan;
  if (stars >= targetStar)
    return [
      derived(
        'target',
        `Mục tiêu ${targetStar} sao: đã đạt (${stars} sao).`,
        `The target of ${targetStar} stars is reached (${stars}).`,
        { facts: [ref(stream, plan.at), ref(stream, at)] },
      ),
    ];
  const { bands } = rulebookOf(state);
  const needed = bands.find(({ star }) => star === stars + 1)?.from;
  const fact = q.facts.find(({ revision }) => revision === at);
  const missed = fact ? missedIn(fact, q) : [];
  return [
    derived(
      'target',
      `Mục tiêu ${targetStar} sao: còn thiếu ${targetStar - stars} sao.`,
      `The target of ${targetStar} stars is ${targetStar - stars} away.`,
      {
        facts: [ref(stream, plan.at), ref(stream, at)],
        from: [...missing(totals, needed, stars), ...missed.map(({ criterion, star }) => option(criterion, star))],
      },
    ),
  ];
}

function missing(totals: readonly number[], needed: number | undefined, stars: number): readonly Derivation[] {
  if (needed === undefined || totals.length === 0) return [];
  const lacking = needed - meanOf(totals).rounded;
  const band = explainBand([{ star: (stars + 1) as 1, from: needed }], stars + 1);
  if (lacking <= 0) return [band];
  const [vi, en] = [`${lacking / 100}`.replace('.', ','), `${lacking / 100}`];
  return [
    band,
    derived(
      'points-missing',
      `Điểm trung bình còn thiếu ${vi} điểm để lên ${stars + 1} sao.`,
      `The mean lacks ${en} points for ${stars + 1} stars.`,
    ),
  ];
}

const option = (criterion: string, star: number): Derivation =>
  derived(
    'minimum-missing',
    `Tiêu chí ${criterion} phải đạt mức tối thiểu của ${star} sao.`,
    `Criterion ${criterion} must reach the minimum of ${star} stars.`,
  );
