// What a rehearsal tells: once as a schema, for readers of the code and of the API alike.
import { z } from 'zod';
import type { RoleId } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { type Answer, civilDay, words } from '../projections/answer.ts';

const day = civilDay as z.ZodType<Day>;

const rehearsed = z
  .strictObject({
    on: day,
    which: z.string().exactOptional().meta({ description: 'absent where it is overdue', example: 'T-7' }),
    overdue: z.boolean(),
    dueOn: day,
    why: words,
    cycle: z.string().meta({ description: 'of an imagined product' }),
    place: z.string().meta({ description: 'its commune' }),
    to: z.array(
      z.strictObject({
        role: z.string() as z.ZodType<RoleId>,
        unit: z.string(),
        name: z.string().exactOptional(),
        onBehalfOf: z.string().exactOptional(),
        accounts: z.array(z.string()).meta({ description: 'who holds the role on that day: empty, and nobody does' }),
      }),
    ),
    dayOff: z.boolean(),
  })
  .meta({ id: 'Rehearsed' });

export const rehearsal = z
  .strictObject({
    year: z.string(),
    rulebook: z.string(),
    products: z.int(),
    told: z.array(rehearsed),
    outOfReach: z
      .array(z.int())
      .meta({ description: 'rounds for which nobody who begins with the year’s first step can be ready' }),
    stopped: z
      .array(z.strictObject({ cycle: z.string(), on: day, because: z.string() }))
      .meta({ description: 'where somebody could not do what the plan wants of them: it cannot be kept there' }),
  })
  .meta({ id: 'Rehearsal', description: 'reminders, and what would be overdue, of a planned year gone through' });

export type Rehearsal = Answer<typeof rehearsal>;
/** A reminder, or that something is overdue. */
export type Rehearsed = Answer<typeof rehearsed>;
