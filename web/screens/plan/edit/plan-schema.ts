// The form of a plan: its schema with a field for each tier of its law's ladder, which a schema of records cannot name, and the
// plan that was typed, as the rules of the domain read it.
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import { firstRatingTier } from '../../../../domain/rulebooks/ladder.ts';
import { findRulebook } from '../../../../domain/rulebooks/registry.ts';
import type { Rulebook } from '../../../../domain/rulebooks/rulebook.ts';
import { resolved } from '../../../commands/raw.ts';
import type { Schema } from '../../../talk/reads.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** @param asked as the command is asked for @param law id of the rulebook that was chosen */
export function planSchema(asked: Schema, schemas: Schemas, law: string): Schema {
  const whole = resolved(asked, schemas);
  const { plan } = whole.properties ?? {};
  const rulebook = findRulebook(law);
  if (!plan || !rulebook) return whole;
  const { rounds } = plan.properties ?? {};
  const items = rounds?.items;
  const tiers = items?.properties?.tiers;
  if (!rounds || !items || !tiers) return whole;
  const withTiers = { ...items, properties: { ...items.properties, tiers: tiersOf(tiers, rulebook, schemas) } };
  return {
    ...whole,
    properties: {
      ...whole.properties,
      plan: { ...plan, properties: { ...plan.properties, rounds: { ...rounds, items: withTiers } } },
    },
  };
}

function tiersOf({ additionalProperties, ...tiers }: Schema, { ladder }: Rulebook, schemas: Schemas): Schema {
  const dates = resolved((additionalProperties ?? {}) as Schema, schemas);
  return {
    ...tiers,
    type: 'object',
    properties: Object.fromEntries(ladder.map(({ id, name: { vi, en } }) => [id, { ...dates, 'x-label': { vi, en } }])),
    required: ladder.filter(({ rates }) => rates).map(({ id }) => id),
  };
}

/** What the plan's schema fills in where nothing was typed, as far as its dates are judged by it. */
const UNTYPED = { 'last-day-off': 'next-working-day' };

/** @param typed whole: nothing is wrong with a field of it */
export const planTyped = (typed: unknown): YearPlan => {
  const plan = typed as YearPlan;
  return { ...plan, policies: { ...UNTYPED, ...plan.policies } as YearPlan['policies'] };
};

/** A round for the form to begin with: the tiers are there, their dates are to be typed. */
export const freshRound = (law: string, no: number) => {
  const rulebook = findRulebook(law);
  return { no: String(no), tiers: rulebook ? { [firstRatingTier(rulebook).id]: {} } : {} };
};
