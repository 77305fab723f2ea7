// What was recognised is published (1576/QĐ-UBND, part II IV.6.5: "tổ chức công bố kết quả").
import { z } from 'zod';
import { document, paper } from '../../kernel/fields.ts';
import { refusal } from '../../kernel/refusal.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { markOf, productCycle } from '../product-cycle.ts';
import { tierOf } from './tier.ts';

const NOT_RECOGNISED = refusal('NOT_RECOGNISED', 'conflict', {
  vi: 'Sản phẩm chưa được công nhận.',
  en: 'The product has not been recognised.',
});

const resultPublished = productCycle.event('ResultPublished', {
  version: 1,
  schema: z.strictObject({ document }),
  beside: true,
  evolve: (state, _, meta) => ({ ...state, published: markOf(meta) }),
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
  decide: ({ input }) => [resultPublished(input)],
  words: { vi: 'Công bố kết quả', en: 'Publish the result' },
});
