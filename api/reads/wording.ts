// GET /v1/post-offices/{id}/wording: every text of letters with its fields; …/wording-preview: a letter as it would read.
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { asText } from '../../domain/letters/content.ts';
import { exampleOf } from '../../domain/letters/example.ts';
import { type TextId, wording } from '../../domain/letters/wording.ts';
import { usableWording, wordingRefused, wordsNow } from '../../domain/post-office/own-wording.ts';
import { postOffice, templateOf } from '../../domain/post-office/post-office.ts';
import { asHtml } from '../../post/html.ts';
import { words } from '../../projections/answer.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { noQuery } from './query.ts';
import { reading } from './reading.ts';

const textId = z.enum(Object.keys(wording) as [TextId, ...TextId[]]);

export const wordingView = z
  .object({
    template: z.string().meta({ description: 'as letters that are written now name it' }),
    texts: z.array(
      z.strictObject({
        text: textId,
        fields: z.array(z.string()).meta({ description: 'each stands in it as {field}' }),
        words: words.meta({ description: 'as letters are written with now' }),
        own: z.boolean().meta({ description: 'the office’s own words' }),
      }),
    ),
  })
  .meta({ id: 'Wording' });

export const wordingPreviewQuery = z.strictObject({
  text: textId,
  lang: z.enum(['vi', 'en']).optional(),
  words: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^\r\n\t]*$/)
    .optional()
    .meta({ description: 'as it might be said; as it is said now where it is absent' }),
});

export const wordingPreviewView = z
  .object({ text: textId, lang: z.enum(['vi', 'en']), subject: z.string(), letter: z.string(), html: z.string() })
  .meta({ id: 'WordingPreview', description: 'an example letter in which the text stands' });

const wordingOf = (req: Request, caller: Caller) => ({
  aggregate: postOffice,
  id: String(req.params.id),
  caller,
  part: 'wording',
  // Before the post is opened it has the release’s words.
  isYetToCome: true,
});

export const readWording = (parts: ApiParts): RequestHandler =>
  reading(parts, noQuery, async (_, req, caller) => {
    const history = await existing(parts, wordingOf(req, caller));
    if (isRefusal(history)) return history;
    const own = usableWording(history.state.wording);
    return {
      template: templateOf(history.state),
      texts: textId.options.map((text) => ({
        text,
        fields: [...wording[text].fields],
        words: wordsNow(own, text),
        own: Object.hasOwn(own, text),
      })),
    };
  });

export const previewWording = (parts: ApiParts): RequestHandler =>
  reading(parts, wordingPreviewQuery, async ({ text, lang = 'vi', words: said }, req, caller) => {
    const history = await existing(parts, wordingOf(req, caller));
    if (isRefusal(history)) return history;
    const refused = said === undefined ? undefined : wordingRefused(text, { [lang]: said });
    if (refused) return { ...refused, field: '/words' };
    const own = usableWording(history.state.wording);
    const tried = said === undefined ? own : { ...own, [text]: { ...wordsNow(own, text), [lang]: said } };
    const letter = exampleOf(text, { lang, own: tried, publicUrl: parts.publicUrl() ?? '' });
    return { text, lang, subject: letter.subject, letter: asText(letter), html: asHtml(letter) };
  });
