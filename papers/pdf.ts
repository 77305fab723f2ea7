// A PDF begun the one way: fonts within it, tagged, marked PDF/A-2a, and nothing in it of the moment or the machine.
import PDFDocument from 'pdfkit';
import type { Day } from '../domain/time/civil-date.ts';
import { margins } from './decree-30.ts';
import { fonts } from './fonts.ts';

export type Pdf = PDFKit.PDFDocument;

export const mm = (length: number): number => (length * 72) / 25.4;

const { top, bottom, left, right } = margins;
const sheet = { size: 'A4', margins: { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right) } };

/** A page that says its size and margins: the library takes its own where a page says anything without them. */
export const turned = (landscape: boolean) => ({ ...sheet, layout: landscape ? 'landscape' : 'portrait' }) as const;

/** Another page like the one the document has come to. */
export const nextPage = (doc: Pdf): Pdf => doc.addPage(turned(doc.page.layout === 'landscape'));

type Named = { readonly title: string; readonly author: string; readonly day?: Day | undefined };

export function begin({ title, author, day }: Named): Pdf {
  // A day that is not said yet makes no difference of its own between two drafts.
  const madeOn = new Date(`${day ?? '2000-01-01'}T00:00:00Z`);
  const doc = new PDFDocument({
    ...sheet,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    displayTitle: true,
    lang: 'vi-VN',
    font: fonts.regular,
    info: { Title: title, Author: author, CreationDate: madeOn, ModDate: madeOn },
  });
  for (const [name, path] of Object.entries(fonts)) doc.registerFont(name, path);
  return doc;
}

/** Its bytes, once it is ended. */
export function collect(doc: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

type Pen = { readonly font: keyof typeof fonts; readonly size: number };
const pens = new WeakMap<Pdf, Pen>();

/** Takes up a typeface at a size, in black, and remembers it: a page that begins within a text goes on with it. */
export function write(doc: Pdf, font: Pen['font'], size: number): Pdf {
  pens.set(doc, { font, size });
  return doc.font(font).fontSize(size).fillColor('black');
}

export function writeOn(doc: Pdf): void {
  const pen = pens.get(doc);
  if (pen) write(doc, pen.font, pen.size);
}

let ruler: Pdf | undefined;

/** How long words are as they are printed, in millimetres. @param size points */
export function lengthOf(text: string, font: keyof typeof fonts, size: number): number {
  ruler ??= begin({ title: '', author: '' });
  return (ruler.font(font).fontSize(size).widthOfString(text) * 25.4) / 72;
}
