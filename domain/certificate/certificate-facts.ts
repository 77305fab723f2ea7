// What the procedure of a certificate turns on, read off its state: nothing here says what comes next.
import type { DueAction } from '../kernel/due-action.ts';
import type { Certificates } from '../product-cycle/certificates.ts';
import { cycleParts } from '../product-cycle/product-cycle.ts';
import { nextReminder, overdueAt, remindAt } from '../programme-year/reminder-days.ts';
import { dayOf } from '../time/civil-date.ts';
import { type Certificate, certificate, type Ending } from './certificate.ts';
import { atTheEnd, type Renewing } from './expiring.ts';
import { markRevocationOverdue, remindOfRevocation, revocationDeadline } from './reminding.ts';
import { leftBy } from './superseding.ts';
import { nextWarning, warnAt, warnOfExpiry } from './warning.ts';

/** Where a fact stands, `<stream>@<revision>`: what a command is given because of it carries it in its id. */
export type FactRef = string;

/** An older certificate of the product; `which`: the fact by which it is as it is. */
type Older = { readonly stream: string; readonly by: string; readonly cause: FactRef; readonly which: FactRef };

export type CertificateFacts = {
  readonly issued: FactRef | undefined;
  /** it still stands beside this one, which takes its place */
  readonly toSupersede: Older | undefined;
  /** it ended for this one, which does not take its place any more, or from another day */
  readonly toRestore: Older | undefined;
  /** `at`: when its last day is over; `holds`: a renewal keeps it valid beyond that */
  readonly end: { readonly holds: boolean; readonly until: string; readonly at: string } | undefined;
  readonly ended: Ending | undefined;
};

export type CertificateQuestion = Renewing & {
  readonly id: string;
  readonly state: Certificate;
  /** of the product’s other cycles */
  readonly streams: Certificates;
  /** the engine's time, RFC 3339 UTC */
  readonly at: string;
};

/** The newest fact that made something due, corrections counted. */
const causeIn = ({ id, state }: CertificateQuestion, at: number): FactRef =>
  `${certificate.stream(id)}@${Math.max(at, state.amendedAt)}`;

/** Undefined before it has begun. */
export function certificateFacts(q: CertificateQuestion): CertificateFacts | undefined {
  const { state } = q;
  if (!state.begun) return undefined;
  return {
    issued: state.issued && causeIn(q, state.issued.at),
    toSupersede: olderOf(q, (older) => !older.ended && leftBy(state, older) !== undefined),
    toRestore: olderOf(q, (older) => {
      const { ended } = older;
      return ended?.as === 'superseded' && ended.by === q.id && leftBy(state, older) !== ended.until;
    }),
    end: atTheEnd(state, q),
    ended: state.ended?.as,
  };
}

function olderOf(q: CertificateQuestion, is: (older: Certificate) => boolean): Older | undefined {
  const found = [...q.streams].find(([id, older]) => id !== q.id && is(older));
  if (!found) return undefined;
  const [id, older] = found;
  const stream = certificate.stream(id);
  const { begun, issued, ended } = q.state;
  const cause = causeIn(q, Math.max(begun?.at ?? 0, issued?.at ?? 0, ended?.at ?? 0));
  return { stream, by: q.id, cause, which: `${stream}@${older.ended?.at ?? older.standsSince ?? 0}` };
}

/** What is due beside the procedure: that its end is warned of, and who decides on a revocation reminded. */
export function certificateDeadlines(q: CertificateQuestion): readonly DueAction[] {
  const { state, year, at } = q;
  const warning = nextWarning(state, year, dayOf(at));
  const issued = causeIn(q, state.issued?.at ?? 0);
  const term = revocationDeadline(state);
  const reminder = term && nextReminder(term, year, dayOf(at));
  const proposed = causeIn(q, term?.at ?? 0);
  return [
    ...(warning
      ? [
          {
            command: warnOfExpiry.name,
            dueAt: warnAt(warning),
            cause: issued,
            which: `T-${warning.daysBefore} ${state.until}`,
          },
        ]
      : []),
    // At one instant it is marked first: the reminder goes to who stands above, too.
    ...(term && !term.overdue
      ? [{ command: markRevocationOverdue.name, dueAt: overdueAt(term), cause: proposed, which: term.dueOn }]
      : []),
    ...(reminder
      ? [{ command: remindOfRevocation.name, dueAt: remindAt(reminder), cause: proposed, which: reminder.which }]
      : []),
  ];
}

/** The streams whose certificates stand beside one another: all of its product. */
export const siblingsOf = (id: string): string => {
  const { province, product } = cycleParts(id);
  return `${province}-*-${product}-`;
};
