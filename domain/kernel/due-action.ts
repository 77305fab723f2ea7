// What a process manager is due to do. A due action is always a command on the stream it belongs to;
// its id is made of what made it due, so a retried activity, a reset workflow or a rebuilt cluster
// finds its own command again, and a new cause makes a new one.
import { refusal } from './refusal.ts';

export const NOT_DUE = refusal('NOT_DUE', 'conflict', { vi: 'Chưa đến hạn.', en: 'It is not due yet.' });

export type DueAction = {
  /** the command's name */
  readonly command: string;
  /** RFC 3339 UTC from which it is due */
  readonly dueAt: string;
  /** `<stream>@<revision>` of the newest fact that made it due */
  readonly cause: string;
  /** which of several of the kind: a step, a tier, `T-7` */
  readonly which: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** another stream the command goes to (its delivery is recorded on this one by a further action) */
  readonly on?: { readonly stream: string; readonly input: Readonly<Record<string, unknown>> };
};

export function dueCommandId(stream: string, action: Pick<DueAction, 'command' | 'cause' | 'which'>): string {
  return `${stream}/${action.command}/${action.cause}/${action.which}`;
}

/** Of several due actions the earliest comes first; at the same instant the one listed first. */
export function earliest(actions: readonly DueAction[]): DueAction | undefined {
  return actions.reduce<DueAction | undefined>((first, a) => (first && first.dueAt <= a.dueAt ? first : a), undefined);
}
