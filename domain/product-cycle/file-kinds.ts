// Which files a dossier takes: what people call them, how their names end, what they are over HTTP.
import type { Words } from '../kernel/refusal.ts';

type FileKindOf = Words & { readonly type: string; readonly ends: readonly string[] };

export const fileKinds = {
  pdf: { vi: 'PDF', en: 'PDF', type: 'application/pdf', ends: ['pdf'] },
  jpg: { vi: 'ảnh JPEG', en: 'JPEG picture', type: 'image/jpeg', ends: ['jpg', 'jpeg'] },
  png: { vi: 'ảnh PNG', en: 'PNG picture', type: 'image/png', ends: ['png'] },
  docx: {
    vi: 'văn bản Word (DOCX)',
    en: 'Word document (DOCX)',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ends: ['docx'],
  },
  xlsx: {
    vi: 'bảng tính Excel (XLSX)',
    en: 'Excel workbook (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ends: ['xlsx'],
  },
} as const satisfies Readonly<Record<string, FileKindOf>>;
export type FileKind = keyof typeof fileKinds;

export const endOf = (kind: FileKind): string => fileKinds[kind].ends[0];

export const isFileKind = (name: string): name is FileKind => Object.hasOwn(fileKinds, name);
