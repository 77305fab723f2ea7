// What is read of one's own letters.
import { queryOptions } from '@tanstack/react-query';
import { give } from './give.ts';
import type { LetterBox, LetterText } from './letter-answers.ts';
import { bodyOf, thing } from './reads.ts';

export const letterBox = (account: string) => thing<LetterBox>('letters', account);

/** @param newest a letter is never written anew: what was read is asked for again when there is another one */
export const letterTexts = (account: string, newest: number) =>
  queryOptions({
    queryKey: ['letter-texts', account, newest],
    queryFn: async ({ signal }) =>
      (await bodyOf<{ items: readonly LetterText[] }>(`/v1/letters/${encodeURIComponent(account)}/texts`, signal))
        .items,
    enabled: newest > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Says that somebody has it before them. */
export const openLetter = (account: string, no: number) =>
  give({
    route: `/v1/letters/${encodeURIComponent(account)}/open-letter`,
    input: { no },
    key: crypto.randomUUID(),
    ifMatch: undefined,
  });
