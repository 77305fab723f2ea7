// POST /v1/spreadsheets/<table>: an office's table, each of its rows a command of its own. A dry run (`?preview`) says of each
// row what would become of it; where a cell cannot be read nothing is taken in. The file's hash is in the id of every command,
// so the same file sent again goes on where it stopped, and no row is taken in twice.
import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Aggregate } from '../domain/kernel/aggregate.ts';
import { provinceCode } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../domain/kernel/refusal.ts';
import { words } from '../projections/answer.ts';
import type { Template } from '../spreadsheets/columns.ts';
import { emptyTable } from '../spreadsheets/empty-table.ts';
import { legacyEncodings } from '../spreadsheets/legacy-text.ts';
import { type ReadRow, readTable } from '../spreadsheets/reading.ts';
import { type TemplateId, templates } from '../spreadsheets/template.ts';
import { XLSX } from '../spreadsheets/workbook.ts';
import { callerOf, wayRefused } from './caller.ts';
import { type Given, giveRow, rowAnswer } from './in-bulk.ts';
import { langOf } from './language.ts';
import type { ApiParts } from './parts.ts';
import { sendProblem } from './problem.ts';
import { isQueryRefused, readQuery } from './reads/query.ts';

const FILE_LIMIT = 5 * 1024 * 1024;

const TABLE_UNKNOWN = refusal('TABLE_UNKNOWN', 'unknown', {
  vi: 'Không có mẫu bảng tính {table}. Có: {tables}.',
  en: 'There is no table {table}. There are: {tables}.',
});
const SHEET_EXPECTED = refusal('SHEET_EXPECTED', 'invalid', {
  vi: 'Hãy gửi tệp bảng tính (.xlsx hoặc .csv) làm nội dung yêu cầu.',
  en: 'Send the table (.xlsx or .csv) as the body.',
});

export const sheetQuery = z.strictObject({
  province: provinceCode.meta({ description: 'the province whose table it is', example: '66' }),
  encoding: z
    .enum(legacyEncodings)
    .optional()
    .meta({ description: 'of a CSV file from before Unicode, as SHEET_ENCODING_LEGACY named it' }),
  preview: z.string().max(5).optional().meta({ description: 'a dry run: nothing is written' }),
});

const fault = z.strictObject({ cell: z.string().meta({ example: 'C5' }), row: z.int(), sentences: words });
export const sheetAnswer = z
  .strictObject({
    sha256: z.string().meta({ description: 'of the file; it stands in the id of every command' }),
    faults: z.array(fault).meta({ description: 'cells that could not be read; with any of them nothing is taken in' }),
    rows: z.array(
      rowAnswer.omit({ id: true }).extend({
        row: z.int().meta({ description: 'as the spreadsheet program counts them' }),
        key: z.string(),
        outcome: z.enum([...rowAnswer.shape.outcome.options, 'waits']).meta({
          description: '`waits` (dry run): it rests on an earlier row of the file',
        }),
      }),
    ),
    done: z.int().meta({ description: 'rows that are so now, or would be' }),
    refused: z.int(),
  })
  .meta({ id: 'SheetAnswer' });
type Answered = z.infer<typeof sheetAnswer>['rows'][number];

/** The body, as bytes: what it is its content says. */
export const readSheetBody: RequestHandler = express.raw({ limit: FILE_LIMIT, type: () => true });

function templateOf(req: Request): Template | Refusal {
  const table = String(req.params.table);
  const found: Template | undefined = own(templates, table as TemplateId);
  return found ?? TABLE_UNKNOWN({ table: table.slice(0, 60), tables: Object.keys(templates).join(', ') });
}

/** GET /v1/spreadsheets/<table>: the template to fill in. */
export const readEmptyTable: RequestHandler = async (req, res) => {
  const template = templateOf(req);
  if (isRefusal(template)) return sendProblem(req, res, template);
  res.attachment(`mau-${req.params.table}.xlsx`).type(XLSX);
  res.send(await emptyTable(template, langOf(req)));
};

export function takeSheetIn(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const template = templateOf(req);
    if (isRefusal(template)) return sendProblem(req, res, template);
    const query = readQuery(sheetQuery, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const refused = wayRefused(res, template.command);
    if (refused) return sendProblem(req, res, refused);
    if (!Buffer.isBuffer(req.body) || req.body.length === 0) return sendProblem(req, res, SHEET_EXPECTED());
    const table = await readTable(req.body, template, query.encoding);
    if (isRefusal(table)) return sendProblem(req, res, table);
    const sha256 = createHash('sha256').update(req.body).digest('hex');
    const { faults } = table;
    const preview = query.preview !== undefined;
    const given = { command: template.command, caller: callerOf(res), preview };
    const rows =
      faults.length > 0 && !preview
        ? []
        : await giveRows(parts, { template, given, province: query.province, sha256, rows: readable(table) });
    const left = rows.filter(({ outcome }) => outcome === 'refused').length;
    req.log.info({ table: req.params.table, sha256, rows: rows.length, faults: faults.length, refused: left, preview });
    res.json({ sha256, faults, rows, done: rows.length - left, refused: left });
  };
}

const readable = ({ rows, faults }: { rows: readonly ReadRow[]; faults: readonly { row: number }[] }) => {
  const faulty = new Set(faults.map(({ row }) => row));
  return rows.filter(({ row }) => !faulty.has(row));
};

type Rows = {
  template: Template;
  given: Omit<Given, 'commandId'>;
  province: string;
  sha256: string;
  rows: readonly ReadRow[];
};

/** One after the other: a row may rest on one above it. */
async function giveRows(parts: ApiParts, { template, given, province, sha256, rows }: Rows): Promise<Answered[]> {
  const answers: Answered[] = [];
  const names = new Set(rows.map(({ values }) => values.code ?? values.id ?? ''));
  for (const { row, values } of rows) {
    const key = template.keyOf(values);
    // What it rests on is written by then; in a dry run it is not.
    if (given.preview && template.restsOn(values).some((name) => names.has(name))) {
      answers.push({ row, key, outcome: 'waits' });
      continue;
    }
    const { id, input } = template.given(values, province);
    const commandId = `spreadsheet/${sha256}/${key}`;
    const seen = template.seesByItself ? await seenOf(parts, given.command.aggregate, id) : {};
    const { id: _, ...answer } = await giveRow(parts, { ...given, commandId }, { id, ...seen, input: { ...input } });
    answers.push({ row, key, ...answer });
  }
  return answers;
}

/** The paper is older than anything that somebody could see here. */
async function seenOf({ executor }: ApiParts, of: Aggregate, id: string): Promise<{ seen?: number }> {
  if (!of.id.safeParse(id).success) return {};
  const { seen } = await executor.look(of, id);
  return { seen: Math.max(seen, 0) };
}
