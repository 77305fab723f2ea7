// Which of a session's commands are given where: about one product while the session is run, about the session on its page.
import type { Session } from '../../talk/council-answers.ts';

/** In the order in which a council comes to them. */
export const OF_PRODUCT: readonly string[] = [
  'OpenScores',
  'DiscussProduct',
  'CloseProduct',
  'VoteOnKnockOut',
  'PostponeProduct',
  'ReopenProduct',
  'RecordConflict',
  'RecordSamples',
];
/** Those that have a form of their own. */
const OWN_FORM = ['SealSheet', 'DeclareConflicts', 'RecordAttendance', 'SetSessionKey', 'SignMinutes'];
export const isOfProduct = (name: string): boolean => OF_PRODUCT.includes(name) || OWN_FORM.includes(name);

/** The commands that a session waits for as it stands. */
export function waitedIn({ agenda, sittings, minutes }: Session): readonly string[] {
  const isOpen = sittings.at(-1) !== undefined && sittings.at(-1)?.closed === undefined;
  const isOver = agenda.every(({ closed, postponed }) => closed || postponed);
  if (isOpen) return isOver ? ['CloseSession'] : [];
  if (!isOver) return agenda.every(({ dossier }) => dossier) ? ['OpenSession'] : ['DistributeDossiers'];
  return minutes.length === 0 ? ['DrawUpMinutes'] : [];
}
