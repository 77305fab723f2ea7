// An official text as data: what it says, not how it is set. as-pdf.ts and as-docx.ts set it, by the same figures.
import type { Day } from '../domain/time/civil-date.ts';
import { numbered } from './decree-30.ts';

export type Column = {
  readonly title: string;
  /** share of the width, against the others' */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
};

export type Table = {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
};

export type Block =
  /** a ground in italics, on a line of its own: “Căn cứ …;” */
  | { readonly kind: 'ground'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** one of several, with a hyphen before it */
  | { readonly kind: 'item'; readonly text: string }
  /** “QUYẾT ĐỊNH:” before the articles */
  | { readonly kind: 'resolves'; readonly text: string }
  /** “Điều 1.”, or a section's name */
  | { readonly kind: 'heading'; readonly text: string }
  | Table;

export type Signature = {
  /** TM., KT., TL., TUQ. and for whom: a line each */
  readonly authority?: readonly string[];
  readonly post: string;
  readonly name?: string;
};

export type Annex = { readonly title: string; readonly body: readonly Block[]; readonly landscape?: boolean };

export type OfficialText = {
  /** names the file and the document, without diacritics */
  readonly id: string;
  readonly superior?: string;
  readonly issuer: string;
  /** undefined until it is given; forms of the programme (score sheets) have none */
  readonly number?: string;
  /** what follows the number: `QĐ-UBND`; undefined where the text has no number */
  readonly symbol?: string;
  readonly place: string;
  readonly day?: Day;
  /** QUYẾT ĐỊNH, BIÊN BẢN, …; undefined for a letter */
  readonly kind?: string;
  readonly subject: string;
  /** “Kính gửi” of a letter or a submission */
  readonly addressees: readonly string[];
  readonly body: readonly Block[];
  /** one stands to the right; of two the first stands to the left */
  readonly signatures: readonly Signature[];
  readonly recipients: readonly string[];
  readonly annexes: readonly Annex[];
  /** what its data rest on, printed small at its end */
  readonly basis: string;
};

/** Until number, day and signer are entered it is a draft, and says so across the page. */
export const isDraft = ({ symbol, number, day, signatures }: OfficialText): boolean =>
  (symbol !== undefined && number === undefined) ||
  day === undefined ||
  signatures.some(({ name }) => name === undefined);

/** What the file calls itself. */
export const titleOfFile = ({ kind, subject }: OfficialText): string => `${kind ? `${kind} – ` : ''}${subject}`;

const ROMAN = ['I', 'II', 'III', 'IV', 'V'] as const;

/** Of several each has its number. @param no from 0 */
export const annexName = ({ annexes }: OfficialText, no: number): string =>
  annexes.length === 1 ? 'Phụ lục' : `Phụ lục ${ROMAN[no] ?? no + 1}`;

/** “(Kèm theo Quyết định số … ngày … của …)” under an annex's title. */
export function accompanies({ kind = 'Văn bản', symbol, number, day, issuer }: OfficialText): string {
  const [year, month, date] = day?.split('-') ?? ['……', '…', '…'];
  const of = symbol === undefined ? '' : ` số ${numbered(number, symbol)}`;
  return `(Kèm theo ${kind}${of} ngày ${date}/${month}/${year} của ${issuer})`;
}
