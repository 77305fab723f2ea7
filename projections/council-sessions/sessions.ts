// What is asked of councils at large: the sessions of a unit, a round, a year, and how far each has come.
import { z } from 'zod';
import type { Sight } from '../../domain/access/sight.ts';
import { type Answer, civilDay, words } from '../answer.ts';
import type { Page } from '../page.ts';

export const sessionStages = [
  'convened',
  'distributed',
  'sitting',
  'decided',
  'minutes',
  'signed',
  'delivered',
] as const;

export const sessionItem = z
  .strictObject({
    id: z.string(),
    year: z.int(),
    unit: z.string(),
    tier: z.string(),
    round: z.int(),
    rulebook: z.string(),
    meetsOn: civilDay,
    inWriting: z.boolean(),
    stage: z.enum(sessionStages).meta({ description: 'how far it has come' }),
    members: z.int(),
    products: z.int(),
    undecided: z.int().meta({ description: 'products it still has to decide on' }),
    undeclared: z.int().meta({ description: 'members who have not declared on every product' }),
    undelivered: z.int().meta({ description: 'results that their cycles have not taken' }),
    waitedFor: z
      .strictObject({ what: words, of: z.array(z.string()), dueOn: civilDay, overdue: z.boolean() })
      .optional()
      .meta({
        description: 'who has to act by a day: members on conflicts, on sheets in writing; minutes, signatures',
      }),
    suspended: z.boolean().meta({ description: 'it sits, and has no quorum' }),
  })
  .meta({ id: 'SessionListItem' });
export type SessionItem = Answer<typeof sessionItem>;

export type SessionQuery = {
  /** whose question it is: nothing else is listed or counted than what they may see; undefined: everything */
  readonly sight?: Sight | undefined;
  readonly year?: number | undefined;
  readonly unit?: string | undefined;
  readonly round?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

export type Sessions = {
  /** In the order of their days of meeting, the latest first. */
  list(query: SessionQuery): Promise<Page<SessionItem>>;
  /** Cycles on the agendas of sessions in which an account sits, without those it has a conflict of interest in. */
  dossiersOf(account: string): Promise<readonly string[]>;
};
