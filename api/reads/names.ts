// GET /v1/names: what the rulebooks call tiers, groups and kinds of evidence (the newest of those that name it), and the
// tiers of each in the order a dossier climbs.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Words } from '../../domain/kernel/refusal.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { words } from '../../projections/answer.ts';
import { bothOf } from '../language.ts';

const named = z.record(z.string(), words);
export const namesView = z
  .strictObject({ tiers: named, groups: named, evidence: named, ladders: z.record(z.string(), z.array(z.string())) })
  .meta({ id: 'Names' });

type Named = { readonly id: string; readonly name: Words };
const byId = (all: readonly Named[]) => Object.fromEntries(all.map(({ id, name }) => [id, bothOf(name)]));

const names = {
  tiers: byId(rulebooks.flatMap(({ ladder }) => ladder)),
  groups: byId(rulebooks.flatMap(({ taxonomy }) => taxonomy.flatMap(({ groups }) => groups))),
  evidence: byId(rulebooks.flatMap(({ dossier }) => dossier)),
  ladders: Object.fromEntries(rulebooks.map(({ id, ladder }) => [id, ladder.map((tier) => tier.id)])),
};

export const readNames: RequestHandler = (_req, res) => void res.json(names);
