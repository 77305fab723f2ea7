// What a council concluded explained: who had to be there and was, how far its totals lay apart, and its stars.
import { type CouncilRules, rulesOf } from '../council-session/council-rules.ts';
import { type CouncilSession, councilSession, type Item, itemOf } from '../council-session/council-session.ts';
import { spreadOf } from '../council-session/opening.ts';
import { quorumOf } from '../council-session/quorum.ts';
import { countedIn, ratingOf } from '../council-session/result.ts';
import { points, shownDay } from '../kernel/fields.ts';
import { type Fact, fold } from '../kernel/fold.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { setNamed } from '../rulebooks/rate-sheets.ts';
import { type Derivation, derived } from './derivation.ts';
import type { YearAt } from './known-year.ts';
import { explainSheets } from './rating.ts';

export type SessionQuestion = {
  readonly stream: string;
  readonly facts: readonly Fact[];
  /** the year of the session with its days off */
  readonly yearAt: YearAt;
  /** the session as whoever asks may see it */
  readonly seen?: (state: CouncilSession) => CouncilSession;
};

/** Each product that was concluded; of what is still being scored nothing is told. */
export function explainSession({ seen = (state) => state, ...q }: SessionQuestion): readonly Derivation[] {
  const now = seen(fold(councilSession, q.facts));
  return now.agenda.flatMap(({ cycle }) => explainedIn(now, cycle, q) ?? []);
}

export const explainItem = (cycle: string, q: SessionQuestion): Derivation | undefined =>
  explainedIn(fold(councilSession, q.facts), cycle, q);

function explainedIn(
  now: CouncilSession,
  cycle: string,
  { stream, facts, yearAt }: SessionQuestion,
): Derivation | undefined {
  const item = itemOf(now, cycle);
  const fact = facts.find(({ revision }) => revision === item?.closed?.at);
  if (!item?.closed || !fact) return undefined;
  const rules = rulesOf(now, yearAt(fact.recordedAt));
  const then = fold(
    councilSession,
    facts.filter(({ revision }) => revision < fact.revision),
  );
  const { superseded } = item;
  const [noMore, noMoreEn] = superseded
    ? [`, không còn hiệu lực từ ${shownDay(superseded.on)}`, `, superseded since ${shownDay(superseded.on)}`]
    : ['', ''];
  const [vi, en] = [`${cycle}: ${item.closed.stars} sao${noMore}.`, `${cycle}: ${item.closed.stars} stars${noMoreEn}.`];
  return derived(cycle, vi, en, {
    facts: [`${stream}@${fact.revision}`],
    from: [explainQuorum(then, item, rules), ...explainSpread(item, rules), ...explainStars(item, rules, stream)],
  });
}

function explainQuorum(then: CouncilSession, item: Item, rules: CouncilRules): Derivation {
  const { base, present, needed } = quorumOf(then, itemOf(then, item.cycle), rules);
  const share = points(rules.quorumBasisPoints);
  return derived(
    'quorum',
    `Có mặt ${present}/${base} thành viên được chấm, cần ${needed} (${share}%).`,
    `${present} of ${base} members who may score were there, ${needed} were needed (${points(rules.quorumBasisPoints, 'en')} %).`,
    { rule: 'policy council-quorum-basis-points' },
  );
}

function explainSpread(item: Item, { maxSpread }: CouncilRules): readonly Derivation[] {
  if (!item.opening) return [];
  const spread = spreadOf({ ...item.opening, scored: countedIn(item) });
  const again = item.earlier.length > 0;
  return [
    derived(
      'spread',
      `Điểm chênh ${points(spread)}, cho phép ${points(maxSpread)}${again ? '; Hội đồng đã chấm lại' : ''}.`,
      `Totals differ by ${points(spread, 'en')}, ${points(maxSpread, 'en')} is allowed${again ? '; the council scored again' : ''}.`,
      { rule: 'policy council-max-spread' },
    ),
  ];
}

function explainStars(item: Item, rules: CouncilRules, stream: string): readonly Derivation[] {
  const rating = ratingOf(item, rules);
  const set = setNamed(item.dossier?.criteriaSet ?? '');
  if (isRefusal(rating) || isRefusal(set)) return [];
  const members = countedIn(item).map(({ member }) => member);
  return [explainSheets(rating, { set, members, facts: item.opening ? [`${stream}@${item.opening.at}`] : [] })];
}
