// The walk of one product through the six steps and up the ladder of a rulebook, as data: who gives which command on
// which day, and which facts must then stand in the cycle's stream, by whom. Who gives it and where the dossier goes
// follow from the rulebook. Every suite that needs a year walks this one; `npm run demo:walk` walks it over HTTP.
import { issueCertificate } from '../domain/certificate/issuing.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { responsibleFor } from '../domain/kernel/command.ts';
import { approveOlderPapers } from '../domain/programme-year/older-papers.ts';
import { getCommand } from '../domain/registry.ts';
import { findReturnTier, nextTier } from '../domain/rulebooks/ladder.ts';
import { bandOf, meanOf } from '../domain/rulebooks/mean.ts';
import { getRulebook } from '../domain/rulebooks/registry.ts';
import { holdersOf, responsibilityOf } from '../domain/rulebooks/responsibilities.ts';
import type { Rulebook, Tier } from '../domain/rulebooks/rulebook.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { PROVINCE } from './districts.ts';
import { registrationsOf } from './entry.ts';
import { accountAt } from './officer-for.ts';
import { type Days, inTheYear } from './walk-days.ts';

export type ExpectedFact = { readonly type: string; readonly by: 'person' | 'workflow' };

export type Act = {
  /** civil day; a registration is given when it is given */
  readonly on?: Day;
  /** demo account: `Authorization: Bearer <by>` */
  readonly by: string;
  readonly command: Command;
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** the import of older papers it belongs to where it is told later than its day */
  readonly olderPapers?: string;
  /** what the cycle's stream has then gained, quiet facts left out */
  readonly facts: readonly ExpectedFact[];
  /** nothing waits for it: the procedure goes on without */
  readonly beside?: boolean;
};

export type Walk = {
  readonly product: string;
  readonly cycle: string;
  /** the product, its producer and the producer's account; that its papers may be entered later than their days */
  readonly entry: readonly Act[];
  readonly way: readonly Act[];
  /** what the cycle's state must say in the end */
  readonly ends: { readonly kind: 'recognised' | 'rated'; readonly stars: number; readonly step: string };
};

type Options = {
  rulebook?: string;
  year?: number;
  days?: Partial<Days>;
  /** hundredths, per tier that rates: by default the nation misses five stars */
  points?: readonly number[];
  /** number of its commune in the district of Krông Năng */
  commune?: number | undefined;
};

/** The sets of coffee. */
const setUnder: Readonly<Record<string, string>> = {
  R2019: 'R2019/6',
  R2023: 'R2023/13',
  R2025: 'R2023/13',
  R2026: 'R2026/13',
};

/** @param product id: lower-case letters, digits and hyphens */
export function walkOf(product: string, options: Options = {}): Walk {
  const { year = 2022, points = [9150, 9200, 8800], commune: no = 1 } = options;
  const rulebook = getRulebook(options.rulebook ?? 'R2019');
  const days = { ...inTheYear, ...options.days };
  const producer = `htx-${product}`;
  const where = { slug: 'krong-nang', no, producer };
  const cycle = `${PROVINCE.code}-${year}-${product}-1`;
  const dayOf = (text: string): Day => (text.length === 5 ? `${year}-${text}` : text);
  const paper = (kind: string, on: string) => ({ number: `${kind} (minh họa)`, date: dayOf(on) });

  const act = (on: string, name: string, facts: string, input: Act['input'] = {}, tier?: Tier): Act => {
    const command = name === 'IssueCertificate' ? issueCertificate : getCommand('productCycle', name);
    const by = accountAt(holderOf(rulebook, command, tier), where);
    return { on: dayOf(on), by, command, id: cycle, input, olderPapers: product, facts: factsOf(facts) };
  };
  const beside = (...args: Parameters<typeof act>): Act => ({ ...act(...args), beside: true });

  /** What a tier finds, and what follows from it, up to the end. */
  function climb(tier: Tier, rungs: Days['tiers'], scores: readonly number[]): readonly Act[] {
    const [[rated, sent, received] = ['', '', ''], ...further] = rungs;
    const [score = 0, ...others] = scores;
    const mean = meanOf([score]);
    const stars = tier.rates ? bandOf(mean, rulebook) : 0;
    const next = nextTier(rulebook, tier.id, { mean, stars });
    const back = tier.rates ? findReturnTier(rulebook, tier.id, stars) : undefined;
    const minutes = paper('BB', rated);
    const totals = ['thanh-vien-1', 'thanh-vien-2'].map((member) => ({ member, total: score }));
    const result = { minutes, totals, mean: score, stars, ...(stars >= 3 ? { unreadConfirmed: true } : {}) };
    const follows = next ? '' : back ? ' +ReviewOpened' : stars < 3 ? ' RatingEnded' : '';
    const found = tier.rates
      ? act(rated, 'RecordTierResult', `TierResultRecorded${follows}`, result, tier)
      : act(rated, 'RecordPreAssessment', 'PreAssessmentRecorded', { report: minutes, proposes: true }, tier);
    if (!next) {
      const ends = back ?? tier;
      const after = stars < 3 ? telling(ends, back ? days.review : rated) : recognition(ends);
      return [found, ...(back ? [review(back, stars)] : []), ...after];
    }
    // No council meets where no points are given: the report alone goes on.
    const sending = { letter: paper('CV', sent), samples: 5, ...(tier.rates ? { minutes } : {}) };
    return [
      found,
      ...(tells(tier) ? [act(sent, 'NotifyResult', 'ResultNotified', { letter: paper('TB', sent) }, tier)] : []),
      act(sent, 'CompleteDossier', 'DossierCompleted', { documents: [paper('KN', sent)] }, tier),
      act(sent, 'ForwardDossier', 'DossierForwarded', sending, tier),
      act(received, 'ReceiveDossier', 'DossierReceived +TierOpened', { receipt: paper('PN', received) }, next),
      ...climb(next, further, tier.rates ? others : scores),
    ];
  }
  function review(tier: Tier, stars: number): Act {
    const given = Math.min(stars, tier.review?.maxStar ?? stars);
    const input = { basis: 'national-result', minutes: paper('BBRS', days.review), stars: given };
    return act(days.review, 'RecordReview', 'ReviewRecorded', input, tier);
  }
  function tells(tier: Tier): boolean {
    return holdersOf(rulebook, 'notify-result', tier.id).length > 0;
  }
  /** What ended is told on its day. */
  function telling(tier: Tier, on: string): readonly Act[] {
    return tells(tier) ? [act(on, 'NotifyResult', 'ResultNotified', { letter: paper('TBKQ', on) }, tier)] : [];
  }
  function recognition(tier: Tier): readonly Act[] {
    const on = dayOf(days.recognised);
    return [
      act(on, 'Recognise', 'ProductRecognised +StepOpened', { decision: paper('QĐ', on) }, tier),
      certified(on, tier),
      ...telling(tier, days.recognised),
      act(on, 'PublishResult', 'ResultPublished', { document: paper('CB', days.recognised) }, tier),
      beside(on, 'RecordFollowUp', 'FollowUpRecorded'),
    ];
  }
  /** Its certificate, on the stream that the process began: the cycle's own gains nothing. */
  function certified(on: string, tier: Tier): Act {
    return { ...act(on, 'IssueCertificate', '', { number: `GCN-${product}`, issuedOn: on }, tier), facts: [] };
  }
  const evidence = (kind: string) => ({
    id: kind,
    kind,
    document: paper(kind, days.dossier),
    ...(kind === 'story' ? { criterion: '5.1' } : {}),
  });
  const [first] = rulebook.ladder as readonly [Tier];
  const rated = climb(first, days.tiers, points);
  const [form = '', ...further] = rulebook.dossier.filter((item) => item.mandatory).map((item) => item.id);

  const way = [
    act(days.start, 'StartCycle', 'CycleStarted +StepOpened'),
    act(days.potential, 'IdentifyPotential', 'PotentialIdentified +StepOpened'),
    act(days.idea, 'RegisterIdea', 'IdeaRegistered', { summary: 'Cà phê rang mộc (minh họa)' }),
    beside(days.listed, 'ListIdea', 'IdeaListed', { list: paper('DSX', days.listed) }),
    act(days.selected, 'SelectIdea', 'IdeaSelected'),
    act(days.approved, 'ApproveIdea', 'IdeaApproved +StepOpened', { list: paper('DST', days.approved) }),
    act(days.plan, 'SubmitPlan', 'PlanSubmitted', { targetStar: 4, plan: paper('PA', days.plan) }),
    act(days.planned, 'SelectPlan', 'PlanSelected +StepOpened'),
    beside(days.visit, 'RecordVisit', 'VisitRecorded', { progressPercent: 80, remarks: 'Có bao bì mới (minh họa)' }),
    act(days.dossier, 'AddEvidence', 'EvidenceAdded', evidence(form)),
    ...[...further, 'story'].map((id) => beside(days.dossier, 'AddEvidence', 'EvidenceAdded', evidence(id))),
    act(days.dossier, 'ConfirmLocalShares', 'LocalSharesConfirmed', {
      labour: 9000,
      material: 8500,
      document: paper('XN', days.dossier),
    }),
    act(days.filed, 'SubmitDossier', 'DossierSubmitted +StepOpened +TierOpened', {
      criteriaSet: setUnder[rulebook.id],
    }),
    ...rated,
  ];
  const registrations = registrationsOf({
    by: accountAt({ role: 'commune-officer', at: 'commune' }, where),
    place: `650-0${no}`,
    producer: { id: producer, kind: 'cooperative', name: `HTX minh họa ${product}` },
    product: { id: product, name: `Cà phê minh họa ${product}`, group: 'coffee-cocoa', origin: 'new' },
  });
  const approval = {
    by: 'demo-signer',
    command: approveOlderPapers,
    id: `${PROVINCE.code}-${year}`,
    input: { id: product, document: paper('CV', days.start), until: `${year}-12-31` },
  };
  const entry = [...registrations, approval].map((given) => ({ ...given, facts: [] }));
  const last = rated.findLast((a) => a.input.stars !== undefined)?.input.stars as number;
  const ends =
    last >= 3 ? ({ kind: 'recognised', step: 'promotion' } as const) : ({ kind: 'rated', step: 'rating' } as const);
  return { product, cycle, way, entry, ends: { kind: ends.kind, stars: last, step: ends.step } };
}

/** `product-cycles/66-2022-…` */
export const pathOf = ({ command, id }: Act): string => `${command.aggregate.resource}/${id}`;

/** The body of the request: the fact happened on its day, whenever it is told; then it is one of older papers. */
export const requestOf = ({ on, input, olderPapers, command }: Act): Act['input'] =>
  on === undefined ? input : { ...input, occurredOn: on, ...(command.aggregate.dating ? { olderPapers } : {}) };

function holderOf(rulebook: Rulebook, { by, name }: Command, tier: Tier | undefined) {
  const duty = responsibleFor(by);
  const holder = duty && holdersOf(rulebook, responsibilityOf(duty), tier?.id)[0];
  if (!holder) throw new Error(`under ${rulebook.id} nobody gives ${name}${tier ? ` at tier ${tier.id}` : ''}`);
  return holder;
}

/** `IdeaApproved +StepOpened`: what the command writes, and after the plus what Temporal has to write then. */
const factsOf = (line: string): readonly ExpectedFact[] =>
  line
    .split(' ')
    .map((word) => (word.startsWith('+') ? { type: word.slice(1), by: 'workflow' } : { type: word, by: 'person' }));
