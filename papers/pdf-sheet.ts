// What is drawn of a text, part by part: each has its place in the order of what a reader speaks, lines are no part of it.
import { margins } from './decree-30.ts';
import type { fonts } from './fonts.ts';
import { mm, type Pdf, write } from './pdf.ts';

type Part = ReturnType<Pdf['struct']>;
/** `section`: what the parts that are drawn belong to */
export type Sheet = { readonly doc: Pdf; readonly section: Part };

export const LEFT = mm(margins.left);

export function beginSheet(doc: Pdf): Sheet {
  const section = doc.struct('Sect');
  doc.addStructure(section);
  return { doc, section };
}

/** One part. Parts stand beside each other, none within another: what begins ends what is open. */
export function tagged({ doc, section }: Sheet, as: string, draw: () => void): void {
  const part = doc.struct(as, {}, draw);
  section.add(part);
  part.end();
}

/** What is to be seen and not to be read. */
export function beside(doc: Pdf, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

export const widthOf = ({ doc }: Sheet): number => doc.page.width - LEFT - doc.page.margins.right;

export type Setting = {
  readonly x: number;
  readonly width: number;
  readonly font: keyof typeof fonts;
  readonly size: number;
  readonly align?: 'left' | 'center' | 'justify';
};

/** One or more lines at the place the document has come to, or at `y`. @returns where they end */
export function put({ doc }: Sheet, text: string, setting: Setting, y = doc.y): number {
  const { x, width, font, size, align = 'center' } = setting;
  write(doc, font, size).text(text, x, y, { width, align });
  return doc.y;
}

/** The same as a part of its own. */
export function putLine(sheet: Sheet, text: string, setting: Setting, y = sheet.doc.y): number {
  tagged(sheet, 'P', () => put(sheet, text, setting, y));
  return sheet.doc.y;
}

export function underline({ doc }: Sheet, { x, width, y }: { x: number; width: number; y: number }): void {
  beside(doc, () => {
    doc
      .lineWidth(0.7)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke('black');
  });
}
