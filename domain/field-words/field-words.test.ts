// Every field of every command has its word in both languages, and every word is some field's.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { shapeWords } from '../kernel/fields.ts';
import { personalFields } from '../kernel/forgettable.ts';
import { aggregates, personCommands } from '../registry.ts';
import { fieldWords, wordKeyOf } from './field-words.ts';

type Json = {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  properties?: Record<string, Json>;
  items?: Json;
  additionalProperties?: Json | boolean;
  anyOf?: Json[];
  'x-values'?: Record<string, { vi: string; en: string }>;
};
type Field = { readonly command: string; readonly path: readonly string[]; readonly schema: Json };

function fieldsOf(command: string, schema: Json, path: readonly string[] = []): Field[] {
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { command, path: [...path, name], schema: field },
    ...fieldsOf(command, field, [...path, name]),
  ]);
  const values = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  const within = [...(schema.items ? [schema.items] : []), ...values, ...(schema.anyOf ?? [])];
  return [...named, ...within.flatMap((inner) => fieldsOf(command, inner, path))];
}

const commands = aggregates.flatMap((a) => personCommands(a));
const fields = commands.flatMap((c) =>
  fieldsOf(c.name, z.toJSONSchema(c.input, { io: 'input', unrepresentable: 'any' }) as Json),
);
const correctable = aggregates.flatMap((a) =>
  [...a.events.values()].flatMap((e) => (Array.isArray(e.correctable) ? (e.correctable as string[]) : [])),
);
const shown = ({ command, path }: Field) => `${command}/${path.join('/')}`;

describe('the words of fields', () => {
  test('there is one for every field of every command, and for what may be corrected', () => {
    expect(fields.length).toBeGreaterThan(1000);
    expect(fields.filter((f) => wordKeyOf(f.command, f.path) === undefined).map(shown)).toEqual([]);
    expect(correctable.filter((name) => wordKeyOf('CorrectFact', [name]) === undefined)).toEqual([]);
  });
  test('there is none that no field has', () => {
    const used = new Set([
      // Their own test holds them against what events keep in the vault.
      ...Object.keys(personalFields),
      ...fields.map((f) => wordKeyOf(f.command, f.path)),
      ...correctable.map((name) => wordKeyOf('CorrectFact', [name])),
    ]);
    expect([...fieldWords.keys()].filter((key) => !used.has(key))).toEqual([]);
  });
  test('a choice names each of its values', () => {
    const choices = fields.flatMap((f) => [f, ...(f.schema.items ? [{ ...f, schema: f.schema.items }] : [])]);
    const nameless = choices.filter(
      ({ schema }) => schema.enum?.some((value) => schema['x-values']?.[String(value)] === undefined) ?? false,
    );
    expect(choices.filter(({ schema }) => schema.enum).length).toBeGreaterThan(50);
    expect(nameless.map(shown)).toEqual([]);
  });
  test('a text of a certain form says which', () => {
    const formless = fields.filter(
      ({ schema: { pattern, format } }) => pattern && !format && !shapeWords(`/${pattern}/`),
    );
    expect(formless.map(shown)).toEqual([]);
  });
  test('each is said in both languages, short enough for a label, and in no word of a computer', () => {
    const longest = 60;
    for (const [key, { vi, en }] of fieldWords) {
      expect([vi.length > 0, en.length > 0, vi.length <= longest, en.length <= longest], key).toEqual(
        Array(4).fill(true),
      );
      expect(vi, key).not.toMatch(/\b(string|boolean|null|field|input|submit|ID)\b/);
    }
  });
});

test('where a name means something else it has its own word', () => {
  const of = (command: string, ...path: string[]) => fieldWords.get(wordKeyOf(command, path) ?? '')?.vi;
  expect(of('GrantRole', 'from')).toBe('từ ngày');
  expect(of('ConveneSession', 'members', 'from')).toBe('cơ quan cử');
  expect(of('AddEvidence', 'pages', 'from')).toBe('từ trang');
  expect(of('PlanYear', 'plan', 'duties', 'source')).toBe('căn cứ giao nhiệm vụ');
  expect(of('RecordSupport', 'source')).toBe('nguồn kinh phí');
  expect(of('RecordSupport', 'something')).toBeUndefined();
});
