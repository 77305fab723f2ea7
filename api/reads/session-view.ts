import { z } from 'zod';
import { declaration, conflictKind as kind } from '../../domain/council-session/conflict-kinds.ts';
import { type CouncilSession, seatIds } from '../../domain/council-session/council-session.ts';
import { civilDay } from '../../projections/answer.ts';
import { mark } from './cycle-view.ts';
import { shownOf } from './shown-of.ts';

const points = z.int().meta({ description: 'in hundredths of a point' });

const item = z
  .object({
    cycle: z.string(),
    dossier: z
      .object({ criteriaSet: z.string(), manifest: z.string(), distributed: mark })
      .optional()
      .meta({ description: 'as the members have it' }),
    found: z
      .array(z.object({ account: z.string(), kind }))
      .meta({ description: 'conflicts of interest that the data show, for the member to answer' }),
    declared: z.record(z.string(), declaration).meta({ description: 'per member' }),
    sealed: z
      .record(z.string(), z.object({ revision: z.int() }))
      .meta({ description: 'per member that there is a sheet which waits to be opened; never what it says' }),
    opening: mark
      .extend({
        by: z.string(),
        scored: z.array(z.object({ member: z.string(), revision: z.int(), total: points })),
        unfit: z.array(z.string()).meta({ description: 'whose sheet was not what they had sealed' }),
      })
      .optional()
      .meta({
        description:
          'the sheets as they count; what is or was scored again is not shown, but while it is to who presides',
      }),
    discussed: mark.optional(),
    votes: z.array(mark.extend({ ground: z.string(), established: z.boolean() })),
    voided: z.array(z.object({ member: z.string(), kind })),
    closed: mark
      .extend({
        stars: z.int(),
        mean: points.optional(),
        totals: z.array(z.object({ member: z.string(), total: points })),
        missed: z.array(z.object({ criterion: z.string(), star: z.int() })),
        knockOut: z.string().optional(),
      })
      .optional(),
    postponed: mark.optional(),
    appeals: z
      .array(mark.extend({ by: z.string(), answerBy: civilDay, admissible: z.boolean().optional() }))
      .optional()
      .meta({ description: 'who asked that the result be looked at again; admissible once that is answered' }),
    superseded: mark
      .extend({ document: z.object({ number: z.string(), date: civilDay }) })
      .optional()
      .meta({ description: 'what was concluded stands no more: another session, `after` this one, decides again' }),
  })
  .meta({ id: 'SessionItem', description: 'one product of the agenda' });

export const sessionView = shownOf<CouncilSession>()(
  z.object({
    convened: mark.optional(),
    tier: z.string().optional(),
    unit: z.string().optional(),
    round: z.int().optional(),
    roundYear: z.int().optional(),
    rulebook: z.string().optional(),
    meetsOn: civilDay.optional(),
    inWriting: z.boolean().optional(),
    publicKey: z.string().optional().meta({ description: 'what sheets are closed to; the chair holds its other half' }),
    after: z.string().optional(),
    members: z.array(z.object({ account: z.string(), seat: z.enum(seatIds), from: z.string(), scores: z.boolean() })),
    presides: z.string().optional().meta({ description: 'whom the decision names after chair and deputies' }),
    agenda: z.array(item),
    attendance: z.array(z.object({ account: z.string(), arrived: z.boolean(), when: z.string() })),
    sittings: z.array(z.object({ opened: mark, presided: z.string(), closed: mark.optional() })),
    suspended: z.boolean().optional(),
    minutesBy: z
      .object({ dueOn: civilDay })
      .optional()
      .meta({ description: 'by when minutes are drawn up and signed, of what was decided last' }),
    minutes: z.array(
      z.object({
        number: z.string(),
        hash: z.string(),
        drawnUp: mark,
        signed: z.array(z.enum(['presiding', 'secretary'])),
      }),
    ),
  }),
);
