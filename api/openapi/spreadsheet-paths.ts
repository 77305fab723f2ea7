// The tables that are taken in, and their templates.
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { templates } from '../../spreadsheets/template.ts';
import { XLSX } from '../../spreadsheets/workbook.ts';
import { sheetAnswer, sheetQuery } from '../spreadsheets.ts';
import { json, problems } from './responses.ts';

const path = z.object({ table: z.enum(Object.keys(templates) as [string, ...string[]]) });
const bytes = z.string().meta({ format: 'binary' });

export const spreadsheetPaths: ZodOpenApiPathsObject = {
  '/v1/spreadsheets/{table}': {
    get: {
      tags: [unitTree.resource],
      operationId: 'read-spreadsheet-template',
      summary: 'Mẫu bảng tính để điền: đơn vị, chủ thể, sản phẩm, hồ sơ cũ',
      description: 'A workbook with the heads of its columns and an example row.',
      requestParams: { path },
      responses: {
        200: { description: 'the template', content: { [XLSX]: { schema: bytes } } },
        ...problems(400, 401, 403, 404, 429, 503),
      },
    },
    post: {
      tags: [unitTree.resource],
      operationId: 'take-spreadsheet-in',
      summary: 'Nhập bảng tính: mỗi dòng là một ghi nhận; chạy thử trước',
      description:
        'An office’s table (XLSX or CSV), found by the heads of its columns. `preview` is a dry run. With a cell that cannot be read nothing is taken in. The same file sent again goes on where it stopped.',
      requestParams: { path, query: sheetQuery },
      requestBody: { required: true, content: { [XLSX]: { schema: bytes }, 'text/csv': { schema: bytes } } },
      responses: {
        200: json(sheetAnswer, 'what became of each row'),
        ...problems(400, 401, 403, 404, 409, 413, 422, 429, 503),
      },
    },
  },
};
