// What was recognised is published (1576/QĐ-UBND, part II IV.6.5: "tổ chức công bố kết quả").
import { z } from 'zod';
import { document, paper } from '../../kernel/fields.ts';
import { refusal } from '../../kernel/refusal.ts';
import { responsibility } from '../../rulebooks/responsibilities.ts';
import { markOf, productCycle, visitOf } from '../product-cycle.ts';
import { isTold, tierOf } from './tier.ts';

const NOT_RECOGNISED = refusal('NOT_RECOGNISED', 'conflict', {
  vi: 'Sản phẩm chưa được công nhận.',
  en: 'The product has not been recognised.',
});

const resultPublished = productCycle.event('ResultPublished', {
  version: 2,
  schema: z.strictObject({
    document,
    /** nothing of the cycle is left to do; not said before version 2 */
    over: z.literal(true).optional(),
  }),
  upcast: { 1: (data) => data },
  ends: ({ over }) => over,
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
  decide: ({ state, input }) => {
    const visit = visitOf(state);
    const isOver = (!visit || isTold(state, visit)) && state.step === 'promotion';
    return [resultPublished({ ...input, ...(isOver ? { over: true } : {}) })];
  },
  words: { vi: 'Công bố kết quả', en: 'Publish the result' },
});
