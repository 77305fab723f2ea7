// What a printed certificate says of itself in its second code: a signed note (https://c2sp.org/signed-note) that somebody without
// a network reads, and checks with nothing but the office's root key. It holds the yearly key that signed it with the root's
// word for that key, as the log of events knows them; what became of the certificate since is only known where it leads to.
import { shownDay } from '../domain/kernel/fields.ts';
import type { LogKey } from '../domain/log-keys/log-keys.ts';
import { certificateText } from './checkpoint.ts';
import type { Findings } from './finding.ts';
import { isCertified } from './log-key-trust.ts';
import {
  checkSignature,
  ED25519,
  fromBase64,
  readNote,
  readVerifierKey,
  type SignerKey,
  signNote,
  type VerifierKey,
  verifierKey,
} from './signed-note.ts';

/** Days as civil dates; nothing of it is personal. */
export type PaperSays = {
  readonly number: string;
  readonly product: string;
  readonly stars: number;
  readonly from: string;
  readonly until: string;
  readonly decision: string;
  /** where it is told what became of it; empty where the office is not reached from outside */
  readonly link: string;
};

const FIRST_LINE = 'OCOP certificate v1';
const KEY_BYTES = 32;

const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

function bodyOf(says: PaperSays, key: VerifierKey, { from, until, certificate }: Vouched): string {
  const lines = [
    FIRST_LINE,
    `Số: ${oneLine(says.number)}`,
    `Sản phẩm: ${oneLine(says.product)}`,
    `Hạng: ${says.stars} sao`,
    `Giá trị: ${says.from} ${says.until}`,
    `Quyết định: ${oneLine(says.decision)}`,
    `Tra cứu: ${says.link}`,
    `Khóa: ${key.publicKey.toString('base64')} ${from} ${until} ${certificate}`,
  ];
  return `${lines.join('\n')}\n`;
}

type Vouched = Pick<LogKey, 'from' | 'until' | 'certificate'>;

/** @param vouched what the root key said of the signer */
export const signedStatement = (says: PaperSays, signer: SignerKey, vouched: Vouched): string =>
  signNote(bodyOf(says, signer, vouched), signer);

/** Whether a text means to be one: also one that was damaged, or forged. */
export const isStatement = (text: string): boolean => plain(text).startsWith(`${FIRST_LINE}\n`);

/** What scanners and mail make of it is read all the same. */
const plain = (text: string): string =>
  `${text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trim()}\n`;

const SHAPE =
  /^Số: (.+)\nSản phẩm: (.+)\nHạng: ([1-5]) sao\nGiá trị: (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)\nQuyết định: (.*)\nTra cứu: (.*)\nKhóa: (\S+) (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d) (\S+)\n$/u;

function readStatement(text: string) {
  const note = readNote(plain(text));
  const [signature] = note?.signatures ?? [];
  const [, number = '', product = '', stars, from = '', until = '', decision = '', link = '', ...of] =
    SHAPE.exec(note?.text.slice(FIRST_LINE.length + 1) ?? '') ?? [];
  const publicKey = fromBase64(of[0] ?? '');
  if (!note || !signature || publicKey?.length !== KEY_BYTES) return undefined;
  const [keyFrom = '', keyUntil = '', certificate = ''] = of.slice(1);
  return {
    says: { number, product, stars: Number(stars), from, until, decision, link } satisfies PaperSays,
    key: verifierKey(signature.name, ED25519, publicKey),
    vouched: { from: keyFrom, until: keyUntil, certificate },
    body: note.text,
    signature,
  };
}

export const SIGNER_NOT_COMPARED = 'SIGNER_NOT_COMPARED';

type Judging = { readonly findings: Findings; readonly at: string; readonly rootKey: string | undefined };

/**
 * Judges a statement by itself. @param rootKey as the office published it: without it nobody can say who signed
 * @returns what it says; undefined where it cannot even be read
 */
export function verifyStatement(text: string, { findings, at, rootKey }: Judging): PaperSays | undefined {
  const read = readStatement(text);
  if (!read) {
    findings.add({ grade: 'manipulation', code: 'STATEMENT_BROKEN', at, what: 'it is no whole statement any more' });
    return undefined;
  }
  const { says, key, vouched, body, signature } = read;
  if (checkSignature(body, signature, key)?.good !== true)
    findings.add({
      grade: 'manipulation',
      code: 'STATEMENT_FORGED',
      at,
      what: `key ${key.id} did not sign these words`,
    });
  const root = rootKey === undefined ? undefined : readVerifierKey(rootKey);
  if (!root)
    findings.add({
      grade: 'notice',
      code: SIGNER_NOT_COMPARED,
      at,
      what: `signed by ${key.text}; give the office’s root key (--root-key) to know whose that is`,
    });
  else if (!isCertified({ key: key.text, ...vouched }, root.text))
    findings.add({
      grade: 'manipulation',
      code: 'CERTIFICATE_BAD',
      at,
      what: `root key ${root.id} does not vouch for ${certificateText({ key: key.text, ...vouched }).split('\n')[1]}`,
    });
  return says;
}

export const saidBy = ({ number, product, stars, from, until, decision, link }: PaperSays): string =>
  [
    `${product}: ${stars} sao · stars`,
    `Số · number: ${number}`,
    `Giá trị · valid: ${shownDay(from)} – ${shownDay(until)}`,
    ...(decision === '' ? [] : [`Quyết định · decision: ${decision}`]),
    ...(link === '' ? [] : [`Tra cứu · ask: ${link}`]),
  ].join('\n');
