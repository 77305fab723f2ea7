// What somebody else's reader finds in a PDF.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = { readonly pages: readonly string[]; readonly title: string; readonly lang: string };

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const { Title: title, Language: lang } = info as { Title: string; Language: string };
  const pages: string[] = [];
  for (let no = 1; no <= document.numPages; no++) {
    const { items } = await (await document.getPage(no)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
  }
  await task.destroy();
  return { pages, title, lang };
}
