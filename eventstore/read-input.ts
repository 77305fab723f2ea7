// What was sent, as far as it can be judged alone: plain text that fits the schema, or one refusal with a pointer per field.
import type { z } from 'zod';
import { plainText, TEXT_NOT_PLAIN } from '../domain/kernel/plain-text.ts';
import { type Refusal, refusal, refusalSentence, type Words } from '../domain/kernel/refusal.ts';
import { inWords, shortened } from './input-words.ts';

const INPUT_INVALID = refusal('INPUT_INVALID', 'invalid', {
  vi: 'Dữ liệu gửi lên chưa đúng.',
  en: 'The input is not valid.',
});
const FIELD_UNKNOWN = refusal('FIELD_UNKNOWN', 'invalid', {
  vi: 'Không có trường {fields}.',
  en: 'There is no field {fields}.',
});

/** Enough to mend a form; more would answer a small request with a large one. */
const MOST_ERRORS = 20;
const LONGEST_POINTER = 200;

export type FieldError = { readonly pointer: string; readonly words: Words };
export type InputRefused = { readonly refusal: Refusal; readonly errors: readonly FieldError[] };
/** `unknown`: fields the schema does not have, as they were called. */
type Misfit = InputRefused & { readonly unknown: readonly string[] };

export function readInput<S extends z.ZodType>(schema: S, sent: unknown): { data: z.output<S> } | Misfit {
  const { input, unseen } = plainText(sent);
  if (unseen.length > 0) {
    const errors = unseen.slice(0, MOST_ERRORS).map(({ pointer, characters }) => {
      const refused = TEXT_NOT_PLAIN({ characters }, pointer.slice(0, LONGEST_POINTER));
      return { refused, pointer: refused.field ?? '', words: sentences(refused) };
    });
    const [{ refused } = { refused: INPUT_INVALID() }] = errors;
    return { refusal: refused, errors: errors.map(({ pointer, words }) => ({ pointer, words })), unknown: [] };
  }
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? { data: parsed.data } : misfit(parsed.error);
}

function misfit(error: z.ZodError): Misfit {
  const errors = error.issues.slice(0, MOST_ERRORS).map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`.slice(0, LONGEST_POINTER),
    words: inWords(issue),
  }));
  const unknown = shortened(error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])));
  const refused =
    unknown.length > 0 ? FIELD_UNKNOWN({ fields: unknown }, `/${unknown[0]}`) : INPUT_INVALID({}, errors[0]?.pointer);
  return { refusal: refused, errors, unknown };
}

const sentences = (r: Refusal): Words => ({ vi: refusalSentence(r, 'vi'), en: refusalSentence(r, 'en') });
