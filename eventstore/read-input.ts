// What was sent, as far as it can be judged alone: plain text that fits the schema, or one refusal with a pointer per field.
import { z } from 'zod';
import { valueWords } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import { plainText, TEXT_NOT_PLAIN } from '../domain/kernel/plain-text.ts';
import { type Lang, type Refusal, refusal, refusalSentence, type Words } from '../domain/kernel/refusal.ts';
import { inWords, shortened } from './input-words.ts';

const INPUT_INVALID = refusal('INPUT_INVALID', 'invalid', {
  vi: 'Dữ liệu gửi lên chưa đúng: {fields}.',
  en: 'The input is not valid: {fieldsEn}.',
});
const FIELD_UNKNOWN = refusal('FIELD_UNKNOWN', 'invalid', {
  vi: 'Không có trường {fields}.',
  en: 'There is no field {fields}.',
});

/** Enough to mend a form; more would answer a small request with a large one. */
const MOST_ERRORS = 20;
const LONGEST_POINTER = 200;

/** `label`: what people call the field, where it has a word */
export type FieldError = { readonly pointer: string; readonly words: Words; readonly label?: Words };
/** The word of the field at a path. */
export type LabelOf = (path: readonly PropertyKey[]) => Words | undefined;
export type InputRefused = { readonly refusal: Refusal; readonly errors: readonly FieldError[] };
/** `unknown`: fields the schema does not have, as they were called. */
type Misfit = InputRefused & { readonly unknown: readonly string[] };

export function readInput<S extends z.ZodType>(
  schema: S,
  sent: unknown,
  labelOf: LabelOf = () => undefined,
): { data: z.output<S> } | Misfit {
  const labelled = (path: readonly PropertyKey[]) => {
    const label = labelOf(path);
    return label ? { label: { vi: label.vi, en: label.en } } : {};
  };
  const { input, unseen } = plainText(sent);
  if (unseen.length > 0) {
    const errors = unseen.slice(0, MOST_ERRORS).map(({ pointer, characters }) => {
      const refused = TEXT_NOT_PLAIN({ characters }, pointer.slice(0, LONGEST_POINTER));
      return {
        refused,
        error: { pointer: refused.field ?? '', words: sentences(refused), ...labelled(pointer.split('/').slice(1)) },
      };
    });
    const [{ refused } = { refused: INPUT_INVALID() }] = errors;
    return { refusal: refused, errors: errors.map(({ error }) => error), unknown: [] };
  }
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { data: parsed.data };
  const errors = parsed.error.issues.slice(0, MOST_ERRORS).map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`.slice(0, LONGEST_POINTER),
    words: inWords(issue, wordsOfValues(schema, issue.path)),
    ...labelled(issue.path),
  }));
  return misfit(parsed.error, errors);
}

function misfit(error: z.ZodError, errors: readonly FieldError[]): Misfit {
  const unknown = shortened(error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])));
  if (unknown.length > 0) return { refusal: FIELD_UNKNOWN({ fields: unknown }, `/${unknown[0]}`), errors, unknown };
  const named = (lang: Lang) => shortened([...new Set(errors.map((e) => e.label?.[lang] ?? nameIn(e.pointer)[lang]))]);
  return {
    refusal: INPUT_INVALID({ fields: named('vi'), fieldsEn: named('en') }, errors[0]?.pointer),
    errors,
    unknown,
  };
}

/** Where nobody gave it a word: as the sender called it. */
function nameIn(pointer: string): Words {
  const name = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
  return name === undefined ? { vi: 'toàn bộ nội dung', en: 'all of it' } : { vi: name, en: name };
}

/** The words of the choice that stands at a path of the schema. */
function wordsOfValues(schema: z.ZodType, path: readonly PropertyKey[]): Readonly<Record<string, Words>> | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return wordsOfValues(schema.unwrap() as z.ZodType, path);
  const [first, ...rest] = path;
  if (first === undefined) return valueWords(schema);
  const inner =
    schema instanceof z.ZodObject
      ? own(schema.shape as Record<string, z.ZodType>, String(first))
      : schema instanceof z.ZodArray
        ? (schema.element as z.ZodType)
        : schema instanceof z.ZodRecord
          ? (schema.valueType as z.ZodType)
          : undefined;
  return inner && wordsOfValues(inner, rest);
}

const sentences = (r: Refusal): Words => ({ vi: refusalSentence(r, 'vi'), en: refusalSentence(r, 'en') });
