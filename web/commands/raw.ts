// What is typed into a form, as it was typed, and what it means: parsed against the command's schema as one types.
import type { Schema } from '../talk/reads.ts';
import { dayTyped } from '../words/dates.ts';

export type Raw = string | boolean | readonly Raw[] | { readonly [name: string]: Raw };
/** What is wrong, by JSON pointer: a key of `form.bad` and what its sentence names. */
export type Bad = { readonly word: BadWord; readonly values?: Readonly<Record<string, number>> };
export type BadWord =
  | 'missing'
  | 'day'
  | 'number'
  | 'whole'
  | 'points'
  | 'percent'
  | 'days'
  | 'least'
  | 'most'
  | 'long'
  | 'short'
  | 'shape'
  | 'rows'
  | 'many';

export type Kind =
  | 'line'
  | 'text'
  | 'unit'
  | 'day'
  | 'whole'
  | 'points'
  | 'percent'
  | 'dong'
  | 'numbers'
  | 'choice'
  | 'choices'
  | 'yes'
  | 'paper'
  | 'group'
  | 'rows'
  | 'pairs';

const NUMBERS: Readonly<Record<string, Kind>> = {
  points: 'points',
  money: 'dong',
  'percent-hundredths': 'percent',
};

/** How a value of this schema is typed. */
export function kindOf(schema: Schema): Kind {
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'yes';
  if (schema.type === 'integer' || schema.type === 'number') return NUMBERS[schema['x-kind'] ?? ''] ?? 'whole';
  if (schema.type === 'array')
    return schema.items?.enum ? 'choices' : schema.items?.type === 'integer' ? 'numbers' : 'rows';
  if (schema.properties) return 'number' in schema.properties && 'date' in schema.properties ? 'paper' : 'group';
  if (schema.type === 'object') return 'pairs';
  if (schema.format === 'date') return 'day';
  return schema['x-kind'] === 'long-text' ? 'text' : schema['x-kind'] === 'unit' ? 'unit' : 'line';
}

/** Where at least one is needed, an empty one stands there. */
export const rowsShown = ({ minItems = 0, items }: Schema, raw: Raw | undefined, required: boolean): readonly Raw[] =>
  rowsOf(raw).length === 0 && required && minItems > 0 && !items?.enum ? [items?.properties ? {} : ''] : rowsOf(raw);

/** The element of a field, by its JSON pointer. */
export const idOf = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;

export const groupOf = (raw: Raw | undefined): Readonly<Record<string, Raw>> =>
  typeof raw === 'object' && !Array.isArray(raw) ? (raw as Readonly<Record<string, Raw>>) : {};
export const rowsOf = (raw: Raw | undefined): readonly Raw[] => (Array.isArray(raw) ? raw : []);
export const textOf = (raw: Raw | undefined): string => (typeof raw === 'string' ? raw : '');

export type Problems = Map<string, Bad>;
type At = { readonly pointer: string; readonly required: boolean; readonly problems: Problems };

/** The value that was typed; undefined where nothing was. What is wrong goes into `problems`. */
export function inputOf(schema: Schema, raw: Raw | undefined, at: At): unknown {
  const tell = (word: BadWord, values?: Bad['values']): undefined => {
    at.problems.set(at.pointer, values ? { word, values } : { word });
    return undefined;
  };
  const kind = kindOf(schema);
  if (kind === 'paper' || kind === 'group') return groupValue(schema, groupOf(raw), at);
  if (kind === 'rows' || kind === 'choices') {
    const rows = rowsShown(schema, raw, at.required);
    if (rows.length === 0 && !at.required) return undefined;
    if (rows.length < (schema.minItems ?? 0)) return tell('rows', { least: schema.minItems ?? 0 });
    return rows.map((row, i) =>
      inputOf(schema.items ?? {}, row, { ...at, pointer: `${at.pointer}/${i}`, required: true }),
    );
  }
  if (kind === 'pairs') {
    const pairs = rowsOf(raw)
      .map(groupOf)
      .filter(({ name }) => textOf(name) !== '');
    if (pairs.length === 0) return at.required ? {} : undefined;
    return Object.fromEntries(pairs.map(({ name, value }) => [textOf(name), plain(textOf(value))]));
  }
  if (kind === 'yes') return raw === true ? true : at.required && schema.const === undefined ? false : undefined;
  const text = textOf(raw).normalize('NFC').trim();
  if (text === '') return at.required ? tell('missing') : undefined;
  if (kind === 'day') return dayTyped(text) ?? tell('day');
  if (kind === 'numbers') return numbersValue(schema, text, tell);
  if (kind === 'points' || kind === 'percent' || kind === 'dong' || kind === 'whole')
    return numberValue(schema, text, { kind, tell });
  if (schema.maxLength !== undefined && text.length > schema.maxLength) return tell('long', { most: schema.maxLength });
  if (schema.minLength !== undefined && text.length < schema.minLength)
    return tell('short', { least: schema.minLength });
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) return tell('shape');
  return text;
}

function groupValue(schema: Schema, raw: Readonly<Record<string, Raw>>, at: At): unknown {
  const isEmpty = !Object.values(raw).some(isFilled);
  // Where nothing of what may be left out was typed, nothing of it is missing.
  if (isEmpty && !at.required) return undefined;
  const values = Object.entries(schema.properties ?? {}).map(([name, of]) => {
    const required = schema.required?.includes(name) === true && of.default === undefined;
    return [name, inputOf(of, raw[name], { ...at, pointer: `${at.pointer}/${name}`, required })] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

export const isFilled = (raw: Raw | undefined): boolean => {
  if (raw === undefined || raw === '' || raw === false) return false;
  return typeof raw === 'object' ? Object.values(raw).some(isFilled) : true;
};

type Tell = (word: BadWord, values?: Bad['values']) => undefined;
type Telling = { kind: 'points' | 'percent' | 'dong' | 'whole'; tell: Tell };

/** Several of them in one line, as somebody writes them down: 15, 7, 3, 1 */
function numbersValue({ items = {}, maxItems }: Schema, text: string, tell: Tell): number[] | undefined {
  const typed = text.split(/[\s,;]+/).filter((one) => one !== '');
  if (!typed.every((one) => /^\d{1,4}$/.test(one))) return tell('days');
  const numbers = typed.map(Number);
  const most = Math.max(...numbers);
  if (items.maximum !== undefined && most > items.maximum) return tell('most', { most: items.maximum });
  const least = Math.min(...numbers);
  if (items.minimum !== undefined && least < items.minimum) return tell('least', { least: items.minimum });
  return maxItems !== undefined && numbers.length > maxItems ? tell('many', { most: maxItems }) : numbers;
}

/** 1.250.000: points stand before each three digits or nowhere, and 1250.50 is no amount of đồng. */
const GROUPED = /^-?\d{1,3}(\.\d{3})+$/;

function numberValue({ minimum, maximum }: Schema, text: string, { kind, tell }: Telling): number | undefined {
  if (kind === 'points' || kind === 'percent') {
    // 92,5 as on paper; 92.5 is understood.
    if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text)) return tell(kind);
    const hundredths = Math.round(Number(text.replace(',', '.')) * 100);
    return hundredths > (maximum ?? hundredths) ? tell('most', { most: (maximum ?? 0) / 100 }) : hundredths;
  }
  const bare = kind === 'dong' ? text.replaceAll(/\s/g, '').replace(/đ$/, '') : text;
  const digits = kind === 'dong' && GROUPED.test(bare) ? bare.replaceAll('.', '') : bare;
  if (!/^-?\d+$/.test(digits)) return tell(/^-?[\d.,]+$/.test(digits) ? 'whole' : 'number');
  const number = Number(digits);
  if (minimum !== undefined && number < minimum) return tell('least', { least: minimum });
  if (maximum !== undefined && number > maximum) return tell('most', { most: maximum });
  return number;
}

/** Of a field that the schema does not know: a number, yes or no as such, anything else as text. */
function plain(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** Where `$ref` leads. */
export function resolved(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const { $ref: _, ...more } = schema;
  const whole: Schema = name === undefined ? schema : { ...schemas[name], ...more };
  const first = whole.anyOf?.find(({ type }) => type !== 'null');
  const one: Schema = first ? { ...resolved(first, schemas), ...pick(whole) } : whole;
  return {
    ...one,
    ...(one.items ? { items: resolved(one.items, schemas) } : {}),
    ...(one.properties
      ? { properties: Object.fromEntries(Object.entries(one.properties).map(([k, v]) => [k, resolved(v, schemas)])) }
      : {}),
  };
}

const pick = ({ 'x-label': label, 'x-kind': kind, description }: Schema): Schema => ({
  ...(label ? { 'x-label': label } : {}),
  ...(kind ? { 'x-kind': kind } : {}),
  ...(description === undefined ? {} : { description }),
});
