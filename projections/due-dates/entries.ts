// The due dates that one stream has at a moment, read off its state alone: so each fact says which of them it changed.
import { issueIt } from '../../domain/certificate/awaiting.ts';
import { type Certificate, certificate } from '../../domain/certificate/certificate.ts';
import { decideOnIt } from '../../domain/certificate/reminding.ts';
import { type CouncilSession, councilSession } from '../../domain/council-session/council-session.ts';
import { saidIn, type Term, termsOf } from '../../domain/council-session/terms.ts';
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

/** Minutes are their secretary's and signers', an appeal is answered by who convened the council. */
function ofTerm(stream: string, unit: string, term: Term): readonly Entry[] {
  const { subject, cycle, dueOn, overdue, to: accounts } = term;
  const entry = { dueOn, overdue, what: saidIn(term), whose: { kind: 'session', unit, accounts } } as const;
  if (subject === 'minutes' || subject === 'signatures') return [{ id: `${stream}/minutes`, ...entry }];
  return cycle === undefined ? [] : [{ id: `${stream}/${subject}/${cycle}`, ...entry }];
}

function ofSession(stream: string, state: CouncilSession): readonly Entry[] {
  const { meetsOn, inWriting, members, unit = '' } = state;
  if (meetsOn === undefined) return [];
  const what = inWriting
    ? { vi: 'gửi ý kiến bằng văn bản cho Hội đồng', en: 'send the council your written opinion' }
    : { vi: 'họp Hội đồng', en: 'the council meets' };
  const accounts = members.map(({ account }) => account);
  const meets = { id: `${stream}/meets`, dueOn: meetsOn, overdue: false, what };
  return [
    { ...meets, whose: { kind: 'session', unit, accounts } },
    ...termsOf(state).flatMap((term) => ofTerm(stream, unit, term)),
  ];
}

/** Kinds of streams that have due dates, each with how they are read off. */
export const entriesOf = {
  [productCycle.category]: ofCycle,
  [unitDuties.category]: ofDuties,
  [certificate.category]: ofCertificate,
  [councilSession.category]: ofSession,
} as Readonly<Record<string, (stream: string, state: any) => readonly Entry[]>>;
