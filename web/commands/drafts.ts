// What was typed and not sent yet: kept on this machine, per account, command and thing, until it is done.
import type { Raw } from './raw.ts';

export type Draft = {
  readonly raw: Readonly<Record<string, Raw>>;
  /** what the form was filled with when it was typed into */
  readonly from?: Readonly<Record<string, Raw>>;
  /** of what was last sent: the same input goes under the same key, so that it is done once */
  readonly sent?: { readonly input: string; readonly key: string };
};
export type DraftOf = { readonly account: string; readonly command: string; readonly id: string };

const nameOf = ({ account, command, id }: DraftOf): string => `ocop.draft:${account}:${command}:${id}`;

export function readDraft(of: DraftOf): Draft {
  try {
    return JSON.parse(localStorage.getItem(nameOf(of)) ?? '{"raw":{}}') as Draft;
  } catch {
    return { raw: {} };
  }
}

export function keepDraft(of: DraftOf, draft: Draft): void {
  try {
    localStorage.setItem(nameOf(of), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage: what is typed still stands on the screen.
  }
}

export const dropDraft = (of: DraftOf): void => localStorage.removeItem(nameOf(of));

/** The key under which an input goes: its own until the input changes. */
export function keyFor(of: DraftOf, draft: Draft, input: unknown): string {
  const text = JSON.stringify(input);
  if (draft.sent?.input === text) return draft.sent.key;
  const key = crypto.randomUUID();
  keepDraft(of, { ...draft, sent: { input: text, key } });
  return key;
}
