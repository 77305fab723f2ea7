import { z } from 'zod';
import { document, shaped, slug } from '../kernel/fields.ts';
import { day } from '../time/civil-date.ts';

/** A piece of a dossier, pinned to a criterion where it proves one. */
export const evidence = {
  id: slug,
  /** item of the rulebook's dossier checklist, or `other` */
  kind: shaped(/^[a-z0-9_-]+$/, {
    vi: 'Chỉ dùng chữ thường không dấu, chữ số, gạch nối và gạch dưới.',
    en: 'Small letters, digits, dashes and underscores only.',
  }).max(60),
  criterion: z.string().max(20).optional(),
  document,
  pages: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }).optional(),
  /** the last day on which the paper itself is good: of a test report, a food-safety certificate */
  validUntil: day.optional(),
  /** the piece whose newer version it is: that one leaves the dossier, and stays in its history with its file */
  replaces: slug.optional(),
};
