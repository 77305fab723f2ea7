// Head and title of a text as PDF: places 1 to 5 and 9a of the decree.
import { body, COUNTRY, dateLine, head, MOTTO, numbered, subject, title } from './decree-30.ts';
import { issuerLines } from './issuer-lines.ts';
import type { OfficialText } from './official-text.ts';
import { mm } from './pdf.ts';
import { LEFT, put, putLine, type Sheet, tagged, underline, widthOf } from './pdf-sheet.ts';

/** Places 1 to 4: on the left who issues it and its number, on the right the country, where and when. */
export function drawHead(sheet: Sheet, text: OfficialText): void {
  const { doc } = sheet;
  const whole = widthOf(sheet);
  const left = { x: LEFT - mm(5), width: whole * 0.45 };
  const right = { x: LEFT + whole * 0.44, width: whole * 0.56 };
  const top = doc.y;
  const { size } = head;
  const { superior, issuer } = issuerLines(text, (left.width * 25.4) / 72);
  const above = superior ? putLine(sheet, superior, { ...left, font: 'regular', size }, top) : top;
  const who = putLine(sheet, issuer, { ...left, font: 'bold', size }, above) + 2;
  const short = left.width * head.line;
  underline(sheet, { x: left.x + (left.width - short) / 2, width: short, y: who });
  const country = putLine(sheet, COUNTRY, { ...right, font: 'bold', size }, top);
  const motto = putLine(sheet, MOTTO, { ...right, font: 'bold', size: head.motto }, country) + 1;
  const long = doc.font('bold').fontSize(head.motto).widthOfString(MOTTO);
  underline(sheet, { x: right.x + (right.width - long) / 2, width: long, y: motto });
  const next = Math.max(who, motto) + 8;
  const { symbol, number, place, day, kind } = text;
  let end =
    symbol === undefined
      ? next
      : putLine(sheet, `Số: ${numbered(number, symbol)}`, { ...left, font: 'regular', size: head.number }, next);
  if (kind === undefined)
    end = putLine(sheet, `V/v ${text.subject}`, { ...left, font: 'regular', size: subject.size }, end + 6);
  const dated = putLine(sheet, dateLine(place, day), { ...right, font: 'italic', size: head.date }, next);
  doc.y = Math.max(end, dated) + 14;
}

/** Places 5a and 9a. */
export function drawTitle(sheet: Sheet, { kind, subject: about, addressees }: OfficialText): void {
  const { doc } = sheet;
  const whole = { x: LEFT, width: widthOf(sheet) };
  if (kind !== undefined) {
    const setting = { ...whole, font: 'bold', size: title.size } as const;
    tagged(sheet, 'H1', () => {
      put(sheet, kind.toUpperCase(), setting);
      put(sheet, about, setting);
    });
    const length = Math.min(doc.widthOfString(about), whole.width) * title.line;
    const end = doc.y + 2;
    underline(sheet, { x: whole.x + (whole.width - length) / 2, width: length, y: end });
    doc.y = end + 12;
  }
  if (addressees.length === 0) return;
  const only = addressees.length === 1 ? addressees[0] : undefined;
  putLine(sheet, only ? `Kính gửi: ${only}` : 'Kính gửi:', { ...whole, font: 'regular', size: body.size });
  const listed = {
    ...{ x: LEFT + whole.width * 0.3, width: whole.width * 0.7, size: body.size },
    ...({ font: 'regular', align: 'left' } as const),
  };
  if (!only)
    for (const [i, one] of addressees.entries())
      putLine(sheet, `- ${one}${i === addressees.length - 1 ? '.' : ';'}`, listed);
  doc.y += 10;
}
