// A file drawn onto a canvas: nothing in it is run, and it reaches no page. What reads PDFs is loaded with the first of them.
import { fileOf } from '../../talk/download.ts';

export type Drawable = {
  readonly pages: number;
  /** @returns what can be read on it, for those who do not see it */
  draw(canvas: HTMLCanvasElement, page: number, width: number): Promise<string>;
  close(): void;
};

const SHARPEST = 2;

export async function openDrawable(path: string, kind: 'pdf' | 'jpg' | 'png', signal: AbortSignal): Promise<Drawable> {
  const file = await fileOf(path, signal);
  return kind === 'pdf' ? pdf(await file.arrayBuffer()) : picture(file);
}

async function picture(file: Blob): Promise<Drawable> {
  const image = await createImageBitmap(file);
  return {
    pages: 1,
    async draw(canvas, _, width) {
      canvas.width = Math.min(image.width, width * SHARPEST);
      canvas.height = Math.round((image.height * canvas.width) / image.width);
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return '';
    },
    close: () => image.close(),
  };
}

async function pdf(data: ArrayBuffer): Promise<Drawable> {
  const { getDocument, PDFWorker } = await import('pdfjs-dist');
  // Its types know of no port but none.
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const worker = new PDFWorker({ port: port as unknown as null });
  const task = getDocument({ data, worker, enableXfa: false, verbosity: 0 });
  const close = () => void task.destroy().finally(() => port.terminate());
  try {
    const document = await task.promise;
    return {
      pages: document.numPages,
      async draw(canvas, no, width) {
        const page = await document.getPage(no);
        const { width: natural } = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: (width * Math.min(devicePixelRatio, SHARPEST)) / natural });
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await page.render({ canvas, viewport }).promise;
        const { items } = await page.getTextContent();
        return items.map((item) => ('str' in item ? item.str : '')).join(' ');
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
