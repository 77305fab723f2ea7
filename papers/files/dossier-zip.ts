// A dossier as one zip: its files, and an index that a person and a program can read. Unpacked times, order and packing are
// fixed, so that the same dossier gives the same bytes, today or in ten years.
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type Document, shownDay } from '../../domain/kernel/fields.ts';
import { forgottenWords } from '../../domain/kernel/forgettable.ts';
import { endOf, type FileKind } from '../../domain/product-cycle/file-kinds.ts';
import type { AddedPapers } from '../../domain/product-cycle/manifest.ts';
import { INDEX, INDEX_VERSION, PAGE } from './dossier-index.ts';

export type InDossier = {
  readonly id: string;
  readonly kind: string;
  /** what people call its kind */
  readonly words: string;
  readonly criterion?: string | undefined;
  readonly document: Document;
  readonly pages?: { readonly from: number; readonly to: number } | undefined;
  readonly validUntil?: string | undefined;
};
export type DossierFile = {
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: FileKind;
  /** as its sender calls it */
  readonly fileName?: string | undefined;
};
export type Dossier = {
  readonly cycle: string;
  readonly product: string;
  readonly criteriaSet?: string | undefined;
  readonly filedOn?: string | undefined;
  /** hash of what was filed, as the log has it; undefined: not yet filed */
  readonly manifest?: string | undefined;
  /** revision of the fact that confirmed the local shares */
  readonly localShares?: number | undefined;
  readonly evidence: readonly InDossier[];
  readonly added?: readonly AddedPapers[] | undefined;
  /** files that the law had erased, and by which paper */
  readonly erased?: readonly { readonly sha256: string; readonly document: Document }[] | undefined;
  readonly files: readonly DossierFile[];
};

/** The first day that a zip can name. */
const alike = { mtime: new Date(Date.UTC(1980, 0, 1)), mode: 0o100644, compress: false } as const;

/** @param read the bytes of one of its files */
export function zipOf(dossier: Dossier, read: (sha256: string) => Promise<Readable>): Readable {
  const zip = new ZipFile();
  const placed = places(dossier);
  zip.addBuffer(Buffer.from(indexOf(dossier, placed)), INDEX, alike);
  zip.addBuffer(Buffer.from(pageOf(dossier, placed)), PAGE, alike);
  for (const { sha256, bytes } of inOrder(dossier.files))
    zip.addReadStreamLazy(placed.get(sha256) as string, { ...alike, size: bytes }, (done) => {
      read(sha256).then(
        (stream) => done(null, stream),
        (error: Error) => done(error, undefined as never),
      );
    });
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  zip.end();
  return out;
}

const inOrder = (files: readonly DossierFile[]) => [...files].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));

/** Where each file lies in the zip: under the evidence that it is, else under its hash. */
function places({ evidence, files }: Dossier): ReadonlyMap<string, string> {
  return new Map(
    files.map(({ sha256, kind }) => {
      const first = [...evidence].sort(byId).find(({ document }) => document.sha256 === sha256);
      return [sha256, `files/${first?.id ?? sha256}.${endOf(kind)}`];
    }),
  );
}

const byId = (a: InDossier, b: InDossier): number => (a.id < b.id ? -1 : 1);

function indexOf({ evidence, files, ...head }: Dossier, placed: ReadonlyMap<string, string>): string {
  const index = {
    ocopDossier: INDEX_VERSION,
    ...head,
    evidence: [...evidence].sort(byId).map(({ words: _, ...item }) => item),
    files: inOrder(files).map((file) => ({ ...file, path: placed.get(file.sha256) })),
  };
  return `${JSON.stringify(index, null, 2)}\n`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] as string);

function pageOf(dossier: Dossier, placed: ReadonlyMap<string, string>): string {
  const { cycle, product, criteriaSet, filedOn, manifest, evidence, erased = [], files } = dossier;
  const gone = new Map(erased.map(({ sha256, document }) => [sha256, forgottenWords(document).vi]));
  const names = new Map(files.map(({ sha256, fileName }) => [sha256, fileName]));
  const rows = [...evidence].sort(byId).map(({ words, criterion, document, pages, validUntil }) => {
    const { number, date, sha256 = '' } = document;
    const path = placed.get(sha256);
    const cells = [
      escaped(words),
      escaped(criterion ?? ''),
      escaped(`${number}, ${shownDay(date)}`),
      pages ? `${pages.from}–${pages.to}` : '',
      validUntil ? shownDay(validUntil) : '',
      path
        ? `<a href="${escaped(path)}">${escaped(names.get(sha256) ?? path)}</a>`
        : escaped(gone.get(sha256) ?? 'không kèm tệp'),
      `<code>${sha256}</code>`,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Tài liệu', 'Tiêu chí', 'Số, ngày', 'Trang', 'Có giá trị đến', 'Tệp', 'SHA-256'];
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>${escaped(product)}</title>
<h1>Hồ sơ: ${escaped(product)}</h1>
<p>${escaped(cycle)}${criteriaSet ? ` · Bộ tiêu chí ${escaped(criteriaSet)}` : ''}${filedOn ? ` · Nộp ngày ${shownDay(filedOn)}` : ''}</p>
${manifest ? `<p>Mã hồ sơ đã nộp: <code>${manifest}</code></p>` : ''}
<table border="1" cellpadding="4"><thead><tr>${heads.map((h) => `<th>${h}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</html>
`;
}
