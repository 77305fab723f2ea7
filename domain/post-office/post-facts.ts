// What the sending of the post turns on: whether it goes out, and when somebody has to be told something next.
import { type PostOffice, postOffice } from './post-office.ts';

export type PostFacts = {
  readonly open: boolean;
  /** `slot`: RFC 3339 UTC */
  readonly next: { readonly slot: string; readonly cause: string } | undefined;
};

/** @param slot undefined while nobody has to be told anything */
export const postFacts = (id: string, { open, at }: PostOffice, slot: string | undefined): PostFacts => ({
  open,
  next: slot === undefined ? undefined : { slot, cause: `${postOffice.stream(id)}@${at}` },
});
