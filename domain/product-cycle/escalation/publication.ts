// What was recognised is published (1576/QĐ-UBND, part II IV.6.5: "tổ chức công bố kết quả").
import { z } from 'zod';
import { document, paper } from '../../kernel/fields.ts';
import { markOf } from '../../kernel/mark.ts';
import { refusal } from '../../kernel/refusal.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { productCycle } from '../product-cycle.ts';
import { isSettled, tierOf } from './tier.ts';

export const NOT_RECOGNISED = refusal('NOT_RECOGNISED', 'conflict', {
  vi: 'Sản phẩm chưa được công nhận.',
  en: 'The product has not been recognised.',
});

const resultPublished = productCycle.event('ResultPublished', {
  version: 3,
  schema: z.strictObject({
    document,
    /** nothing of the cycle is left to do: it has its certificate; not said before version 3 */
    settled: z.literal(true).optional(),
  }),
  upcast: { 1: (data) => data, 2: ({ over: _, ...data }) => data },
  ends: ({ settled }) => settled,
  beside: true,
  restsOn: ({ ended }) => ended,
  evolve: (state, _, meta) => {
    const published = { ...state, published: markOf(meta) };
    return state.deadline?.subject.endsWith('/publish') ? { ...published, deadline: undefined } : published;
  },
  sentence: ({ document }) => ({
    vi: `Công bố kết quả công nhận: ${paper(document)}`,
    en: `Recognition published: ${paper(document)}`,
  }),
  correctable: ['document'],
});

export const publishResult = productCycle.command('PublishResult', {
  input: z.strictObject({ document }),
  // Who recognises publishes.
  by: responsibility('recognise', tierOf),
  guard: ({ state }) =>
    state.ended?.kind !== 'recognised' ? NOT_RECOGNISED() : state.published ? 'already-so' : undefined,
  decide: ({ state, input, occurredOn }) => {
    const isLast = isSettled({ ...state, published: { on: occurredOn, at: 0 } });
    return [resultPublished({ ...input, ...(isLast ? { settled: true } : {}) })];
  },
  signs: true,
  words: { vi: 'Công bố kết quả', en: 'Publish the result' },
});
