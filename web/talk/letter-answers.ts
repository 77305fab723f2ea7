// What letters are read as (`api/web/answers.test.ts` holds it against the server).
import type { Words } from '../../domain/kernel/refusal.ts';

export type LetterState = {
  readonly no: number;
  readonly status: 'requested' | 'sent' | 'failed' | 'undeliverable' | 'replaced' | 'dropped';
  readonly requestedAt: string;
  readonly sentAt?: string | undefined;
  readonly openedAt?: string | undefined;
};
export type LetterBox = { readonly letters: readonly LetterState[] };
export type LetterText = {
  readonly no: number;
  readonly lang?: 'vi' | 'en' | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly forgotten?: Words | undefined;
};
