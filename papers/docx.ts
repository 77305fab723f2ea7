// A DOCX made the one way: the decree's typeface by its name, for offices have it, and nothing in the file of the moment or
// the machine: the day is the text's own, what the library numbers by chance is numbered in order.
import {
  AlignmentType,
  BorderStyle,
  type Document,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  Paragraph,
  TableBorders,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Day } from '../domain/time/civil-date.ts';

export const FONT = 'Times New Roman';

/** Twentieths of a point, as DOCX measures. */
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
const points = (size: number): number => Math.round(size * 20);

export const noBorders = TableBorders.NONE;

export type Setting = {
  /** points */
  readonly size: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** points */
  readonly before?: number;
  readonly after?: number;
  /** millimetres */
  readonly firstLine?: number;
  readonly left?: number;
  /** of single */
  readonly lineSpacing?: number;
  readonly keepNext?: boolean;
  /** 0 a title, 1 a heading: what a reader that speaks the page goes by */
  readonly outline?: number;
  readonly color?: string;
  readonly breakBefore?: boolean;
};

/** One paragraph; a line end within it stays one. */
export function say(text: string, set: Setting): Paragraph {
  const { size, bold = false, italics = false, color } = set;
  const runs = text.split('\n').map(
    (line, i) =>
      new TextRun({
        text: line,
        size: size * 2,
        bold,
        italics,
        ...(color ? { color } : {}),
        ...(i ? { break: 1 } : {}),
      }),
  );
  return new Paragraph({ ...placed(set), children: runs });
}

function placed(set: Setting): IParagraphOptions {
  const {
    align = 'left',
    before = 0,
    after = 0,
    firstLine,
    left,
    lineSpacing = 1,
    keepNext,
    outline,
    breakBefore,
  } = set;
  return {
    alignment: align,
    spacing: {
      before: points(before),
      after: points(after),
      line: Math.round(240 * lineSpacing),
      lineRule: LineRuleType.AUTO,
    },
    indent: {
      ...(firstLine === undefined ? {} : { firstLine: twips(firstLine) }),
      ...(left === undefined ? {} : { left: twips(left) }),
    },
    ...(keepNext ? { keepNext } : {}),
    ...(outline === undefined ? {} : { outlineLevel: outline }),
    ...(breakBefore ? { pageBreakBefore: true } : {}),
  };
}

/** A solid line in the middle of a column. @param width and @param within millimetres */
export function rule(width: number, within: number, after = 0): Paragraph {
  const side = twips((within - width) / 2);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    spacing: { before: 20, after: points(after), line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}

/** What the library names by chance: the mark across each header. */
const BY_CHANCE = /PowerPlusWaterMarkObject[\w-]+/g;
const OF_NOW = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;
/** The first day a zip knows, by the clock of wherever it is written: the same bytes in each zone. */
const ZIP_DAY = new Date(1980, 0, 1);

/** Its bytes: the same for the same text. */
export async function packed(document: Document, day: Day | undefined): Promise<Buffer> {
  const files = unzipSync(await Packer.toBuffer(document));
  let marks = 0;
  const same = Object.entries(files).map(([path, bytes]) => {
    if (!/\.(xml|rels)$/.test(path)) return [path, bytes] as const;
    const text = strFromU8(bytes)
      .replace(OF_NOW, `$1${day ?? '2000-01-01'}T00:00:00Z`)
      .replace(BY_CHANCE, () => `PowerPlusWaterMarkObject${++marks}`);
    return [path, strToU8(text)] as const;
  });
  return Buffer.from(zipSync(Object.fromEntries(same), { mtime: ZIP_DAY }));
}
