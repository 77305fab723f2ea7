// What somebody else's reader finds in a PDF.
import { createCanvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = {
  readonly pages: readonly string[];
  readonly title: string;
  readonly lang: string;
  /** width and height of each page, points */
  readonly sizes: readonly (readonly [number, number])[];
};

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const { Title: title, Language: lang } = info as { Title: string; Language: string };
  const pages: string[] = [];
  const sizes: [number, number][] = [];
  for (let no = 1; no <= document.numPages; no++) {
    const page = await document.getPage(no);
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([Math.round(width), Math.round(height)]);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
  }
  await task.destroy();
  return { pages, sizes, title, lang };
}

const TIMES = 4;

/**
 * What a telephone reads of the code on its first page.
 * @param across from where to where it is looked at, as parts of the page's width
 */
export async function readCode(
  bytes: Buffer,
  [from, to]: readonly [number, number] = [0, 1],
): Promise<string | undefined> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const viewport = page.getViewport({ scale: TIMES });
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
  const canvas = createCanvas(width, height);
  await page.render({ canvas: canvas as never, viewport }).promise;
  const wide = Math.round((to - from) * width);
  const { data } = canvas.getContext('2d').getImageData(Math.round(from * width), 0, wide, height);
  await task.destroy();
  // Its types say what is exported, its code is that itself.
  const read = jsQR as unknown as typeof jsQR.default;
  return read(data as never, wide, height)?.data;
}
