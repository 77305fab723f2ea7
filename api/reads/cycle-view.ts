import { z } from 'zod';
import { choice, document } from '../../domain/kernel/fields.ts';
import { endKinds, type ProductCycle, purposes } from '../../domain/product-cycle/product-cycle.ts';
import { step } from '../../domain/programme-year/steps.ts';
import { civilDay } from '../../projections/answer.ts';
import { shownOf } from './shown-of.ts';

export const mark = z
  .object({ on: civilDay, at: z.int().meta({ description: 'revision of the fact that says so' }) })
  .meta({ id: 'Mark' });

export const places = z
  .array(z.object({ code: z.string(), on: civilDay.optional() }))
  .meta({ description: 'where it lay: each code means the unit that carried it on the day beside it' });

const tierVisit = z
  .object({
    tier: z.string(),
    round: z.int(),
    roundYear: z.int().optional().meta({ description: 'where the round is not one of the cycle’s own year' }),
    opened: mark,
    review: z.boolean().meta({ description: 'what a higher tier returned is looked at again' }),
    supplement: z
      .object({
        asked: mark,
        dueOn: civilDay,
        no: z.int().optional().meta({ description: 'the how-manieth of this stay' }),
        answered: mark.optional(),
        lapsed: mark.optional().meta({ description: 'the tier went on without it' }),
      })
      .optional(),
    entries: z
      .array(mark.extend({ by: z.string() }))
      .optional()
      .meta({ description: 'who has entered its minutes on paper, where two do; not what' }),
    differences: z
      .array(z.object({ field: z.string(), first: z.string(), second: z.string() }))
      .optional()
      .meta({ description: 'in what the two entries differ, for somebody to say what the paper says' }),
    result: mark
      .extend({
        stars: z.int(),
        totals: z.array(z.int()).meta({ description: 'in hundredths of a point' }),
        outcome: z.enum(['forward', 'recognise', 'return', 'ends']),
        knockOut: z.string().optional().meta({ description: 'the ground that ended the rating without a star' }),
        session: z
          .object({ id: z.string(), of: z.int() })
          .optional()
          .meta({ description: 'the council’s session it comes from; absent: entered from minutes on paper' }),
      })
      .optional(),
    after: z.string().optional().meta({
      description: 'the council’s session whose result stands here no more; one that rates it again names it',
    }),
    notified: mark.optional(),
    completed: mark.extend({ manifest: z.string() }).optional(),
    forwarded: mark.extend({ to: z.string() }).optional(),
    received: mark.optional(),
  })
  .meta({ id: 'TierVisit', description: 'one stay of the dossier at one tier' });

const certificate = z.object({ stars: z.int(), number: z.string(), from: civilDay, until: civilDay });

export const cycleView = shownOf<ProductCycle>()(
  z.object({
    started: mark.optional(),
    purpose: choice(purposes).optional(),
    product: z.string().optional(),
    producer: z.string().optional(),
    place: z.string().optional(),
    places: places.optional(),
    group: z.string().optional(),
    told: z
      .object({
        producer: z.string(),
        place: z.string(),
        group: z.string(),
        ended: z.union([z.literal(true), z.string()]).optional(),
        producerEnded: z.literal(true).optional(),
      })
      .optional()
      .meta({ description: 'what it has last been told of its product, where that changed' }),
    entry: step.optional(),
    expectedRulebook: z.string().optional().meta({ description: 'the one the year expects' }),
    rulebook: z.string().optional().meta({ description: 'the one the filing of the dossier bound' }),
    criteriaSet: z.string().optional(),
    step: step.optional(),
    done: z.partialRecord(step, mark.extend({ late: z.boolean() })),
    idea: mark
      .extend({ status: z.enum(['registered', 'listed', 'selected', 'approved', 'rejected', 'struck']) })
      .optional(),
    plan: mark
      .extend({ status: z.enum(['submitted', 'selected', 'rejected']), targetStar: z.int(), told: mark.optional() })
      .optional(),
    notBefore: z
      .object({ idea: civilDay.optional(), dossier: civilDay.optional() })
      .optional()
      .meta({ description: 'until when the product’s other cycles bar it from registering an idea, or from filing' }),
    aimsAt: z.int().optional().meta({ description: 'the round for which the dossier is to be ready' }),
    evidence: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        criterion: z.string().optional(),
        document,
        pages: z.object({ from: z.int(), to: z.int() }).optional(),
        validUntil: civilDay.optional().meta({ description: 'the last day on which the paper itself is good' }),
        replaces: z.string().optional().meta({ description: 'the piece whose newer version it is' }),
      }),
    ),
    localShares: mark.optional(),
    submitted: mark
      .extend({
        manifest: z.string(),
        received: mark.optional().meta({ description: 'the first tier gave a receipt for it' }),
      })
      .optional(),
    visits: z.array(tierVisit),
    deadline: z
      .object({
        subject: z.string().meta({ description: 'what is due', example: 'tier/district/result' }),
        dueOn: civilDay,
        basis: z.string().meta({ description: 'where the date comes from' }),
        fixed: z.boolean().meta({ description: 'a person fixed it: a changed plan does not move it' }),
        overdue: z.boolean(),
      })
      .optional(),
    ended: mark
      .extend({
        kind: z.enum(endKinds),
        stars: z.int().optional(),
        withProduct: z.literal(true).optional().meta({ description: 'its product was no longer made' }),
      })
      .optional(),
    decision: document.optional().meta({ description: 'by which it was recognised' }),
    certificate: z.string().optional().meta({ description: 'id of its certificate', example: '66-2022-ca-phe-mau-1' }),
    certifiedBy: certificate.optional().meta({ description: 'what a release before wrote of it with the recognition' }),
    earlierCertificate: certificate.optional().meta({ description: 'of an earlier year, by the paper it began with' }),
    published: mark.optional().meta({ description: 'the recognition was published' }),
    next: z.string().optional().meta({ description: 'the cycle of the next year that goes on with it' }),
    assigned: mark
      .extend({
        account: z.string(),
        work: z
          .string()
          .meta({ description: 'what was waited for when it was given', example: 'record-result/district' }),
      })
      .optional()
      .meta({ description: 'to whom the work was given' }),
    questions: z
      .array(z.object({ asked: mark, answered: mark.optional() }))
      .optional()
      .meta({ description: 'questions to the coordination office' }),
    records: z.object({
      visits: z.int(),
      needs: z.int(),
      stateDong: z.int(),
      mobilisedDong: z.int(),
      promotions: z.int(),
    }),
  }),
);
