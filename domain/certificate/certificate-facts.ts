// What the procedure of a certificate turns on, read off its state: nothing here says what comes next.
import type { DueAction } from '../kernel/due-action.ts';
import type { Certificates } from '../product-cycle/certificates.ts';
import { cycleParts, type ProductCycle } from '../product-cycle/product-cycle.ts';
import { dayOf } from '../time/civil-date.ts';
import { dueOfIssue, issueToAwait } from './awaiting.ts';
import { type Certificate, certificate, type Ending } from './certificate.ts';
import { atTheEnd, type Renewing } from './expiring.ts';
import { dueOfRevocation } from './reminding.ts';
import { leftBy } from './superseding.ts';
import { nextWarning, warnAt, warnOfExpiry } from './warning.ts';

/** Where a fact stands, `<stream>@<revision>`: what a command is given because of it carries it in its id. */
export type FactRef = string;

/** An older certificate of the product; `which`: the fact by which it is as it is. */
type Older = { readonly stream: string; readonly by: string; readonly cause: FactRef; readonly which: FactRef };

export type CertificateFacts = {
  readonly issued: FactRef | undefined;
  /** the day by which it is to be issued is to be set, or set anew: because of which fact, and to which day */
  readonly toAwait: { readonly cause: FactRef; readonly dueOn: string } | undefined;
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
  /** in which its product was recognised */
  readonly cycle: ProductCycle;
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
  const awaited = issueToAwait(state, q.cycle, q.year, dayOf(q.at));
  return {
    issued: state.issued && causeIn(q, state.issued.at),
    toAwait: awaited && {
      cause: causeIn(q, state.toIssue?.at ?? state.begun.at),
      dueOn: `${awaited.due.dueOn} ${awaited.due.basis}`,
    },
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

/** What is due beside the procedure: that its end is warned of, and whoever is to issue it or decide on it reminded. */
export function certificateDeadlines(q: CertificateQuestion): readonly DueAction[] {
  const { state, year, at } = q;
  const warning = nextWarning(state, year, dayOf(at));
  const issued = causeIn(q, state.issued?.at ?? 0);
  const causeOf = (revision: number) => causeIn(q, revision);
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
    ...dueOfIssue(state, year, dayOf(at), causeOf),
    ...dueOfRevocation(state, year, dayOf(at), causeOf),
  ];
}

/** The streams whose certificates stand beside one another: all of its product. */
export const siblingsOf = (id: string): string => {
  const { province, product } = cycleParts(id);
  return `${province}-*-${product}-`;
};
