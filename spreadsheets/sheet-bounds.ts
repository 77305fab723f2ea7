// What a workbook's sheets are before they are read: a cell far out costs the reader a matrix up to there, so that a file of three
// kilobytes could take all memory; and which cells are formulas the reader does not tell. Looked for in the text of each sheet,
// and whatever is written so that it could be missed is no sheet.
import { strFromU8, unzipSync } from 'fflate';

/** With the empty rows that an office's table has below it, and the columns beside it. */
const MOST = { rows: 20_000, columns: 200 } as const;

const ELEMENT = /<(?:[\w.-]+:)?(?:row|c|dimension)(?=[\s/>])/g;
const WHOLE = /<(?:[\w.-]+:)?(row|c|dimension)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
const REFERENCE = /\s(?:r|ref)\s*=\s*["']([^"']*)["']/;
const FORMULA = /^\s*<(?:[\w.-]+:)?f(?=[\s/>])/;
const DECLARED = /<!(?:DOCTYPE|ENTITY)/i;

type Sheets = {
  /** `A1`: cells that are formulas, in any sheet */
  readonly formulas: ReadonlySet<string>;
};

/** @param bytes whose unpacked size is bounded already */
export function sheetsIn(bytes: Buffer): Sheets | 'unreadable' | 'too-large' {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/i.test(name) });
  const formulas = new Set<string>();
  for (const [name, part] of Object.entries(parts)) {
    const text = strFromU8(part);
    // Nothing that a spreadsheet program writes declares entities: they lead to other files, or multiply.
    if (DECLARED.test(text)) return 'unreadable';
    if (!/worksheets\/[^/]*\.xml$/i.test(name)) continue;
    const fault = boundsOf(text, formulas);
    if (fault) return fault;
  }
  return { formulas };
}

function boundsOf(text: string, formulas: Set<string>): 'unreadable' | 'too-large' | undefined {
  let [rows, cells, seen] = [0, 0, 0];
  for (const { 0: whole, 1: element, 2: attributes = '', index } of text.matchAll(WHOLE)) {
    seen += 1;
    const [, reference = ''] = REFERENCE.exec(attributes) ?? [];
    if (element === 'row') rows += 1;
    if (element === 'c') cells += 1;
    if (rows > MOST.rows || cells > MOST.rows * MOST.columns) return 'too-large';
    for (const one of reference === '' ? [] : reference.split(':')) {
      const [, column = '', row = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(one) ?? [];
      if (row === '') return 'unreadable';
      if (Number(row) > MOST.rows || placeOf(column) > MOST.columns) return 'too-large';
    }
    if (element === 'c' && FORMULA.test(text.slice(index + whole.length, index + whole.length + 60)))
      formulas.add(reference);
  }
  return seen === [...text.matchAll(ELEMENT)].length ? undefined : 'unreadable';
}

const placeOf = (column: string): number =>
  [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
