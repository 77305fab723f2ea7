// An official text as PDF: A4 by the figures of the decree, its parts tagged, its fonts within it. The same text gives the
// same bytes: nothing of it is of the moment or the machine.
import {
  body,
  COUNTRY,
  dateLine,
  head,
  MOTTO,
  margins,
  numbered,
  recipients,
  signing,
  subject,
  title,
} from './decree-30.ts';
import type { fonts } from './fonts.ts';
import {
  type Annex,
  accompanies,
  annexName,
  type Block,
  isDraft,
  type OfficialText,
  type Signature,
  titleOfFile,
} from './official-text.ts';
import { begin, collect, mm, nextPage, type Pdf } from './pdf.ts';
import { numberedPages } from './pdf-pages.ts';
import { drawTable } from './pdf-table.ts';

const LEFT = mm(margins.left);
const GREY = '#555555';

export async function asPdf(...texts: readonly OfficialText[]): Promise<Buffer> {
  const [first] = texts;
  const doc = begin({ title: first ? titleOfFile(first) : '', author: first?.issuer ?? '', day: first?.day });
  const ended = collect(doc);
  const pages = numberedPages(doc);
  for (const text of texts) {
    pages.begin({ draft: isDraft(text) });
    tagged(doc, 'Sect', () => {
      drawHead(doc, text);
      drawTitle(doc, text);
      drawBlocks(doc, text.body);
      drawEnd(doc, text);
    });
    for (const [i, annex] of text.annexes.entries()) {
      pages.begin({ draft: isDraft(text), landscape: annex.landscape ?? false });
      tagged(doc, 'Sect', () => drawAnnex(doc, annex, i, text));
    }
    drawBasis(doc, text.basis);
  }
  pages.number();
  doc.end();
  return ended;
}

/** What a reader that speaks the page has of its order. */
function tagged(doc: Pdf, as: string, draw: () => void): void {
  const part = doc.struct(as, {}, draw);
  doc.addStructure(part);
  part.end();
}

const widthOf = (doc: Pdf): number => doc.page.width - LEFT - doc.page.margins.right;

type Set = { x: number; width: number; font: keyof typeof fonts; size: number; align?: 'left' | 'center' | 'justify' };

/** One or more lines at the place the document has come to, or at `y`. @returns where they end */
function put(doc: Pdf, text: string, { x, width, font, size, align = 'center' }: Set, y = doc.y): number {
  doc.font(font).fontSize(size).fillColor('black').text(text, x, y, { width, align });
  return doc.y;
}

function underline(doc: Pdf, { x, width, y }: { x: number; width: number; y: number }): void {
  doc
    .lineWidth(0.7)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke('black');
}

/** Places 1 to 4: on the left who issues it and its number, on the right the country, where and when. */
function drawHead(doc: Pdf, text: OfficialText): void {
  const whole = widthOf(doc);
  const left = { x: LEFT - mm(5), width: whole * 0.45 };
  const right = { x: LEFT + whole * 0.44, width: whole * 0.56 };
  const top = doc.y;
  const { size } = head;
  const superior = text.superior ? put(doc, text.superior.toUpperCase(), { ...left, font: 'regular', size }, top) : top;
  const issuer = put(doc, text.issuer.toUpperCase(), { ...left, font: 'bold', size }, superior) + 2;
  const short = left.width * head.line;
  underline(doc, { x: left.x + (left.width - short) / 2, width: short, y: issuer });
  const country = put(doc, COUNTRY, { ...right, font: 'bold', size }, top);
  const motto = put(doc, MOTTO, { ...right, font: 'bold', size: head.motto }, country) + 1;
  const long = doc.font('bold').fontSize(head.motto).widthOfString(MOTTO);
  underline(doc, { x: right.x + (right.width - long) / 2, width: long, y: motto });
  const next = Math.max(issuer, motto) + 8;
  const { symbol, number, place, day, kind } = text;
  let end =
    symbol === undefined
      ? next
      : put(doc, `Số: ${numbered(number, symbol)}`, { ...left, font: 'regular', size: head.number }, next);
  if (kind === undefined)
    end = put(doc, `V/v ${text.subject}`, { ...left, font: 'regular', size: subject.size }, end + 6);
  const dated = put(doc, dateLine(place, day), { ...right, font: 'italic', size: head.date }, next);
  doc.y = Math.max(end, dated) + 14;
}

/** Places 5a and 9a. */
function drawTitle(doc: Pdf, { kind, subject: about, addressees }: OfficialText): void {
  const whole = { x: LEFT, width: widthOf(doc) };
  if (kind !== undefined) {
    tagged(doc, 'H1', () => {
      put(doc, kind.toUpperCase(), { ...whole, font: 'bold', size: title.size });
      const end = put(doc, about, { ...whole, font: 'bold', size: title.size }) + 2;
      const length = Math.min(doc.widthOfString(about), whole.width) * title.line;
      underline(doc, { x: whole.x + (whole.width - length) / 2, width: length, y: end });
      doc.y = end + 12;
    });
  }
  if (addressees.length === 0) return;
  const only = addressees.length === 1 ? addressees[0] : undefined;
  put(doc, only ? `Kính gửi: ${only}` : 'Kính gửi:', { ...whole, font: 'regular', size: body.size });
  if (!only)
    for (const [i, one] of addressees.entries())
      put(doc, `- ${one}${i === addressees.length - 1 ? '.' : ';'}`, {
        ...whole,
        x: LEFT + whole.width * 0.3,
        width: whole.width * 0.7,
        font: 'regular',
        size: body.size,
        align: 'left',
      });
  doc.y += 10;
}

function drawBlocks(doc: Pdf, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (block.kind === 'table') {
      drawTable(doc, block, { x: LEFT, width: widthOf(doc) });
      continue;
    }
    const { text } = block;
    const isCentred = block.kind === 'resolves';
    const isHeading = block.kind === 'heading' || isCentred;
    tagged(doc, isHeading ? 'H2' : 'P', () => {
      doc
        .font(isHeading ? 'bold' : block.kind === 'ground' ? 'italic' : 'regular')
        .fontSize(body.size)
        .fillColor('black')
        .text(block.kind === 'item' ? `- ${text}` : text, LEFT, doc.y, {
          width: widthOf(doc),
          align: isCentred ? 'center' : 'justify',
          indent: isCentred ? 0 : mm(body.firstLine),
          lineGap: body.size * (body.lineSpacing - 1),
          paragraphGap: body.between,
        });
    });
  }
}

/** Places 7 and 9b: on the right, or on both sides, who signs; on the left who receives it. */
function drawEnd(doc: Pdf, { signatures, recipients: to }: OfficialText): void {
  const whole = widthOf(doc);
  const room = signing.size * 5 + mm(signing.room);
  if (doc.y + room > doc.page.height - doc.page.margins.bottom) nextPage(doc);
  const top = doc.y + 8;
  const right = { x: LEFT + whole / 2, width: whole / 2 };
  const left = { x: LEFT, width: whole / 2 };
  const [first, second] = signatures;
  const ends = [top];
  if (second && first) ends.push(drawSignature(doc, first, left, top));
  const last = second ?? first;
  if (last) ends.push(drawSignature(doc, last, right, top));
  // Of two who sign, who receives it stands below them.
  const below = second ? Math.max(...ends) + 10 : top;
  doc.y = below;
  if (to.length > 0) {
    put(doc, 'Nơi nhận:', { ...left, font: 'boldItalic', size: recipients.title, align: 'left' }, below);
    for (const [i, one] of to.entries())
      put(doc, `- ${one}${i === to.length - 1 ? '.' : ';'}`, {
        ...left,
        font: 'regular',
        size: recipients.size,
        align: 'left',
      });
  }
  doc.y = Math.max(doc.y, ...ends);
}

function drawSignature(
  doc: Pdf,
  { authority, post, name }: Signature,
  at: { x: number; width: number },
  y: number,
): number {
  const set = { ...at, font: 'bold', size: signing.size } as const;
  const afterAuthority = authority ? put(doc, authority.toUpperCase(), set, y) : y;
  const afterPost = put(doc, post.toUpperCase(), set, afterAuthority);
  return put(doc, name ?? '………………………', set, afterPost + mm(signing.room));
}

function drawAnnex(doc: Pdf, { title: named, body: blocks }: Annex, no: number, text: OfficialText): void {
  const whole = { x: LEFT, width: widthOf(doc) };
  put(doc, annexName(text, no), { ...whole, font: 'bold', size: title.size });
  put(doc, named.toUpperCase(), { ...whole, font: 'bold', size: title.size });
  put(doc, accompanies(text), { ...whole, font: 'italic', size: body.size });
  doc.y += 8;
  drawBlocks(doc, blocks);
}

function drawBasis(doc: Pdf, basis: string): void {
  doc.font('regular').fontSize(8).fillColor(GREY);
  doc.text(basis, LEFT, doc.y + 14, { width: widthOf(doc), align: 'left' });
}
