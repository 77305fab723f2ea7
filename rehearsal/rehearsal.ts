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
    resource: z.string().meta({
      description:
        'whose date it is: the cycle of an imagined product, the duties of a unit, a certificate that stands',
      example: 'product-cycles',
    }),
    id: z.string(),
    place: z.string().meta({ description: 'the commune, or the unit whose duties they are' }),
    to: z.array(
      z.strictObject({
        role: z.string() as z.ZodType<RoleId>,
        unit: z.string(),
        name: z.string().exactOptional(),
        onBehalfOf: z.string().exactOptional(),
        above: z.literal(true).exactOptional().meta({ description: 'it stands above who must act' }),
        accounts: z.array(z.string()).meta({ description: 'who holds the role on that day: empty, and nobody does' }),
      }),
    ),
    dayOff: z.boolean(),
  })
  .meta({ id: 'Rehearsed' });

const rehearsedLetters = z
  .strictObject({
    on: day,
    account: z.string().meta({ description: 'who reads it' }),
    matters: z.int().meta({ description: 'what the letters of the day tell, news counted' }),
    dayOff: z.boolean(),
  })
  .meta({ id: 'RehearsedLetters' });

export const rehearsal = z
  .strictObject({
    year: z.string(),
    rulebook: z.string(),
    products: z.int(),
    told: z.array(rehearsed),
    letters: z.array(rehearsedLetters).meta({ description: 'what each person would read, by days' }),
    outOfReach: z
      .array(z.int())
      .meta({ description: 'rounds for which nobody who begins with the year’s first step can be ready' }),
    stopped: z
      .array(z.strictObject({ resource: z.string(), id: z.string(), on: day, because: z.string() }))
      .meta({ description: 'where somebody could not do what the plan wants of them: it cannot be kept there' }),
  })
  .meta({
    id: 'Rehearsal',
    description: 'reminders, what would be overdue, and the letters about it, of a planned year gone through',
  });

export type Rehearsal = Answer<typeof rehearsal>;
/** A reminder, or that something is overdue. */
export type Rehearsed = Answer<typeof rehearsed>;
/** What one person's letters of one day tell them. */
export type RehearsedLetters = Answer<typeof rehearsedLetters>;
