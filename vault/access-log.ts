// Who read what is personal or sealed, when and why. It is only ever added to, and swept from its old end; it lies beside
// the vault, whose backups hold it.

/** Once somebody was given it, or would be in a moment: it is noted before it is read. */
export type Access = {
  /** RFC 3339 UTC */
  readonly at: string;
  readonly account: string;
  /** whose values, or in which session, as the name of its stream */
  readonly stream: string;
  readonly what: AccessKind;
  /** what for, where the reader said so */
  readonly why?: string | undefined;
  /** the request’s id, as our own log has it */
  readonly request: string;
};

/** `letter-by-link`: by whoever had the letter’s own link; `minutes`: the secretary’s words in them;
 * `file`: one of a dossier, or all of them */
export const accessKinds = ['personal', 'letter', 'letter-by-link', 'envelopes', 'receipt', 'minutes', 'file'] as const;
export type AccessKind = (typeof accessKinds)[number];

export type Noted = Access & { readonly no: number };

export type AccessQuestion = {
  readonly account?: string | undefined;
  readonly stream?: string | undefined;
  /** RFC 3339 UTC: not before, and before */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** entries before that number: the last one of the page before */
  readonly before?: number | undefined;
  readonly limit: number;
};

export type AccessLog = {
  /** It is durable once this resolves. */
  note(access: Access): Promise<void>;
  /** The newest first, and how many there are. */
  list(question: AccessQuestion): Promise<{ readonly items: readonly Noted[]; readonly total: number }>;
  /** Removes what was noted before `before` (RFC 3339 UTC); answers how many. */
  sweep(before: string): Promise<number>;
};

type Row = {
  no: number | bigint | string;
  at: string;
  account: string;
  stream: string;
  what: string;
  why: string | null;
};

export const notedOf = ({ no, why, request, ...row }: Row & { request: string }): Noted => ({
  no: Number(no),
  at: row.at,
  account: row.account,
  stream: row.stream,
  what: row.what as AccessKind,
  ...(why === null ? {} : { why }),
  request,
});

/** The conditions of a question, with what they are asked with. @param place how the n-th value is written, from 1 on */
export function conditionsOf({ account, stream, from, until }: AccessQuestion, place: (n: number) => string) {
  const asked = [
    ['account =', account],
    ['stream =', stream],
    ['at >=', from],
    ['at <', until],
  ] as const;
  const given = asked.filter((one): one is readonly [(typeof one)[0], string] => one[1] !== undefined);
  return {
    where: given.map(([condition], i) => `${condition} ${place(i + 1)}`).join(' AND '),
    values: given.map(([, value]) => value),
  };
}

/** The same moment so many years ago. */
export function yearsBefore(now: string, years: number): string {
  const at = new Date(now);
  at.setUTCFullYear(at.getUTCFullYear() - years);
  return at.toISOString();
}
