// A body's JSON schema as a table of fields, nested ones with their path.
import { own } from '../../domain/kernel/own.ts';
import { type Html, html } from '../pages/html.ts';
import type { DocsWords } from './words.ts';

export type JsonSchema = {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

type Row = { path: string; type: string; required: boolean; note: string };
const DEEPEST = 6;

export function fieldTable(w: DocsWords, schemas: Record<string, JsonSchema>, schema: JsonSchema): Html {
  const rows = fieldsOf(schemas, resolve(schemas, schema), '', 0);
  if (rows.length === 0) return html`<p>${w.noFields}</p>`;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${w.field}</th><th scope="col">${w.type}</th><th scope="col">${w.note}</th></tr></thead><tbody>
${rows.map((r) => html`<tr><th scope="row"><code>${r.path}</code></th><td>${r.type}</td><td>${[r.required && w.required, r.note].filter(Boolean).join('; ')}</td></tr>\n`)}
</tbody></table></div>`;
}

function resolve(schemas: Record<string, JsonSchema>, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split('/').pop();
  return name === undefined ? schema : { ...own(schemas, name), ...schema };
}

function fieldsOf(schemas: Record<string, JsonSchema>, schema: JsonSchema, path: string, depth: number): Row[] {
  if (depth > DEEPEST) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, raw]) => {
    const field = resolve(schemas, raw);
    const here = path === '' ? name : `${path}.${name}`;
    const row = {
      path: here,
      type: typeOf(field),
      required: schema.required?.includes(name) ?? false,
      note: noteOf(field),
    };
    const items = field.items && resolve(schemas, field.items);
    const values = typeof field.additionalProperties === 'object' && resolve(schemas, field.additionalProperties);
    return [
      row,
      ...fieldsOf(schemas, field, here, depth + 1),
      ...(items ? fieldsOf(schemas, items, `${here}[]`, depth + 1) : []),
      ...(values ? fieldsOf(schemas, values, `${here}.*`, depth + 1) : []),
    ];
  });
}

function typeOf(s: JsonSchema): string {
  if (s.enum) return s.enum.map(String).join(' | ');
  if (s.const !== undefined) return String(s.const);
  const any = s.anyOf ?? s.oneOf;
  if (any) return [...new Set(any.map(typeOf))].join(' | ');
  return [s.type ?? '', s.format && `(${s.format})`].filter(Boolean).join(' ');
}

function noteOf(s: JsonSchema): string {
  const least = s.minimum ?? s.minLength;
  const most = s.maximum ?? s.maxLength;
  // Safe-integer bounds are the schema library's, not a rule.
  const bounded = [least, most].map((n) =>
    n === undefined || Math.abs(n) >= Number.MAX_SAFE_INTEGER ? '' : String(n),
  );
  const range = bounded.join('') === '' ? '' : `${bounded[0]}…${bounded[1]}`;
  return [s.description, range, s.pattern && s.format === undefined && `/${s.pattern}/`].filter(Boolean).join('; ');
}
