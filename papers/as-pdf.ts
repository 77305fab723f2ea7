// An official text as PDF: A4 by the figures of the decree, its parts tagged, its fonts within it. The same text gives the
// same bytes: nothing of it is of the moment or the machine.
import { body, title } from './decree-30.ts';
import {
  type Annex,
  accompanies,
  annexName,
  type Block,
  isDraft,
  type OfficialText,
  titleOfFile,
} from './official-text.ts';
import { begin, collect, mm, write } from './pdf.ts';
import { drawEnd } from './pdf-end.ts';
import { drawHead, drawTitle } from './pdf-head.ts';
import { numberedPages } from './pdf-pages.ts';
import { beginSheet, LEFT, put, putLine, type Sheet, tagged, widthOf } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';

const GREY = '#555555';

/** One text, or several one after the other, each with pages of its own. */
export async function asPdf(...texts: readonly OfficialText[]): Promise<Buffer> {
  const [first] = texts;
  const doc = begin({ title: first ? titleOfFile(first) : '', author: first?.issuer ?? '', day: first?.day });
  const ended = collect(doc);
  const pages = numberedPages(doc);
  for (const text of texts) {
    const draft = isDraft(text);
    pages.begin({ draft });
    const sheet = beginSheet(doc);
    drawHead(sheet, text);
    drawTitle(sheet, text);
    drawBlocks(sheet, text.body);
    drawEnd(sheet, text);
    for (const [i, annex] of text.annexes.entries()) {
      pages.begin({ draft, landscape: annex.landscape ?? false });
      drawAnnex(sheet, annex, i, text);
    }
    drawBasis(sheet, text.basis);
    sheet.section.end();
  }
  pages.number();
  doc.end();
  return ended;
}

function drawBlocks(sheet: Sheet, blocks: readonly Block[]): void {
  const { doc } = sheet;
  for (const block of blocks) {
    if (block.kind === 'table') {
      drawTable(sheet, block, { x: LEFT, width: widthOf(sheet) });
      continue;
    }
    const { text } = block;
    const isCentred = block.kind === 'resolves';
    const isHeading = block.kind === 'heading' || isCentred;
    tagged(sheet, isHeading ? 'H2' : 'P', () => {
      write(doc, isHeading ? 'bold' : block.kind === 'ground' ? 'italic' : 'regular', body.size);
      doc.text(block.kind === 'item' ? `- ${text}` : text, LEFT, doc.y, {
        width: widthOf(sheet),
        align: isCentred ? 'center' : 'justify',
        indent: isCentred ? 0 : mm(body.firstLine),
        lineGap: body.size * (body.lineSpacing - 1),
        paragraphGap: body.between,
      });
    });
  }
}

function drawAnnex(sheet: Sheet, { title: named, body: blocks }: Annex, no: number, text: OfficialText): void {
  const whole = { x: LEFT, width: widthOf(sheet) };
  tagged(sheet, 'H1', () => {
    put(sheet, annexName(text, no), { ...whole, font: 'bold', size: title.size });
    put(sheet, named.toUpperCase(), { ...whole, font: 'bold', size: title.size });
  });
  putLine(sheet, accompanies(text), { ...whole, font: 'italic', size: body.size });
  sheet.doc.y += 8;
  drawBlocks(sheet, blocks);
}

function drawBasis(sheet: Sheet, basis: string): void {
  const { doc } = sheet;
  tagged(sheet, 'P', () => {
    write(doc, 'regular', 8).fillColor(GREY);
    doc.text(basis, LEFT, doc.y + 14, { width: widthOf(sheet), align: 'left' });
  });
}
