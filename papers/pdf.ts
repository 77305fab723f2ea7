// A PDF begun the one way: fonts within it, tagged, marked PDF/A-2b, and nothing in it of the moment or the machine.
import PDFDocument from 'pdfkit';
import type { Day } from '../domain/time/civil-date.ts';
import { margins } from './decree-30.ts';
import { fonts } from './fonts.ts';

export type Pdf = PDFKit.PDFDocument;

export const mm = (length: number): number => (length * 72) / 25.4;

type Named = { readonly title: string; readonly author: string; readonly day?: Day | undefined };

export function begin({ title, author, day }: Named): Pdf {
  // A day that is not said yet makes no difference of its own between two drafts.
  const madeOn = new Date(`${day ?? '2000-01-01'}T00:00:00Z`);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: mm(margins.top), bottom: mm(margins.bottom), left: mm(margins.left), right: mm(margins.right) },
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
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
