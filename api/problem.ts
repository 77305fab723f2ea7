// Answers that say no, as RFC 9457 problem details: a stable code, the sentence in both languages, the fields concerned.

import type { Request, Response } from 'express';
import { own } from '../domain/kernel/own.ts';
import { type Lang, type Refusal, refusalSentence, type Words } from '../domain/kernel/refusal.ts';
import type { FieldError, LabelOf } from '../eventstore/read-input.ts';
import { bothOf, langOf } from './language.ts';
import { RETRY_AFTER_SECONDS, statusOf, titles } from './status.ts';

export type ProblemMore = {
  readonly errors?: readonly FieldError[] | undefined;
  /** the word of the field that the refusal itself names */
  readonly labelOf?: LabelOf | undefined;
  /** further members of the answer */
  readonly members?: Readonly<Record<string, unknown>>;
};

export const sentencesOf = (refusal: Pick<Refusal, 'code' | 'details'>): Words => ({
  vi: refusalSentence(refusal, 'vi'),
  en: refusalSentence(refusal, 'en'),
});

export function sendProblem(req: Request, res: Response, refusal: Refusal, more: ProblemMore = {}): void {
  res.locals.code = refusal.code;
  const lang = langOf(req);
  const status = statusOf(refusal.code);
  const sentences = sentencesOf(refusal);
  const errors = errorsOf(refusal, sentences, more);
  const retryAfter = own(RETRY_AFTER_SECONDS, refusal.code);
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  res.status(status).set('Content-Language', lang).vary('Accept-Language');
  const body = {
    type: `/docs#${refusal.code}`,
    title: titles[status]?.[lang] ?? refusal.code,
    status,
    code: refusal.code,
    detail: sentences[lang],
    sentences,
    details: refusal.details,
    ...(errors.length === 0 ? {} : { errors: errors.map((e) => errorOf(e, lang)) }),
    ...more.members,
    requestId: String(req.id),
  };
  res.type('application/problem+json').send(JSON.stringify(body));
}

const errorOf = ({ pointer, label, words }: FieldError, lang: Lang) => ({
  pointer,
  ...(label ? { label } : {}),
  detail: words[lang],
  sentences: bothOf(words),
});

function errorsOf({ field }: Refusal, words: Words, { errors, labelOf }: ProblemMore): readonly FieldError[] {
  if (errors) return errors;
  if (field === undefined) return [];
  const word = labelOf?.(field.split('/').slice(1));
  return [{ pointer: field, words, ...(word ? { label: bothOf(word) } : {}) }];
}
