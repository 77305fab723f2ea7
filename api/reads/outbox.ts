// GET /v1/post-offices/{id}/outbox: letters of the province that did not get out, whoever they are to, with how often they were
// tried and why they failed; and how many there are of each state. Their words are for their readers alone.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { isOnItsWay, type Letter, letters } from '../../domain/letters/letters.ts';
import { type PostOffice, postOffice } from '../../domain/post-office/post-office.ts';
import { instant } from '../../projections/answer.ts';
import type { ApiParts } from '../parts.ts';
import { existing } from '../seeing.ts';
import { noQuery } from './query.ts';
import { reading } from './reading.ts';

/** More than somebody sees to at once; what is left out is counted. */
const MOST = 200;

const count = z.int().min(0);
export const outboxView = z
  .object({
    open: z.boolean().meta({ description: 'letters go out' }),
    opensAt: z.int(),
    closesAt: z.int(),
    counts: z
      .strictObject({ requested: count, failed: count, undeliverable: count, sent: count })
      .meta({ description: 'of the letters that are still kept: sixty days' }),
    items: z
      .array(
        z.strictObject({
          account: z.string(),
          no: z.int(),
          status: z.enum(['requested', 'failed', 'undeliverable']),
          requestedAt: instant,
          matters: z.int().meta({ description: 'what it tells' }),
          tries: z.int(),
          tryAgainAt: instant.optional(),
          code: z
            .string()
            .optional()
            .meta({ description: 'why the last try failed: a word of ours, or the server’s number' }),
          uncertain: z.literal(true).optional().meta({ description: 'it may have arrived all the same' }),
        }),
      )
      .meta({ description: `those given up first, then the oldest; at most ${MOST}` }),
    total: count,
  })
  .meta({ id: 'Outbox' });

type Out = z.output<typeof outboxView>['items'][number];

export const readOutbox = (parts: ApiParts): RequestHandler =>
  reading(parts, noQuery, async (_, req, caller) => {
    const id = String(req.params.id);
    const history = await existing(parts, { aggregate: postOffice, id, caller, part: 'outbox', isYetToCome: true });
    if (isRefusal(history)) return history;
    const counts = { requested: 0, failed: 0, undeliverable: 0, sent: 0 };
    const items: Out[] = [];
    for (const account of await parts.executor.ids(letters)) {
      const { state } = await parts.executor.look(letters, account);
      if (state.province !== id) continue;
      for (const letter of state.letters) {
        const { status } = letter;
        if (status in counts) counts[status as keyof typeof counts] += 1;
        if (isOnItsWay(letter) || status === 'undeliverable') items.push(shown(account, letter));
      }
    }
    items.sort((a, b) => rank(a) - rank(b) || (a.requestedAt < b.requestedAt ? -1 : 1));
    const { open, hours } = history.state as PostOffice;
    return { open, ...hours, counts, items: items.slice(0, MOST), total: items.length };
  });

const rank = ({ status }: Out): number => ['undeliverable', 'failed', 'requested'].indexOf(status);

const shown = (
  account: string,
  { no, status, requestedAt, covers, tries, tryAgainAt, code, uncertain }: Letter,
): Out => ({
  account,
  no,
  status: status as Out['status'],
  requestedAt,
  matters: covers.length,
  tries,
  ...(tryAgainAt === undefined ? {} : { tryAgainAt }),
  ...(code === undefined ? {} : { code }),
  ...(uncertain ? { uncertain } : {}),
});
