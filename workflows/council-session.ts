// The procedure of a council's session: dossiers in time → declarations → sheets → minutes → each result into its cycle.
// People do all of it but the last, and are reminded (activities/look-at-session.ts has the dates). A result that stands no more
// is taken back, what a cycle did not take is told and waits for somebody to ask again, and an appeal for its answer.

import type { ResultFacts, SessionFacts } from '../domain/council-session/session-facts.ts';
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';

export function councilSession(s: SessionFacts): Move {
  if (!s.distributed) return until('every dossier was sent to the members');
  if (s.undecided > 0) return untilDecided(s);
  if (s.open) return until('the session is closed');
  if (s.minutesLackSince) return give('SetMinutesTerm', { cause: s.minutesLackSince, which: 'minutes' });
  if (!s.drawnUp) return until('the secretary has drawn up the minutes');
  if (!s.signed) return until('who presided and the secretary have signed the minutes');
  return deliver(s);
}

function untilDecided({ undeclared, open, undecided }: SessionFacts): Move {
  if (!open && undeclared.length > 0)
    return until(`${undeclared.length} members have declared on conflicts of interest`);
  return open ? until(`${undecided} products are decided on`) : until('the session is opened');
}

function deliver({ results, appeals, unreadable }: SessionFacts): Move {
  // What is to be noted of one product holds up no other's result.
  const next: ResultFacts | undefined =
    results.find(({ is }) => is === 'awaited' || is === 'stale') ?? results.find(({ is }) => is !== 'gone-and-noted');
  if (!next) {
    if (unreadable > 0) return until(`${unreadable} cycles can be read again`);
    if (results.length > 0) return until('a result is to be delivered again');
    return appeals > 0 ? until('an appeal is answered') : over('every result is in its cycle');
  }
  const { session, cycle, cause, stream, is } = next;
  const inCycle = { cause, which: cycle, on: { stream, input: { session } } };
  if (is === 'awaited') return give('RecordCouncilResult', inCycle);
  if (is === 'stale') return give('VoidCouncilResult', inCycle);
  return give('NoteDelivery', { cause, which: `${cycle} ${is}`, input: { cycle } });
}
