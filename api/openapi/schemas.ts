// Shapes of answers, as the document names them.
import { z } from 'zod';
import { seenFields } from '../../domain/access/seen-fields.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { own } from '../../domain/kernel/own.ts';
import { letters } from '../../domain/letters/letters.ts';
import { producer } from '../../domain/producer/producer.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { instant, words } from '../../projections/answer.ts';
import { certificateItem, certificateMonth } from '../../projections/certificate-list/certificates.ts';
import { sessionItem } from '../../projections/council-sessions/sessions.ts';
import { dutiesBoard, dutyItem } from '../../projections/duties-board/board.ts';
import { boardItem, summaryRow, unplacedItem } from '../../projections/product-board/board.ts';
import { timelineItem } from '../../projections/timeline/timeline.ts';
import { learntLater } from '../reads/as-of.ts';
import { viewOf } from '../reads/views.ts';

export { rehearsal } from '../../rehearsal/rehearsal.ts';

export const problem = z
  .looseObject({
    type: z.string().meta({ description: 'where the code is explained', example: '/docs#ROLE_MISSING' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'stable; see the list of codes at /docs' }),
    detail: z.string().meta({ description: 'the sentence in the language of Accept-Language (Vietnamese by default)' }),
    sentences: words,
    details: z.record(z.string(), z.unknown()),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({ description: 'JSON pointer into the body, or the query parameter' }),
          label: words.optional().meta({ description: 'what people call the field' }),
          detail: z.string(),
          sentences: words,
        }),
      )
      .optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/** The number of the ETag: also where a proxy takes tags away, a decision can say what it rests on. */
const seen = z.int();

const warnings = z.array(
  z.strictObject({
    code: z.string(),
    sentences: words,
    details: z.record(z.string(), z.unknown()),
    field: z.string().optional(),
  }),
);

export const commandAnswer = z
  .strictObject({
    outcome: z.enum(['appended', 'already-applied', 'nothing-to-do', 'preview']),
    revision: z.int(),
    seen: seen.optional().meta({ description: 'the number of the ETag; absent of a preview' }),
    position: z.string().optional().meta({ description: 'send it as Ocop-After to read your write' }),
    receipt: z.string().optional().meta({ description: 'what the giver keeps as a proof: of a sealed sheet' }),
    warnings: warnings.optional(),
    writes: z
      .array(words.extend({ changes: z.array(z.unknown()).optional() }))
      .optional()
      .meta({ description: 'of a preview: what would be written' }),
    openCycles: z.int().optional().meta({ description: 'of a preview: open cycles that it concerns' }),
    alsoHeldBy: z
      .array(z.string())
      .optional()
      .meta({ description: 'of a preview that erases a file: further dossiers that hold the same bytes' }),
  })
  .meta({ id: 'CommandAnswer' });

const commandOffer = z
  .strictObject({
    name: z.string(),
    route: z.string(),
    words,
    allowed: z.boolean(),
    needsIfMatch: z.boolean(),
    responsibility: z
      .string()
      .optional()
      .meta({ description: 'whose work it is, as `waiting` of a board item names it' }),
    alreadySo: z.literal(true).optional(),
    reason: z.strictObject({ code: z.string(), sentences: words }).optional(),
  })
  .meta({ id: 'CommandOffer', description: 'a command, and whether this reader may give it now' });

/** Of what is decided alone, the fields that are public then. */
function shownState(aggregate: Aggregate): z.ZodObject {
  const view = viewOf(aggregate);
  const { decided = [], atWork = [] } = own(seenFields, aggregate.resource) ?? {};
  if (decided.length === 0) return view;
  const absent = atWork.map((field) => [field, (own(view.shape, field) as z.ZodType).optional()]);
  return view.extend(Object.fromEntries(absent));
}

/** One resource of an aggregate, named after it: `ProductCycle`. */
export function resourceOf(aggregate: Aggregate): z.ZodObject {
  const name = aggregate.category.charAt(0).toUpperCase() + aggregate.category.slice(1);
  return z
    .strictObject({
      id: z.string(),
      revision: z.int().meta(aggregate === letters ? { description: '-1 before the first letter' } : {}),
      seen: seen
        .optional()
        .meta({ description: 'the number of the ETag; absent of a past state, which takes no commands' }),
      position: aggregate === letters ? z.string().optional() : z.string(),
      state: shownState(aggregate).meta({ id: `${name}State` }),
      ...(aggregate === letters ? { unread: z.int().meta({ description: 'letters sent and not opened yet' }) } : {}),
      ...(aggregate === productCycle ? { board: boardItem.optional() } : {}),
      ...(aggregate === producer
        ? { personal: personal.optional(), forgotten: forgotten.optional(), changed: changed.optional() }
        : {}),
      damagedAt: z
        .int()
        .optional()
        .meta({ description: 'revision of the first event that does not fit its hash: it takes no commands' }),
      ...(aggregate.advise
        ? { warnings: warnings.optional().meta({ description: 'what is unusual, for who decides on it next' }) }
        : {}),
      asOf: instant.optional().meta({ description: 'the moment in the past of which the state is' }),
      later: learntLater.optional(),
      commands: z.array(commandOffer),
      clock: instant.optional(),
    })
    .meta({ id: name });
}

const personal = z
  .record(z.string(), z.string().nullable())
  .meta({ description: 'for those whose work it is; null: erased' });

const forgotten = z
  .record(z.string(), words)
  .meta({ description: 'per value that was erased on demand, what to show in its place and by which paper' });

const changed = z
  .record(z.string(), words)
  .meta({ description: 'per value that is not what its event committed to, what to show in its place' });

/** Of a list as of a past day. */
const pastMembers = {
  asOf: instant.optional().meta({ description: 'the end of the day that was asked for' }),
  later: z.strictObject({ facts: z.int(), ofThen: z.int() }).optional().meta({
    description:
      'for who sees the whole province: facts recorded since that day, and how many of them are dated by then',
  }),
};

const page = <T extends z.ZodType>(item: T, id: string, more: z.ZodRawShape = {}) =>
  z
    .strictObject({
      items: z.array(item),
      next: z.string().nullable().meta({ description: 'send it as cursor for the next page; null on the last' }),
      total: z.int(),
      ...more,
      clock: instant.optional(),
    })
    .meta({ id });

export const boardPage = page(boardItem, 'BoardPage', pastMembers);
export const boardOfYear = z
  .strictObject({ rows: z.array(summaryRow), ...pastMembers, clock: instant.optional() })
  .meta({ id: 'BoardOfYear' });
export const timelinePage = page(timelineItem, 'TimelinePage');
export const dutiesPage = page(dutyItem, 'DutiesPage', pastMembers);
export const dutiesOfYear = dutiesBoard
  .extend({ ...pastMembers, clock: instant.optional() })
  .meta({ id: 'DutiesOfYear' });
export const sessionPage = page(sessionItem, 'SessionPage', pastMembers);
export const certificatePage = page(certificateItem, 'CertificatePage', pastMembers);
export const certificateMonths = z
  .strictObject({ items: z.array(certificateMonth), ...pastMembers, clock: instant.optional() })
  .meta({ id: 'CertificateMonths' });
export const unplacedList = z
  .strictObject({ items: z.array(unplacedItem), ...pastMembers, clock: instant.optional() })
  .meta({ id: 'UnplacedList' });

export const letterText = z
  .strictObject({
    no: z.int(),
    requestedAt: instant,
    lang: z.enum(['vi', 'en']).optional(),
    subject: z.string().optional(),
    text: z.string().optional(),
    forgotten: words.optional().meta({ description: 'it was erased on demand: what to show in its place' }),
    clock: instant.optional(),
  })
  .meta({ id: 'LetterText' });

export const letterTexts = z
  .strictObject({
    items: z.array(letterText.omit({ clock: true }).meta({ id: 'LetterListed' })),
    clock: instant.optional(),
  })
  .meta({ id: 'LetterTexts' });

export const operationAnswer = z
  .strictObject({ outcome: z.literal('done'), result: z.unknown(), clock: instant.optional() })
  .meta({ id: 'OperationAnswer' });
