// What administration reads, and what it has the system do.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  Access,
  AccountState,
  FirstSteps,
  Officers,
  OpenInvitation,
  Outbox,
  RulebookText,
  SystemHealth,
  Wording,
  WordingPreview,
} from './admin-answers.ts';
import type { Listed } from './answers.ts';
import { ask } from './ask.ts';
import { Unreachable } from './problem.ts';
import { bodyOf, thing, withQuery } from './reads.ts';

export const officers = (province: string | undefined, lacking: boolean) =>
  queryOptions({
    queryKey: ['officers', province, lacking],
    queryFn: ({ signal }) =>
      bodyOf<Officers>(
        withQuery(`/v1/unit-trees/${province}/officers`, { lacking: lacking ? 'true' : undefined }),
        signal,
      ),
    enabled: province !== undefined,
  });

export const accountOf = (id: string) => thing<AccountState>('accounts', id);

export const accesses = (account: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['access-log', account ?? ''],
    queryFn: ({ pageParam, signal }) =>
      bodyOf<Listed<Access>>(withQuery('/v1/access-log', { account, limit: 50, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** How far a province is that begins. */
export const firstSteps = (province: string | undefined) =>
  queryOptions({
    queryKey: ['first-steps', province],
    queryFn: ({ signal }) => bodyOf<FirstSteps>(`/v1/unit-trees/${province}/first-steps`, signal),
  });

export const outbox = (province: string | undefined) =>
  queryOptions({
    queryKey: ['outbox', province],
    queryFn: ({ signal }) => bodyOf<Outbox>(`/v1/post-offices/${province}/outbox`, signal),
    enabled: province !== undefined,
  });
/** What can be done with the post; nothing of it is there before it was set once. */
export const postOfficeOf = (province: string | undefined) => ({
  ...thing<object>('post-offices', province ?? ''),
  enabled: province !== undefined,
});
export const wordingOf = (province: string | undefined) =>
  queryOptions({
    queryKey: ['wording', province],
    queryFn: ({ signal }) => bodyOf<Wording>(`/v1/post-offices/${province}/wording`, signal),
    enabled: province !== undefined,
  });
type Tried = { readonly text: string; readonly lang: 'vi' | 'en'; readonly words: string };
/** An example letter as it would read with other words. */
export const wordingPreview = (province: string | undefined, { text, lang, words }: Tried) =>
  queryOptions({
    queryKey: ['wording', province, 'preview', text, lang, words],
    queryFn: ({ signal }) =>
      bodyOf<WordingPreview>(withQuery(`/v1/post-offices/${province}/wording-preview`, { text, lang, words }), signal),
    retry: false,
  });

export const rulebookTexts = () =>
  queryOptions({
    queryKey: ['rulebooks'],
    queryFn: async ({ signal }) => (await bodyOf<{ items: readonly RulebookText[] }>('/v1/rulebooks', signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

const LOOK_EVERY_MS = 10_000;
/** A system that is not ready says what is wrong by the same answer. */
export const health = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: async ({ signal }): Promise<SystemHealth> => {
      const answered = await fetch('/readyz', { signal }).catch(() => undefined);
      if (!answered) throw new Unreachable();
      return (await answered.json()) as SystemHealth;
    },
    refetchInterval: LOOK_EVERY_MS,
  });

/** What an administrator has the system do, and what came of it. */
export async function operate<T>(name: string, input: object): Promise<T> {
  const { body } = await ask<{ result: T }>(`/v1/operations/${name}`, { method: 'POST', body: input });
  return body.result;
}

export type Person = { readonly account: string; readonly name?: string | undefined };
/** Who has a name to sign in with: for administrators alone. */
export const people = (isAdmin: boolean) =>
  queryOptions({
    queryKey: ['people'],
    queryFn: async () => (await operate<{ items: readonly Person[] }>('people', {})).items,
    enabled: isAdmin,
    retry: false,
  });
/** Not used yet. */
export const invitations = () =>
  queryOptions({
    queryKey: ['invitations'],
    queryFn: async () => (await operate<{ items: readonly OpenInvitation[] }>('invitations', {})).items,
    retry: false,
  });
export type Ways = {
  /** letters go out at all */
  readonly sends: boolean;
  readonly ways: readonly { readonly name: string; readonly ok: boolean; readonly says: string }[];
};
export type Invitation = {
  readonly link: string;
  readonly expiresAt: string;
  /** absent: nobody was written to */
  readonly letter?: { readonly outcome: string };
};
