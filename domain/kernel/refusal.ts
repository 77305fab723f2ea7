// A refusal is an answer, not an error: a stable code, its details, and one sentence in Vietnamese and English
// written where the rule is written. HTTP numbers are the API's affair; here it only says what kind of answer it is.
import { own } from './own.ts';

export type Lang = 'vi' | 'en';
export type Words = Readonly<Record<Lang, string>>;

/** `invalid`: the input; `conflict`: the state; `forbidden`: the actor; `unknown`: what it names does not exist. */
export type RefusalKind = 'invalid' | 'conflict' | 'forbidden' | 'unknown';

export type Details = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export type Refusal = {
  readonly refused: true;
  readonly code: string;
  readonly details: Details;
  /** JSON pointer of the input field it concerns. */
  readonly field?: string;
};

type RefusalDefinition = { code: string; kind: RefusalKind; words: Words };
const definitions = new Map<string, RefusalDefinition>();

/** Declares a refusal. `{name}` in a sentence is filled from the details. A code is declared once. */
export function refusal(code: string, kind: RefusalKind, words: Words) {
  if (definitions.has(code)) throw new Error(`refusal ${code} is declared twice`);
  definitions.set(code, { code, kind, words });
  return (details: Details = {}, field?: string): Refusal =>
    field === undefined ? { refused: true, code, details } : { refused: true, code, details, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

export function kindOf(code: string): RefusalKind {
  return definitions.get(code)?.kind ?? 'conflict';
}

export function allRefusals(): readonly RefusalDefinition[] {
  return [...definitions.values()].sort((a, b) => a.code.localeCompare(b.code));
}

export function refusalSentence({ code, details }: Pick<Refusal, 'code' | 'details'>, lang: Lang): string {
  return fill(definitions.get(code)?.words[lang] ?? code, details);
}

/** Replaces `{name}` by the detail of that name; days are printed dd/mm/yyyy as on paper. */
export function fill(template: string, details: Details): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => show(own(details, name)));
}

function show(value: Details[string]): string {
  if (value === undefined) return '–';
  if (typeof value === 'object') return value.map(show).join(', ');
  const day = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  return day ? `${day[3]}/${day[2]}/${day[1]}` : String(value);
}
