// The due dates that one stream has at a moment, read off its state alone: so each fact says which of them it changed.
import { issueIt } from '../../domain/certificate/awaiting.ts';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import { decideOnIt } from '../../domain/certificate/reminding.ts';
import { type CouncilSession, councilSession, type Item } from '../../domain/council-session/council-session.ts';
import { termOf, termWords } from '../../domain/council-session/terms.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { isOpen, type UnitDuties, unitDuties } from '../../domain/unit-duties/unit-duties.ts';

/** Who is meant, as far as the stream says it: which unit that is depends on the day and is found when somebody asks. */
export type Whose =
  | {
      readonly kind: 'cycle';
      readonly responsibility: string;
      readonly tier: string | undefined;
      readonly place: string | undefined;
      readonly places: ProductCycle['places'];
      readonly producer: string | undefined;
      readonly rulebook: string | undefined;
      readonly expectedRulebook: string | undefined;
    }
  | { readonly kind: 'duty'; readonly unit: UnitDuties['unit'] }
  | { readonly kind: 'certificate'; readonly to: 'issuer' | 'issuer-and-producer' }
  | { readonly kind: 'session'; readonly unit: string; readonly accounts: readonly string[] };

export type Entry = {
  readonly id: string;
  readonly dueOn: Day;
  readonly overdue: boolean;
  readonly what: Words;
  readonly whose: Whose;
};

/** What a cycle waits for; a date that stands while the process has the next move is nobody's. */
function ofCycle(stream: string, state: ProductCycle): readonly Entry[] {
  const { deadline, place, places, producer, rulebook, expectedRulebook } = state;
  const waiting = deadline && waitingFor(state, { plan: undefined });
  if (!deadline || !waiting) return [];
  const { responsibility, tier, vi, en } = waiting;
  return [
    {
      id: `${stream}/${deadline.subject}`,
      dueOn: deadline.dueOn,
      overdue: deadline.overdue,
      what: { vi, en },
      whose: {
        kind: 'cycle',
        ...{ responsibility, tier, place, places, producer, rulebook, expectedRulebook },
      },
    },
  ];
}

const ofDuties = (stream: string, { duties, unit, closed, handedOver }: UnitDuties): readonly Entry[] =>
  closed || handedOver
    ? []
    : duties.filter(isOpen).map(({ duty, no, onBehalfOf, name, dueOn, overdue }) => ({
        id: `${stream}/${duty}/${no}${onBehalfOf === undefined ? '' : `/${onBehalfOf}`}`,
        ...{ dueOn, overdue, what: name },
        whose: { kind: 'duty', unit },
      }));

function ofCertificate(
  stream: string,
  { until, held, ended, issued, toIssue, revocation }: Certificate,
): readonly Entry[] {
  if (ended) return [];
  const entries: Entry[] = [];
  if (toIssue && !issued)
    entries.push({
      id: `${stream}/issue`,
      dueOn: toIssue.dueOn,
      overdue: toIssue.overdue,
      what: issueIt,
      whose: { kind: 'certificate', to: 'issuer' },
    });
  if (issued && until !== undefined)
    entries.push({
      id: `${stream}/expiry`,
      dueOn: held?.until ?? until,
      overdue: false,
      what: { vi: 'giấy chứng nhận hết hiệu lực', en: 'the certificate runs out' },
      whose: { kind: 'certificate', to: 'issuer-and-producer' },
    });
  if (revocation)
    entries.push({
      id: `${stream}/revocation`,
      dueOn: revocation.dueOn,
      overdue: revocation.overdue,
      what: decideOnIt,
      whose: { kind: 'certificate', to: 'issuer' },
    });
  return entries;
}

/** An appeal is answered by who convened the council. */
function appealOf(stream: string, { cycle, appeals = [] }: Item, unit: string): readonly Entry[] {
  const open = appeals.find(({ admissible }) => admissible === undefined);
  if (!open) return [];
  const what = { vi: `trả lời đề nghị xem xét lại ${cycle}`, en: `answer the appeal on ${cycle}` };
  const whose = { kind: 'session', unit, accounts: [] } as const;
  return [{ id: `${stream}/appeal/${cycle}`, dueOn: open.answerBy, overdue: false, what, whose }];
}

function ofSession(stream: string, state: CouncilSession): readonly Entry[] {
  const { meetsOn, inWriting, members, unit = '' } = state;
  if (meetsOn === undefined) return [];
  const what = inWriting
    ? { vi: 'gửi ý kiến bằng văn bản cho Hội đồng', en: 'send the council your written opinion' }
    : { vi: 'họp Hội đồng', en: 'the council meets' };
  const accounts = members.map(({ account }) => account);
  const meets = { id: `${stream}/meets`, dueOn: meetsOn, overdue: false, what };
  const term = termOf(state);
  const minutes = term && (term.subject === 'minutes' || term.subject === 'signatures') ? [term] : [];
  return [
    { ...meets, whose: { kind: 'session', unit, accounts } },
    ...state.agenda.flatMap((item) => appealOf(stream, item, unit)),
    ...minutes.map(({ dueOn, overdue, subject, to }): Entry => {
      const of = { id: `${stream}/minutes`, dueOn, overdue, what: termWords[subject] };
      return { ...of, whose: { kind: 'session', unit, accounts: to } };
    }),
  ];
}

/** Kinds of streams that have due dates, each with how they are read off. */
export const entriesOf = {
  [productCycle.category]: ofCycle,
  [unitDuties.category]: ofDuties,
  [certificate.category]: ofCertificate,
  [councilSession.category]: ofSession,
} as Readonly<Record<string, (stream: string, state: any) => readonly Entry[]>>;
