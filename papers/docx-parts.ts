// The parts of an official text as DOCX: head, title, body, its end. as-docx.ts lays them on pages.
import { type FileChild, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import {
  body,
  COUNTRY,
  dateLine,
  head,
  MOTTO,
  numbered,
  recipients,
  signing,
  subject,
  tableSize,
  title,
} from './decree-30.ts';
import { noBorders, rule, type Setting, say, twips } from './docx.ts';
import { issuerLines } from './issuer-lines.ts';
import type { Block, OfficialText, Signature, Table as TableOfText } from './official-text.ts';
import { lengthOf } from './pdf.ts';

type Cells = readonly (readonly Paragraph[])[];

/** Columns without lines, as head and signatures stand. @param widths millimetres */
function beside(widths: readonly number[], rows: readonly Cells[], indent = 0): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(widths.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    indent: { size: twips(indent), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: twips(widths[i] as number), type: WidthType.DXA },
                children: nonEmpty(children),
              }),
          ),
        }),
    ),
  });
}

/** A cell has a paragraph, else no program opens it. */
const nonEmpty = (children: readonly Paragraph[]): readonly Paragraph[] =>
  children.length > 0 ? children : [new Paragraph({})];

const [LEFT, RIGHT] = [72, 93];
const centred = (text: string, size: number, set: Partial<Setting> = {}): Paragraph =>
  say(text, { size, align: 'center', ...set });

/** Places 1 to 4. */
export function headOf(text: OfficialText): Table {
  const { symbol, number, place, day, kind } = text;
  const { superior, issuer } = issuerLines(text, LEFT);
  const who = [
    ...(superior ? [centred(superior, head.size)] : []),
    centred(issuer, head.size, { bold: true }),
    rule(LEFT * head.line, LEFT),
  ];
  const country = [
    centred(COUNTRY, head.size, { bold: true }),
    centred(MOTTO, head.motto, { bold: true }),
    rule(lengthOf(MOTTO, 'bold', head.motto), RIGHT),
  ];
  const which = [
    ...(symbol === undefined ? [] : [centred(`Số: ${numbered(number, symbol)}`, head.number, { before: 6 })]),
    ...(kind === undefined ? [centred(`V/v ${text.subject}`, subject.size, { before: 6 })] : []),
  ];
  const when = [centred(dateLine(place, day), head.date, { italics: true, before: 6 })];
  return beside(
    [LEFT, RIGHT],
    [
      [who, country],
      [which, when],
    ],
    -5,
  );
}

/** Places 5a and 9a. @param width of the page's text, millimetres */
export function titleOf({ kind, subject: about, addressees }: OfficialText, width: number): readonly Paragraph[] {
  const named =
    kind === undefined
      ? []
      : [
          centred(kind.toUpperCase(), title.size, { bold: true, before: 14, outline: 0, keepNext: true }),
          centred(about, title.size, { bold: true, keepNext: true }),
          rule(Math.min(lengthOf(about, 'bold', title.size), width) * title.line, width, 10),
        ];
  const [only, ...others] = addressees;
  if (only === undefined) return named;
  if (others.length === 0) return [...named, centred(`Kính gửi: ${only}`, body.size, { before: 10, after: 10 })];
  return [
    ...named,
    centred('Kính gửi:', body.size, { before: 10 }),
    ...addressees.map((one, i) => {
      const isLast = i === addressees.length - 1;
      return say(`- ${one}${isLast ? '.' : ';'}`, { size: body.size, left: width * 0.3, after: isLast ? 10 : 0 });
    }),
  ];
}

export const blocksOf = (blocks: readonly Block[], width: number): readonly FileChild[] =>
  blocks.flatMap((block): readonly FileChild[] => {
    if (block.kind === 'table') return [tableOf(block, width), say('', { size: 6 })];
    const { kind, text } = block;
    const set = { size: body.size, after: body.between, lineSpacing: body.lineSpacing };
    if (kind === 'resolves') return [say(text, { ...set, bold: true, align: 'center', outline: 1, keepNext: true })];
    const ofKind =
      kind === 'heading' ? { bold: true, outline: 1, keepNext: true } : kind === 'ground' ? { italics: true } : {};
    const said = kind === 'item' ? `- ${text}` : text;
    return [say(said, { ...set, align: 'both', firstLine: body.firstLine, ...ofKind })];
  });

/** Its head stands again on each page, a row is not torn apart. */
function tableOf({ columns, rows }: TableOfText, width: number): Table {
  const size = tableSize(columns.length);
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => twips((column.width / shares) * width));
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: isHead,
      children: cells.map((cell, i) => {
        const align = isHead ? 'center' : (columns[i]?.align ?? 'left');
        return new TableCell({
          width: { size: widths[i] as number, type: WidthType.DXA },
          children: [say(cell, { size, align, bold: isHead })],
        });
      }),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: twips(1), right: twips(1), top: twips(0.7), bottom: twips(0.7), marginUnitType: WidthType.DXA },
    rows: [
      row(
        columns.map((column) => column.title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  });
}

/** Places 7 and 9b: of two who sign, who receives it stands below them. */
export function endOf({ signatures, recipients: to }: OfficialText, width: number): readonly FileChild[] {
  const half = width / 2;
  const [first, second] = signatures;
  const receivers = receiversOf(to);
  const left = second && first ? signatureOf(first) : receivers;
  const last = second ?? first;
  const signed = beside([half, half], [[left, last ? signatureOf(last) : []]]);
  return [say('', { size: 4 }), signed, ...(second ? receivers : [])];
}

const receiversOf = (to: readonly string[]): readonly Paragraph[] =>
  to.length === 0
    ? []
    : [
        say('Nơi nhận:', { size: recipients.title, bold: true, italics: true }),
        ...to.map((one, i) => say(`- ${one}${i === to.length - 1 ? '.' : ';'}`, { size: recipients.size })),
      ];

function signatureOf({ authority = [], post, name }: Signature): readonly Paragraph[] {
  const { size, room } = signing;
  const set = { bold: true, keepNext: true };
  return [
    ...[...authority, post].map((line) => centred(line.toUpperCase(), size, set)),
    centred(name ?? '………………………', size, { bold: true, before: (room * 72) / 25.4 }),
  ];
}
