// GET /v1/unit-trees/{province}/first-steps: what a province that begins has still to set up before its first year runs, in the
// order in which one rests on the other.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { type Staffed, staffOf } from '../../domain/access/staff.ts';
import { civilCalendar } from '../../domain/calendar/civil-calendar.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { postOffice } from '../../domain/post-office/post-office.ts';
import { product } from '../../domain/product/product.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { words } from '../../projections/answer.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { allAccounts, shownRole } from './officers.ts';
import { noQuery } from './query.ts';
import { reading } from './reading.ts';

const count = z.int().min(0);
export const firstStepsView = z
  .object({
    year: z.string().meta({ description: 'the civil year that it is, of which calendar and plan are asked' }),
    done: z.boolean().meta({ description: 'the year is planned and approved, and a first product is under way' }),
    units: z.strictObject({ done: z.boolean(), communes: count, others: count }),
    people: z.strictObject({
      done: z.boolean().meta({ description: 'every role of the province’s own level is held' }),
      accounts: count,
      lacking: z.array(z.strictObject({ role: z.string(), words })).meta({ description: 'at the province itself' }),
      units: count.meta({ description: 'units where somebody is missing' }),
    }),
    calendar: z.strictObject({ done: z.boolean(), state: z.enum(['none', 'proposed', 'confirmed']) }),
    post: z.strictObject({ done: z.boolean() }),
    plan: z.strictObject({ done: z.boolean(), state: z.enum(['none', 'drafted', 'approved']) }),
    products: z.strictObject({ done: z.boolean(), products: count, cycles: count }),
  })
  .meta({ id: 'FirstSteps' });
type Answered = z.output<typeof firstStepsView>;

export const readFirstSteps = (parts: ApiParts): RequestHandler =>
  reading(parts, noQuery, async (_, req, caller) => {
    const asked = { aggregate: unitTree, id: String(req.params.id), caller, part: 'first-steps' };
    const tree = await existing(parts, asked);
    if (isRefusal(tree)) return tree;
    const { executor } = parts;
    const on = dayOf(parts.clock());
    const year = on.slice(0, 4);
    const accounts = await allAccounts(parts);
    const staff = staffOf({ tree: tree.state as UnitTree, accounts, on });
    const { days, confirmed } = (await executor.look(civilCalendar, year)).state;
    const { plan, approved } = (await executor.look(programmeYear, `${tree.id}-${year}`)).state;
    const { open } = (await executor.look(postOffice, tree.id)).state;
    const products = (await executor.ids(product)).size;
    const cycles = (await executor.ids(productCycle)).size;
    const steps = {
      units: unitsIn(staff),
      people: { ...peopleIn(staff), accounts: accounts.size },
      calendar: {
        done: confirmed,
        state: confirmed
          ? ('confirmed' as const)
          : days.holidays.length > 0
            ? ('proposed' as const)
            : ('none' as const),
      },
      post: { done: open },
      plan: {
        done: plan !== undefined && approved,
        state: plan === undefined ? ('none' as const) : approved ? ('approved' as const) : ('drafted' as const),
      },
      products: { done: cycles > 0, products, cycles },
    };
    return { year, done: steps.plan.done && steps.products.done, ...steps } satisfies Answered;
  });

function unitsIn(staff: readonly Staffed[]): Answered['units'] {
  const communes = staff.filter(({ unit }) => unit.level === 'commune').length;
  return { done: communes > 0, communes, others: staff.length - communes };
}

function peopleIn(staff: readonly Staffed[]): Omit<Answered['people'], 'accounts'> {
  const lacking = staff.find(({ unit }) => unit.level === 'province')?.lacking ?? [];
  const units = staff.filter((one) => one.lacking.length > 0).length;
  return { done: lacking.length === 0, lacking: lacking.map(shownRole), units };
}
