// How a letter leaves the house: by one way or another, and what became of it.

/** A letter on its way out. Nothing of it reaches a log. */
export type Message = {
  /** of the letter, unlike any other's: a repeat carries the same */
  readonly messageId: string;
  /** what a file of it is called: day, account and number */
  readonly name: string;
  /** one address, or one telephone number */
  readonly to: string;
  /** RFC 3339 UTC */
  readonly date: string;
  readonly lang: 'vi' | 'en';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** the page on which it is marked as read; letters of older releases have none */
  readonly link?: string;
};

/**
 * `failed`: to be tried again; `uncertain`: it was handed over and no answer came; `refused`: for good. `code`: a word of
 * ours or the server's number, never what it said, which may name the address. `retryAfterS`: seconds for which it asked to be
 * left alone, a day at most.
 */
export type Sent =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'failed'; readonly code: string; readonly uncertain?: true; readonly retryAfterS?: number }
  | { readonly outcome: 'refused'; readonly code: string };

export type Channel = {
  /** as a letter's facts name it */
  readonly name: string;
  /** Answers within half a minute; never throws for what a server or a disk did. */
  send(message: Message): Promise<Sent>;
  /** Whether it could send now, in a sentence for `ocop doctor`. Throws where it could not. */
  check(): Promise<string>;
  close(): void;
};
