// Files as offices send them, and as they should not.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createCanvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { ZipFile } from 'yazl';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function pdf(text = 'Phiếu kiểm nghiệm', options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  // The same text gives the same bytes.
  const doc = new PDFDocument({ info: { CreationDate: new Date(0), ModDate: new Date(0) }, ...options });
  const bytes = buffer(doc as unknown as NodeJS.ReadableStream);
  doc.text(text).end();
  return bytes;
}

export async function zipped(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const types = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`;

/** @param more further parts of it */
export const docx = (
  more: Readonly<Record<string, string | Buffer>> = {},
  type = `${OPEN_XML}.wordprocessingml.document.main+xml`,
): Promise<Buffer> => zipped({ '[Content_Types].xml': types(type), 'word/document.xml': '<w:document/>', ...more });
export const xlsx = (more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> =>
  zipped({
    '[Content_Types].xml': types(`${OPEN_XML}.spreadsheetml.sheet.main+xml`),
    'xl/workbook.xml': '<workbook/>',
    ...more,
  });

function drawn() {
  const canvas = createCanvas(40, 30);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#285';
  pen.fillRect(0, 0, 40, 30);
  return canvas;
}
export const png = (): Promise<Buffer> => drawn().encode('png');
export const jpg = (): Promise<Buffer> => drawn().encode('jpeg');
