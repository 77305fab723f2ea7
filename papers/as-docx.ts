// An official text as DOCX, for offices that must edit it: the same figures of the decree as the PDF beside it, each annex
// with pages of its own, the draft mark behind the text of each page. The same text gives the same bytes.
import {
  AlignmentType,
  Document,
  Header,
  type IRunOptions,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { body, DRAFT, margins, page, pageNumber, title } from './decree-30.ts';
import { FONT, packed, say, twips } from './docx.ts';
import { blocksOf, endOf, headOf, titleOf } from './docx-parts.ts';
import { type Annex, accompanies, annexName, isDraft, type OfficialText, titleOfFile } from './official-text.ts';

export async function asDocx(...texts: readonly OfficialText[]): Promise<Buffer> {
  const [first] = texts;
  const document = new Document({
    title: first ? titleOfFile(first) : '',
    creator: first?.issuer ?? '',
    lastModifiedBy: first?.issuer ?? '',
    styles: {
      default: {
        document: {
          run: {
            font: FONT,
            size: body.size * 2,
            language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
          },
        },
      },
    },
    sections: texts.flatMap(sectionsOf),
  });
  return packed(document, first?.day);
}

function sectionsOf(text: OfficialText): readonly ISectionOptions[] {
  const isMarked = isDraft(text);
  const basis = say(text.basis, { size: 8, before: 14, color: '555555' });
  const last = text.annexes.length - 1;
  const width = widthOf(false);
  const main = section(isMarked, false, [
    headOf(text),
    ...titleOf(text, width),
    ...blocksOf(text.body, width),
    ...endOf(text, width),
    ...(last < 0 ? [basis] : []),
  ]);
  const annexes = text.annexes.map((annex, i) =>
    section(isMarked, annex.landscape ?? false, [...annexOf(annex, i, text), ...(i === last ? [basis] : [])]),
  );
  return [main, ...annexes];
}

/** Of a page's text, millimetres. */
const widthOf = (landscape: boolean): number => (landscape ? page.height : page.width) - margins.left - margins.right;

function section(isMarked: boolean, landscape: boolean, children: ISectionOptions['children']): ISectionOptions {
  const { PORTRAIT, LANDSCAPE } = PageOrientation;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        // The library turns the sheet itself where it lies across.
        size: { width: twips(page.width), height: twips(page.height), orientation: landscape ? LANDSCAPE : PORTRAIT },
        margin: {
          top: twips(margins.top),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          right: twips(margins.right),
          header: twips(margins.top / 2 - 3),
          footer: twips(margins.bottom / 2),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: { first: header(isMarked, []), default: header(isMarked, [PageNumber.CURRENT]) },
    children,
  };
}

const header = (isMarked: boolean, number: NonNullable<IRunOptions['children']>): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          ...(number.length > 0 ? [new TextRun({ children: number, size: pageNumber.size * 2 })] : []),
          ...(isMarked ? [new TextWatermark({ text: DRAFT, font: FONT, bold: true, width: 420, height: 105 })] : []),
        ],
      }),
    ],
  });

function annexOf({ title: named, body: blocks, landscape = false }: Annex, no: number, text: OfficialText) {
  const set = { size: title.size, bold: true, align: 'center', keepNext: true } as const;
  return [
    say(annexName(text, no), set),
    say(named.toUpperCase(), { ...set, outline: 0 }),
    say(accompanies(text), { size: body.size, italics: true, align: 'center', after: 8 }),
    ...blocksOf(blocks, widthOf(landscape)),
  ];
}
