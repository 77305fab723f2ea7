// A producer agrees that something personal of it is used for one purpose, and may take that back at any time (Law
// 91/2025/QH15 on personal data: consent is for a named purpose, and silence is none). What is used stays in the vault.
import { z } from 'zod';
import { choice, document, paper } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { refusal, type Words } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type ConsentPurpose, type Producer, producer, producerEnded } from './producer.ts';

const CONSENT_ON_PAPER = refusal('CONSENT_ON_PAPER', 'invalid', {
  vi: 'Ghi thay chủ thể thì phải nêu văn bản mà chủ thể đã ký.',
  en: 'Whoever records it for the producer names the paper that the producer signed.',
});

export const consentPurposes = {
  'public-certificate': {
    vi: 'nêu tên chủ thể trên trang tra cứu giấy chứng nhận',
    en: 'the producer’s name on the public page of its certificates',
  },
} as const satisfies Record<ConsentPurpose, Words>;
const purpose = choice(consentPurposes);
const fields = { purpose, document: document.optional() };

const without = (all: Producer['consents'], purpose: ConsentPurpose) =>
  (all ?? []).filter((one) => one.purpose !== purpose);

/** Whether a producer agrees to a purpose, by what is recorded now. */
export const agreesTo = ({ consents }: Producer, purpose: ConsentPurpose): boolean =>
  consents?.some((one) => one.purpose === purpose) ?? false;

const consentGiven = producer.event('ConsentGiven', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: (state, { purpose }, meta) => ({
    ...state,
    consents: [...without(state.consents, purpose), { ...markOf(meta), purpose }],
  }),
  sentence: ({ purpose, document }) => ({
    vi: `Chủ thể đồng ý: ${consentPurposes[purpose].vi}${document ? ` (${paper(document)})` : ''}`,
    en: `The producer agrees to: ${consentPurposes[purpose].en}${document ? ` (${paper(document)})` : ''}`,
  }),
  correctable: ['document'],
});

const consentWithdrawn = producer.event('ConsentWithdrawn', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: (state, { purpose }) => ({ ...state, consents: without(state.consents, purpose) }),
  sentence: ({ purpose, document }) => ({
    vi: `Chủ thể rút lại sự đồng ý: ${consentPurposes[purpose].vi}${document ? ` (${paper(document)})` : ''}`,
    en: `The producer takes its consent back: ${consentPurposes[purpose].en}${document ? ` (${paper(document)})` : ''}`,
  }),
  correctable: ['document'],
});

type Given = {
  readonly actor: { readonly role?: string | undefined };
  readonly input: z.output<z.ZodObject<typeof fields>>;
};

/** Who is no producer says by which paper it is known. */
const onPaper = ({ actor, input }: Given) =>
  actor.role === 'producer' || input.document ? undefined : CONSENT_ON_PAPER({}, '/document');

export const giveConsent = producer.command('GiveConsent', {
  input: z.strictObject(fields),
  by: responsibility('give-consent'),
  guard: ({ id, state }) => producerEnded(id, state),
  decide: ({ state, input, actor }) =>
    onPaper({ actor, input }) ?? (agreesTo(state, input.purpose) ? [] : [consentGiven(input)]),
  words: { vi: 'Đồng ý cho dùng thông tin', en: 'Give consent' },
});

/** As easily as it was given; also by one that has ended. */
export const withdrawConsent = producer.command('WithdrawConsent', {
  input: z.strictObject(fields),
  by: responsibility('give-consent'),
  guard: ({ state }) => ((state.consents ?? []).length > 0 ? undefined : 'already-so'),
  decide: ({ state, input, actor }) =>
    onPaper({ actor, input }) ?? (agreesTo(state, input.purpose) ? [consentWithdrawn(input)] : []),
  words: { vi: 'Rút lại sự đồng ý', en: 'Take consent back' },
});
