// What a file is, by its content, and whether it is taken: its name and what its sender says of it are only held against that.
import { fileTypeFromFile } from 'file-type';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { type FileKind, fileKinds, isFileKind } from '../../domain/product-cycle/file-kinds.ts';
import { judgePacked } from './judge-packed.ts';
import { judgePdf } from './judge-pdf.ts';
import { judgePicture } from './judge-picture.ts';
import { FILE_ENCRYPTED, FILE_HAS_MACROS, FILE_KIND_REFUSED, FILE_NAME_LIES, FILE_NAME_UNUSABLE } from './refusals.ts';

const LONGEST_NAME = 200;
/** A Word or Excel document under a password is one of these; so is one of before 2007. */
const COMPOUND = 'cfb';
const WITH_MACROS = ['docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'pptm'];

type Question = { readonly takes: readonly FileKind[]; readonly fileName?: string | undefined };

/** The kind of the file that lies at a path, or why it is not taken. */
export async function judgeFile(path: string, { takes, fileName }: Question): Promise<FileKind | Refusal> {
  const found = (await fileTypeFromFile(path))?.ext ?? 'unknown';
  if (WITH_MACROS.includes(found)) return FILE_HAS_MACROS();
  const ends = endingOf(fileName);
  if (found === COMPOUND && ends !== undefined && ['docx', 'xlsx'].includes(ends)) return FILE_ENCRYPTED();
  if (!isFileKind(found) || !takes.includes(found))
    return FILE_KIND_REFUSED({ is: found, takes: takes.map((kind) => kind.toUpperCase()) });
  const { ends: usual }: { readonly ends: readonly string[] } = fileKinds[found];
  if (ends !== undefined && !usual.includes(ends)) return FILE_NAME_LIES({ ends, is: found.toUpperCase() });
  const refused = await judges[found](path);
  return isRefusal(refused) ? refused : found;
}

const judges: Readonly<Record<FileKind, (path: string) => Promise<Refusal | undefined>>> = {
  pdf: judgePdf,
  jpg: (path) => judgePicture(path, 'JPG'),
  png: (path) => judgePicture(path, 'PNG'),
  docx: (path) => judgePacked(path, 'DOCX'),
  xlsx: (path) => judgePacked(path, 'XLSX'),
};

const endingOf = (fileName: string | undefined): string | undefined =>
  /\.([A-Za-z0-9]{1,10})$/.exec(fileName ?? '')?.[1]?.toLowerCase();

/** A name as its sender gives it, composed as everywhere here (NFC); a path in it is refused, not cut off. */
export function nameOf(given: string): string | Refusal {
  const name = given.normalize('NFC').trim();
  const isName = name.length > 0 && name.length <= LONGEST_NAME && name.isWellFormed();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return isName && !/[/\\\u0000-\u001f\u007f]|^\.+$/.test(name) ? name : FILE_NAME_UNUSABLE({ most: LONGEST_NAME });
}
