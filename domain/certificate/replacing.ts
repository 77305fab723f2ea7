// A certificate that was lost or damaged, or says what was put right since, is issued again: the same recognition and the same term.
import { z } from 'zod';
import { choice, document, paper, shortText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import { byIssuer, type Certificate, certificate } from './certificate.ts';
import { notStanding } from './refusals.ts';

const REPLACEMENT_ASKED = refusal('REPLACEMENT_ASKED', 'conflict', {
  vi: 'Đã có đề nghị cấp lại ngày {on}.',
  en: 'A replacement was asked for on {on} already.',
});
const NO_REPLACEMENT_ASKED = refusal('NO_REPLACEMENT_ASKED', 'conflict', {
  vi: 'Chưa có đề nghị cấp lại giấy chứng nhận.',
  en: 'Nobody asked for a replacement.',
});
const REPLACED_OUTSIDE_TERM = refusal('REPLACED_OUTSIDE_TERM', 'invalid', {
  vi: 'Bản cấp lại ghi ngày {on}, ngoài thời gian từ ngày đề nghị ({asked}) đến hôm nay.',
  en: 'The replacement is dated {on}, not between the request ({asked}) and today.',
});

export const replacementReasons = {
  lost: { vi: 'bị mất', en: 'lost' },
  damaged: { vi: 'bị hỏng', en: 'damaged' },
  changed: { vi: 'có nội dung in đã thay đổi', en: 'outdated in what is printed on it' },
} as const satisfies Record<string, Words>;
const because = choice(replacementReasons);

const replacementAsked = certificate.event('ReplacementAsked', {
  version: 1,
  schema: z.strictObject({ because, letter: document }),
  evolve: (state, _, meta) => ({ ...state, replacementAsked: markOf(meta) }),
  sentence: ({ because, letter }) => ({
    vi: `Đề nghị cấp lại giấy chứng nhận ${replacementReasons[because].vi} (${paper(letter)})`,
    en: `A replacement is asked for: the certificate was ${replacementReasons[because].en} (${paper(letter)})`,
  }),
  correctable: ['because', 'letter'],
});

const certificateReplaced = certificate.event('CertificateReplaced', {
  version: 1,
  schema: z.strictObject({ before: shortText, number: shortText, replacedOn: day }),
  evolve: ({ replacementAsked: _, ...state }, { number, replacedOn }, meta) => ({
    ...state,
    number,
    replaced: { ...markOf(meta), on: replacedOn },
  }),
  sentence: ({ before, number, replacedOn }) => ({
    vi: `Cấp lại giấy chứng nhận ${before} ngày ${shownDay(replacedOn)}${number === before ? '' : `, số mới ${number}`}`,
    en: `Certificate ${before} replaced on ${shownDay(replacedOn)}${number === before ? '' : ` by number ${number}`}`,
  }),
  correctable: ['number', 'replacedOn'],
  recheck: (data, before, { occurredOn }) => replacementRefused(data.replacedOn, before, occurredOn) ?? data,
});

function replacementRefused(on: Day, { replacementAsked }: Certificate, today: Day): Refusal | undefined {
  const asked = replacementAsked?.on ?? today;
  return on < asked || on > today ? REPLACED_OUTSIDE_TERM({ on, asked }, '/replacedOn') : undefined;
}

export const askForReplacement = certificate.command('AskForReplacement', {
  input: z.strictObject({ because, letter: document }),
  by: responsibility('request-replacement'),
  guard: ({ state }) =>
    notStanding(state) ?? (state.replacementAsked && REPLACEMENT_ASKED({ on: state.replacementAsked.on })),
  decide: ({ input }) => [replacementAsked(input)],
  words: { vi: 'Đề nghị cấp lại', en: 'Ask for a replacement' },
});

export const replaceCertificate = certificate.command('ReplaceCertificate', {
  input: z.strictObject({
    /** a new one, where the replacement has one */
    number: shortText.optional(),
    replacedOn: day,
  }),
  by: byIssuer,
  restsOn: 'what-was-seen',
  guard: ({ state }) => notStanding(state) ?? (state.replacementAsked ? undefined : NO_REPLACEMENT_ASKED()),
  decide: ({ state, input: { number, replacedOn }, today }) => {
    const before = state.number ?? '';
    return (
      replacementRefused(replacedOn, state, today) ?? [
        certificateReplaced({ before, number: number ?? before, replacedOn }),
      ]
    );
  },
  signs: true,
  words: { vi: 'Cấp lại giấy chứng nhận', en: 'Replace the certificate' },
});
