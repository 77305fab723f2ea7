// GET /v1/rulebooks: every rulebook as lines. A line of the same id is the same matter in all of them, so that two can be laid
// side by side.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { civilDay, words } from '../../projections/answer.ts';
import { bothOf } from '../language.ts';
import { line, linesOf } from './rulebook-lines.ts';

export const rulebooksView = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        title: words,
        effectiveFrom: civilDay,
        supersededFrom: civilDay.optional().meta({ description: 'the first day on which it no longer counts' }),
        acts: z.array(
          z.strictObject({ id: z.string(), title: words, signed: civilDay, role: z.enum(['base', 'amends']) }),
        ),
        lines: z.array(line),
      }),
    ),
  })
  .meta({ id: 'Rulebooks', description: 'the oldest first' });
const items = rulebooks.map((rulebook) => ({
  id: rulebook.id,
  title: bothOf(rulebook.title),
  effectiveFrom: rulebook.effectiveFrom,
  ...(rulebook.supersededFrom === undefined ? {} : { supersededFrom: rulebook.supersededFrom }),
  acts: rulebook.acts.map(({ id, title, signed, role }) => ({ id, title: bothOf(title), signed, role })),
  lines: linesOf(rulebook),
}));

export const readRulebooks: RequestHandler = (_req, res) => void res.json({ items });
