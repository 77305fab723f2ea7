import type { Words } from '../kernel/refusal.ts';

// Every label, note and sentence of a rulebook is a Words, and nothing else in it is: so figures can be told from text.
export type { Words } from '../kernel/refusal.ts';

/** The text in both languages: `words('chủ thể', 'producer')`. */
export function words(vi: string, en: string): Words {
  return { vi, en };
}

/** Whether a value is a text, and so no figure. */
export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === 2 && 'vi' in value && 'en' in value;
}
