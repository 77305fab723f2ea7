// The end of a text as PDF: places 7 and 9b of the decree.
import { recipients, signing } from './decree-30.ts';
import type { OfficialText, Signature } from './official-text.ts';
import { mm, nextPage } from './pdf.ts';
import { LEFT, putLine, type Sheet, widthOf } from './pdf-sheet.ts';

/** On the right, or on both sides, who signs; on the left who receives it. */
export function drawEnd(sheet: Sheet, { signatures, recipients: to }: OfficialText): void {
  const { doc } = sheet;
  const whole = widthOf(sheet);
  const room = signing.size * 6 + mm(signing.room);
  if (doc.y + room > doc.page.height - doc.page.margins.bottom) nextPage(doc);
  const top = doc.y + 8;
  const right = { x: LEFT + whole / 2, width: whole / 2 };
  const left = { x: LEFT, width: whole / 2 };
  const [first, second] = signatures;
  const ends = [top];
  if (second && first) ends.push(drawSignature(sheet, first, left, top));
  const last = second ?? first;
  if (last) ends.push(drawSignature(sheet, last, right, top));
  // Of two who sign, who receives it stands below them.
  const below = second ? Math.max(...ends) + 10 : top;
  doc.y = below;
  if (to.length > 0) {
    const setting = { ...left, align: 'left' } as const;
    putLine(sheet, 'Nơi nhận:', { ...setting, font: 'boldItalic', size: recipients.title }, below);
    for (const [i, one] of to.entries())
      putLine(sheet, `- ${one}${i === to.length - 1 ? '.' : ';'}`, {
        ...setting,
        font: 'regular',
        size: recipients.size,
      });
  }
  doc.y = Math.max(doc.y, ...ends);
}

function drawSignature(
  sheet: Sheet,
  { authority = [], post, name }: Signature,
  at: { x: number; width: number },
  y: number,
): number {
  const setting = { ...at, font: 'bold', size: signing.size } as const;
  let below = y;
  for (const line of [...authority, post]) below = putLine(sheet, line.toUpperCase(), setting, below);
  return putLine(sheet, name ?? '………………………', setting, below + mm(signing.room));
}
