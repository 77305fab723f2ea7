// The pages of a PDF: each text and each annex of it numbered from 1, in the middle of the upper margin and not on its first
// page; across each page of a draft the mark.
import { DRAFT, margins, pageNumber } from './decree-30.ts';
import { mm, type Pdf, turned, writeOn } from './pdf.ts';

const PALE = '#e4e4e4';

type Part = { readonly draft: boolean; readonly landscape?: boolean };

export function numberedPages(doc: Pdf) {
  const numbers: number[] = [];
  let no = 0;
  let isDraft = false;
  doc.on('pageAdded', () => {
    no += 1;
    numbers.push(no);
    if (isDraft) drawDraft(doc);
  });
  return {
    begin({ draft, landscape = false }: Part): void {
      no = 0;
      isDraft = draft;
      doc.addPage(turned(landscape));
    },
    number(): void {
      for (const [i, own] of numbers.entries()) {
        if (own === 1) continue;
        doc.switchToPage(i);
        drawNumber(doc, own);
      }
    },
  };
}

function drawNumber(doc: Pdf, no: number): void {
  const x = mm(margins.left);
  const width = doc.page.width - x - doc.page.margins.right;
  doc.markContent('Artifact', { type: 'Pagination' });
  inMargins(doc, () => {
    doc.font('regular').fontSize(pageNumber.size).fillColor('black');
    doc.text(String(no), x, mm(margins.top / 2) - 6, { width, align: 'center' });
  });
  doc.endMarkedContent();
}

function drawDraft(doc: Pdf): void {
  const { x, y } = doc;
  const { width, height } = doc.page;
  doc.markContent('Artifact', { type: 'Pagination' });
  inMargins(doc, () => {
    doc.save().rotate(-45, { origin: [width / 2, height / 2] });
    doc
      .font('bold')
      .fontSize(96)
      .fillColor(PALE)
      .text(DRAFT, 0, height / 2 - 56, { width, align: 'center' });
    doc.restore();
  });
  doc.endMarkedContent();
  // It comes in the middle of a paragraph where that goes over the page.
  writeOn(doc);
  Object.assign(doc, { x, y });
}

/** Drawn in the margins, where text would begin another page. */
function inMargins(doc: Pdf, draw: () => void): void {
  const { top, bottom } = doc.page.margins;
  doc.page.margins.top = 0;
  doc.page.margins.bottom = 0;
  draw();
  Object.assign(doc.page.margins, { top, bottom });
}
