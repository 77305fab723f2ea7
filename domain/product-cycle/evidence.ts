import { z } from 'zod';
import { document, slug } from '../kernel/fields.ts';

/** A piece of a dossier, pinned to a criterion where it proves one. */
export const evidence = {
  id: slug,
  /** item of the rulebook's dossier checklist, or `other` */
  kind: z
    .string()
    .regex(/^[a-z0-9_-]+$/)
    .max(60),
  criterion: z.string().max(20).optional(),
  document,
  pages: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }).optional(),
};
