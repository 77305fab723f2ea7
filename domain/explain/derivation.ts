// How a figure that the product shows came about: a sentence, the rule it follows by, the facts it was read from, and what
// it was computed from, down to what somebody entered.
import { z } from 'zod';
import type { Words } from '../kernel/refusal.ts';

export type Derivation = {
  readonly what: string;
  readonly words: Words;
  readonly rule?: string | undefined;
  readonly facts?: readonly string[] | undefined;
  readonly from?: readonly Derivation[] | undefined;
};

export const derivation: z.ZodType<Derivation> = z
  .strictObject({
    what: z.string().meta({ description: 'the figure that is explained', example: 'mean' }),
    words: z.strictObject({ vi: z.string(), en: z.string() }),
    rule: z.string().optional().meta({ description: 'act and article, or the policy of the year plan' }),
    facts: z
      .array(z.string())
      .optional()
      .meta({ description: 'the facts it was read from', example: ['productCycle-66-2022-ca-phe-mau-1@12'] }),
    get from() {
      return z.array(derivation).optional().meta({ description: 'what it was computed from' });
    },
  })
  .meta({ id: 'Derivation' });

/** @param vi,en the sentence */
export const derived = (what: string, vi: string, en: string, more: Omit<Derivation, 'what' | 'words'> = {}) => ({
  what,
  words: { vi, en },
  ...more,
});
