import { z } from 'zod';
import type { Aggregate } from './aggregate.ts';
import { document, paper } from './fields.ts';
import type { Amendable } from './fold.ts';
import { personalRef } from './personal.ts';

/** Declares the fact that takes others back; both commands write it. */
export const factsAnnulledIn = <S extends Amendable>(aggregate: Aggregate<S, any>) =>
  aggregate.event('FactsAnnulled', {
    version: 1,
    schema: z.strictObject({
      revisions: z.array(z.int().min(0)).min(1),
      what: z.array(z.string()),
      reason: personalRef,
      document,
    }),
    annuls: ({ revisions }) => revisions,
    evolve: (state, _, meta) => ({ ...state, amendedAt: meta.revision }),
    sentence: ({ revisions, what, document }) => ({
      vi: `Hủy bỏ các ghi nhận ${revisions.map((r, i) => `${r} (${what[i]})`).join(', ')} theo ${paper(document)}`,
      en: `Facts ${revisions.map((r, i) => `${r} (${what[i]})`).join(', ')} annulled by ${paper(document)}`,
    }),
  });
