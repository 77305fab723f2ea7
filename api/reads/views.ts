// What readers are shown of each aggregate: a schema of its own, so that what the fold remembers for itself (which
// reminder was sent, which revision amended what) is nobody's to rely on.
import { z } from 'zod';
import { account } from '../../domain/access/account.ts';
import { type Account, signerPosts } from '../../domain/access/grants.ts';
import { type CivilCalendar, civilCalendar } from '../../domain/calendar/civil-calendar.ts';
import { type CalendarFeed, calendarFeed } from '../../domain/calendar-feed/calendar-feed.ts';
import { type Certificate, certificate, endings } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { type DemoClock, demoClock } from '../../domain/demo-clock/demo-clock.ts';
import { type Joining, joining } from '../../domain/joining/joining.ts';
import { type MovedStreams, movedStreams } from '../../domain/joining/moved-streams.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { choice, document } from '../../domain/kernel/fields.ts';
import { type Letters, letters } from '../../domain/letters/letters.ts';
import { type LogKeys, logKeys } from '../../domain/log-keys/log-keys.ts';
import { type OfficeClock, officeClock } from '../../domain/office-clock/office-clock.ts';
import { type PostOffice, postOffice } from '../../domain/post-office/post-office.ts';
import { type Producer, producer } from '../../domain/producer/producer.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { type ProductCodes, productCodes } from '../../domain/product-code/product-codes.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { type ProgrammeYear, programmeYear } from '../../domain/programme-year/programme-year.ts';
import { yearPlan } from '../../domain/programme-year/year-plan.ts';
import { type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import { type UnitDuties, unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { civilDay } from '../../projections/answer.ts';
import { cycleView, mark, places } from './cycle-view.ts';
import { sessionView } from './session-view.ts';
import { shownOf } from './shown-of.ts';

const accountView = shownOf<Account>()(
  z.object({
    province: z.string().optional(),
    grants: z.array(
      z.object({
        ...{ id: z.string(), role: z.string(), unit: z.string(), from: civilDay, until: civilDay.optional() },
        post: choice(signerPosts).optional().meta({ description: 'of a signing leader: in which post they sign' }),
        groups: z.array(z.string()).optional().meta({ description: 'the product groups a department has it for' }),
        products: z.array(z.string()).optional().meta({ description: 'the products an adviser has it for' }),
        delegated: z
          .object({ by: z.string(), grant: z.string() })
          .optional()
          .meta({ description: 'who holds it and lets this account act for them' }),
      }),
    ),
    suspensions: z.array(z.object({ from: civilDay, until: civilDay.optional() })).optional(),
    contact: z
      .object({
        language: z.enum(['vi', 'en']),
        delivery: z.enum(['digest', 'at-once']),
        channel: z.literal('message').optional(),
      })
      .optional()
      .meta({ description: 'how its holder is told; the addresses are personal' }),
  }),
);

const since = z.object({ from: civilDay, is: z.string() }).meta({ id: 'Since' });

const unitTreeView = shownOf<UnitTree>()(
  z.object({
    units: z
      .record(
        z.string(),
        z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            names: z.array(since),
            level: z.string(),
            parents: z.array(since).meta({ description: 'the units above it, each from its day on' }),
            from: civilDay,
            until: civilDay.optional().meta({ description: 'last day on which it existed' }),
            successors: z.array(z.string()),
          }),
        ),
      )
      .meta({ description: 'per code the units that carried it, in order of their first days' }),
  }),
);

const calendarDays = z.object({ holidays: z.array(civilDay), workdays: z.array(civilDay).optional() });

const programmeYearView = shownOf<ProgrammeYear>()(
  z.object({
    plan: yearPlan.optional(),
    calendar: calendarDays.meta({ description: 'days off that an older plan carried itself' }),
    approved: z.boolean(),
    opened: z.boolean(),
    closed: z.boolean(),
    reopened: z.boolean().exactOptional().meta({ description: 'it was closed and opened again' }),
    olderPapers: z.array(z.object({ id: z.string(), document, until: civilDay })),
  }),
);

const calendarView = shownOf<CivilCalendar>()(
  z.object({ province: z.string().optional(), days: calendarDays, confirmed: z.boolean() }),
);

const endedAs = z
  .object({
    on: civilDay,
    into: z.string().optional().meta({ description: 'what it is the same as' }),
    by: z.string().optional().meta({ description: 'the unit that said so' }),
  })
  .meta({ id: 'EndedAs' });

const producerView = shownOf<Producer>()(
  z.object({
    kind: z.string().optional(),
    place: z.string().optional(),
    places: places.optional(),
    province: z.string().optional(),
    registered: z.literal(true).optional().meta({ description: 'it has a registration number' }),
    ended: endedAs.optional(),
    consents: z
      .array(mark.extend({ purpose: z.string() }))
      .optional()
      .meta({ description: 'what it agrees to, and since when' }),
  }),
);

const productView = shownOf<Product>()(
  z.object({
    name: z.string().optional(),
    producer: z.string().optional(),
    province: z.string().optional(),
    place: z.string().optional(),
    places: places.optional(),
    group: z.string().optional(),
    origin: z.enum(['existing', 'new']).optional(),
    registeredOn: civilDay.optional(),
    code: z.string().optional().meta({ description: 'the official product code' }),
    ended: endedAs.optional(),
    duplicates: z.array(z.string()).optional(),
  }),
);

const demoClockView = shownOf<DemoClock>()(z.object({ province: z.string().optional(), offsetMs: z.int() }));

const officeClockView = shownOf<OfficeClock>()(
  z.object({ province: z.string().optional(), confirmedAt: z.string().optional() }),
);

const logKeysView = shownOf<LogKeys>()(
  z.object({
    province: z.string().optional(),
    root: z.string().optional().meta({ description: 'the root key, which is kept offline' }),
    keys: z
      .record(
        z.string(),
        z.object({
          key: z.string(),
          from: civilDay,
          until: civilDay,
          certificate: z.string(),
          revoked: z.enum(['retired', 'compromised']).optional(),
        }),
      )
      .meta({ description: 'yearly keys by their id, as https://c2sp.org/signed-note writes them' }),
    witnesses: z.array(z.string()).optional().meta({ description: 'accounts that get each day’s seal by letter' }),
    told: z
      .object({ size: z.int(), sealedAt: z.iso.datetime() })
      .optional()
      .meta({ description: 'the seal they got last' }),
    lost: z
      .array(z.object({ size: z.int(), root: z.string() }))
      .optional()
      .meta({ description: 'checkpoints of events that were lost when an older backup was put back' }),
  }),
);

const instant = z.iso.datetime();

const lettersView = shownOf<Letters>()(
  z.object({
    province: z.string().optional(),
    last: z.int().meta({ description: 'number of the newest letter' }),
    letters: z
      .array(
        z.object({
          no: z.int(),
          status: z.enum(['requested', 'sent', 'failed', 'undeliverable', 'replaced', 'dropped']),
          requestedAt: instant,
          covers: z.array(z.string()).meta({ description: 'the facts it tells, as stream@revision' }),
          template: z.string(),
          tries: z.int(),
          tryAgainAt: instant.optional(),
          code: z.string().optional().meta({ description: 'why the last try failed' }),
          channel: z.string().optional(),
          sentAt: instant.optional(),
          openedAt: instant.optional(),
        }),
      )
      .meta({ description: 'of the last 60 days' }),
  }),
);

const calendarFeedView = shownOf<CalendarFeed>()(
  z.object({
    province: z.string().optional(),
    account: z.string().optional(),
    unit: z.string().optional(),
    language: z.enum(['vi', 'en']).optional(),
    opened: mark.optional(),
    revoked: mark.optional(),
  }),
);

const postOfficeView = shownOf<PostOffice>()(
  z.object({
    open: z.boolean(),
    hours: z.object({ opensAt: z.int(), closesAt: z.int() }),
    wording: z
      .record(z.string(), z.object({ vi: z.string(), en: z.string() }))
      .meta({ description: 'per text what the office says instead of the release' }),
  }),
);

const productCodesView = shownOf<ProductCodes>()(
  z.object({
    codes: z.record(z.string(), z.string()).meta({ description: 'per product its official code' }),
    last: z.int().meta({ description: 'the last serial drawn' }),
  }),
);

const joiningView = shownOf<Joining>()(z.object({ joined: z.boolean() }));

const movedStreamsView = shownOf<MovedStreams>()(
  z.object({ to: z.record(z.string(), z.string()).meta({ description: 'per old stream the new one' }) }),
);

const certificateView = shownOf<Certificate>()(
  z.object({
    begun: mark
      .extend({ recognition: z.int().meta({ description: 'revision of the recognition in its cycle' }) })
      .optional(),
    stars: z.int().optional(),
    number: z.string().optional(),
    toIssue: mark
      .extend({ dueOn: civilDay, basis: z.string(), overdue: z.boolean() })
      .optional()
      .meta({ description: 'recognised and not issued: by when it is to be' }),
    issued: mark.optional(),
    from: civilDay.optional(),
    until: civilDay.optional().meta({ description: 'last day of its term' }),
    warned: z.array(z.int()).meta({ description: 'how many days before its end it was warned of that' }),
    served: mark.optional().meta({ description: 'the issuer’s letter of that reached the producer' }),
    held: mark
      .extend({ renewal: z.string(), until: civilDay })
      .optional()
      .meta({ description: 'it outlasts its term while a renewal is decided, until that day at most' }),
    revocation: mark
      .extend({ ground: z.string(), dueOn: civilDay, heard: mark.optional(), overdue: z.boolean() })
      .optional()
      .meta({ description: 'a revocation that was proposed and is not decided' }),
    findings: z.array(
      mark.extend({
        kind: z.string(),
        result: z.string(),
        remedyBy: civilDay.optional(),
        remedied: mark.optional(),
      }),
    ),
    replacementAsked: mark.optional(),
    replaced: mark.optional().meta({ description: 'it was issued again, last on this day' }),
    ended: mark
      .extend({ as: z.enum(endings), until: civilDay, by: z.string().optional() })
      .optional()
      .meta({ description: '`until`: its last day' }),
  }),
);

const unitDutiesView = shownOf<UnitDuties>()(
  z.object({
    unit: z.object({ code: z.string(), name: z.string(), level: z.string(), from: civilDay }).optional(),
    duties: z.array(
      z.object({
        duty: z.string(),
        no: z.int(),
        onBehalfOf: z.string().optional().meta({ description: 'the abolished unit that it was taken over from' }),
        name: z.object({ vi: z.string(), en: z.string() }),
        from: civilDay,
        until: civilDay.meta({ description: 'as the year plan says' }),
        dueOn: civilDay.meta({ description: 'as the term really ends' }),
        basis: z.string(),
        overdue: z.boolean(),
        reported: mark.optional(),
        accepted: mark.optional(),
        excused: mark.optional(),
        sentBack: mark.optional(),
      }),
    ),
    handedOver: mark.extend({ to: z.array(z.string()) }).optional(),
    closed: mark.optional(),
  }),
);

/** One entry per aggregate that can be read. */
const views = new Map<Aggregate, z.ZodObject>([
  [account, accountView],
  [calendarFeed, calendarFeedView],
  [certificate, certificateView],
  [civilCalendar, calendarView],
  [councilSession, sessionView],
  [demoClock, demoClockView],
  [officeClock, officeClockView],
  [logKeys, logKeysView],
  [joining, joiningView],
  [letters, lettersView],
  [postOffice, postOfficeView],
  [movedStreams, movedStreamsView],
  [producer, producerView],
  [product, productView],
  [productCodes, productCodesView],
  [productCycle, cycleView],
  [programmeYear, programmeYearView],
  [unitDuties, unitDutiesView],
  [unitTree, unitTreeView],
]);

export function viewOf(aggregate: Aggregate): z.ZodObject {
  const view = views.get(aggregate);
  if (!view) throw new Error(`${aggregate.category} has no view: add it to api/reads/views.ts`);
  return view;
}
