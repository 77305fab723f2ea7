// The certificate of a recognised product: A4 landscape, with a code that leads to what has become of it since.
import { encode } from 'uqr';
import { shownDay } from '../domain/kernel/fields.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { COUNTRY, dateLine, MOTTO } from './decree-30.ts';
import type { fonts } from './fonts.ts';
import { begin, collect, mm, type Pdf, write } from './pdf.ts';

export type CertificateText = {
  readonly number: string;
  readonly product: string;
  /** as who asks may see it; undefined leaves its place open */
  readonly producer?: string | undefined;
  /** where it is made */
  readonly address: string;
  readonly stars: number;
  readonly from: Day;
  readonly until: Day;
  /** the decision it is issued by, as people cite it */
  readonly decision: string | undefined;
  readonly issuer: string;
  readonly place: string;
  /** where it is to be read what became of it; empty where the office is not reached from outside */
  readonly link: string;
  /** what it says, signed: for whoever has no network; undefined where no key is */
  readonly signed: string | undefined;
};

const OPEN = '……………………………………';
const EDGE = mm(12);
const LEFT = mm(24);
const SIGNED = mm(38);

export async function certificatePdf(text: CertificateText): Promise<Buffer> {
  const doc = begin({ title: `Giấy chứng nhận sản phẩm OCOP ${text.number}`, author: text.issuer, day: text.from });
  const ended = collect(doc);
  const side = mm(20);
  doc.addPage({
    ...{ size: 'A4', layout: 'landscape' },
    margins: { top: side, left: side, right: side, bottom: EDGE + 6 },
  });
  drawFrame(doc);
  const line = lineOf(doc);
  line(COUNTRY, 'bold', 14, 0);
  line(MOTTO, 'bold', 14, 2);
  line('GIẤY CHỨNG NHẬN', 'bold', 34, 16);
  line('SẢN PHẨM OCOP', 'bold', 20, 0);
  line(text.issuer, 'regular', 15, 8);
  line('chứng nhận sản phẩm', 'italic', 14, 4);
  line(text.product, 'bold', fitting(doc, text.product, { font: 'bold', sizes: [24, 20, 16, 13, 10], lines: 2 }), 4);
  for (const [said, lines, above] of [
    [`Chủ thể: ${text.producer ?? OPEN}`, 2, 6],
    [`Địa chỉ sản xuất: ${text.address}`, 1, 2],
  ] as const)
    line(said, 'regular', fitting(doc, said, { font: 'regular', sizes: [15, 13, 11, 9, 7], lines }), above);
  drawStars(doc, text.stars);
  line(`Đạt hạng ${text.stars} sao`, 'bold', 18, 4);
  const under = text.decision === undefined ? '' : ` theo ${text.decision}`;
  line(
    `Số ${text.number}${under}. Có giá trị từ ${shownDay(text.from)} đến ${shownDay(text.until)}.`,
    'regular',
    13,
    6,
  );
  drawEnd(doc, text);
  doc.end();
  return ended;
}

function drawFrame(doc: Pdf): void {
  const { width, height } = doc.page;
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .lineWidth(2.5)
    .rect(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
    .stroke('#8a1c1c');
  const inner = EDGE + 5;
  doc
    .lineWidth(0.7)
    .rect(inner, inner, width - 2 * inner, height - 2 * inner)
    .stroke('#8a1c1c');
  doc.endMarkedContent();
  doc.y = mm(19);
}

type Fit = {
  readonly font: keyof typeof fonts;
  readonly sizes: readonly [number, ...number[]];
  readonly lines: number;
};

/** The largest size in which a text takes no more room than so many lines of the first: below it are the codes. */
function fitting(doc: Pdf, text: string, { font, sizes, lines }: Fit): number {
  const heightIn = (size: number, of: string) => write(doc, font, size).heightOfString(of, { width: widthOf(doc) });
  const most = lines * heightIn(sizes[0], 'Ấ') + 1;
  return sizes.find((size) => heightIn(size, text) <= most) ?? (sizes.at(-1) as number);
}

const SIDE = mm(25);
const widthOf = (doc: Pdf): number => doc.page.width - 2 * SIDE;

/** Centred, `above` points below the line before. */
const lineOf = (doc: Pdf) => (text: string, font: keyof typeof fonts, size: number, above: number) => {
  tagged(doc, () => {
    write(doc, font, size).text(text, SIDE, doc.y + above, { width: widthOf(doc), align: 'center' });
  });
};

function tagged(doc: Pdf, draw: () => void): void {
  const part = doc.struct('P', {}, draw);
  doc.addStructure(part);
  part.end();
}

function drawStars(doc: Pdf, stars: number): void {
  const [size, gap] = [11, 30];
  const left = doc.page.width / 2 - ((stars - 1) * gap) / 2;
  const y = doc.y + 8 + size;
  doc.markContent('Artifact');
  for (let i = 0; i < stars; i++) {
    const points = Array.from({ length: 10 }, (_, k) => {
      const radius = k % 2 === 0 ? size : size * 0.42;
      const angle = -Math.PI / 2 + (k * Math.PI) / 5;
      return [left + i * gap + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    doc.polygon(...points).fill('#c8930a');
  }
  doc.endMarkedContent();
  doc.y = y + size;
}

/** On the left the codes, on the right place, day and the room for signature and seal. */
function drawEnd(doc: Pdf, { link, signed, place, from }: CertificateText): void {
  const y = doc.page.height - mm(62);
  if (link !== '') drawCode(doc, link, { x: LEFT, y, size: mm(32) });
  if (signed !== undefined) drawCode(doc, signed, { x: LEFT + mm(36), y, size: SIGNED });
  drawCaptions(doc, y + SIGNED + mm(1), [
    ...(link === '' ? [] : [`Tra cứu: ${link}`]),
    ...(signed === undefined ? [] : ['Mã bên phải: nội dung đã ký số, kiểm tra không cần mạng bằng ocop verify.']),
  ]);
  const x = doc.page.width / 2;
  const width = x - mm(25);
  const set = { width, align: 'center' } as const;
  tagged(doc, () => void write(doc, 'italic', 13).text(dateLine(place, from), x, y, set));
  tagged(doc, () => void write(doc, 'bold', 13).text('NGƯỜI CÓ THẨM QUYỀN', x, doc.y + 2, set));
  tagged(doc, () => void write(doc, 'italic', 11).text('(Ký tên, đóng dấu)', x, doc.y, set));
}

type Square = { readonly x: number; readonly y: number; readonly size: number };

/** What is long has small cells: its code is the larger one, and the least is given for damage. */
function drawCode(doc: Pdf, text: string, { x, y, size }: Square): void {
  const { data } = encode(text, { border: 2 });
  const cell = size / data.length;
  doc.markContent('Artifact');
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries()) if (isDark) doc.rect(x + column * cell, y + row * cell, cell, cell);
  doc.fill('black');
  doc.endMarkedContent();
}

function drawCaptions(doc: Pdf, y: number, lines: readonly string[]): void {
  doc.y = y;
  for (const line of lines)
    tagged(doc, () => void write(doc, 'regular', 8).text(line, LEFT, doc.y, { width: mm(115) }));
}
