// Whom a fact names as told: roles at units, as they were when it happened, so that it can be read when they are gone.
import { z } from 'zod';
import { own } from '../kernel/own.ts';
import type { Lang } from '../kernel/refusal.ts';
import { roles } from '../rulebooks/responsibilities.ts';

/** `name`: the unit's on that day, so that the sentence can be read when the unit is gone; a producer's is personal. */
export const addressee = z.strictObject({
  role: z.string(),
  unit: z.string(),
  name: z.string().optional(),
  /** the abolished unit for which it acts */
  onBehalfOf: z.string().optional(),
  /** it stands above who must act, and is told that the date has passed */
  above: z.literal(true).optional(),
});
type Addressee = z.infer<typeof addressee>;

/** What is waited for, in words. */
export const why = z.strictObject({ vi: z.string(), en: z.string() });

export const named = (to: readonly Addressee[], lang: Lang): string =>
  to.map((a) => `${own(roles, a.role)?.[lang] ?? a.role}${a.name ? ` – ${a.name}` : ''}`).join('; ');

/** Those who act and who stands above them, nobody twice. */
export const withSuperior = <A extends { role: string; unit: string }>(
  acting: readonly A[],
  superior: readonly A[],
): (A & { above?: true })[] => [
  ...acting,
  ...superior
    .filter((s) => !acting.some((a) => a.role === s.role && a.unit === s.unit))
    .map((s) => ({ ...s, above: true as const })),
];
