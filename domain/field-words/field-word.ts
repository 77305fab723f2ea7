import type { Words } from '../kernel/refusal.ts';

/** What a value stands for where its schema does not say: a form offers a list, or types points as on paper. */
export type FieldKind =
  | 'account'
  | 'unit'
  | 'producer'
  | 'product'
  | 'cycle'
  | 'session'
  | 'group'
  | 'evidence'
  | 'criterion'
  | 'criteria-set'
  | 'rulebook'
  | 'tier'
  | 'ground'
  | 'duty'
  /** a revision of the same stream */
  | 'fact'
  | 'money'
  | 'points'
  | 'percent-hundredths';
export type FieldWord = Words & { readonly kind?: FieldKind };
/** By the field's name; by its group's and its own where it means something else there, or with the command before. */
export type FieldWords = Readonly<Record<string, FieldWord>>;
