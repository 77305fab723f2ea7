import { z } from 'zod';
import type { Instant } from '../../domain/time/civil-date.ts';
import { type Answer, actor, instant, words } from '../answer.ts';
import type { Page } from '../page.ts';

export const timelineItem = z
  .strictObject({
    stream: z.string(),
    revision: z.int(),
    position: z.string(),
    type: z.string(),
    hash: z.string(),
    occurredAt: instant,
    recordedAt: instant,
    actor,
    words,
    quiet: z.boolean().meta({ description: 'changes nothing a person decides on' }),
    changes: z
      .array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() }))
      .meta({ description: 'before → after, on a correction' }),
    annulledBy: z.int().optional().meta({ description: 'revision of the fact that took this one back' }),
    correctedBy: z.int().optional().meta({ description: 'revision of the fact that replaced what this one says' }),
    damaged: z.boolean().meta({ description: 'its hash does not fit: what it says cannot be relied on' }),
    stale: z
      .boolean()
      .meta({ description: 'a later event of its stream could not be taken in: more happened than is shown' }),
  })
  .meta({ id: 'TimelineItem' });
export type TimelineItem = Answer<typeof timelineItem>;

/** Which facts of any stream are looked for. */
export type FactQuestion = {
  /** the account that recorded them */
  readonly account?: string | undefined;
  /** the unit for which they were recorded, or on whose behalf */
  readonly unit?: string | undefined;
  readonly type?: string | undefined;
  /** of one kind of thing, as streams begin */
  readonly category?: string | undefined;
  /** recorded from then on */
  readonly from?: Instant | undefined;
  /** recorded before */
  readonly until?: Instant | undefined;
  /** words of ids or of the kind of fact, or a hash */
  readonly q?: string | undefined;
  /** those too that change nothing a person decides on */
  readonly withQuiet?: boolean | undefined;
  /** a position: older than that one */
  readonly before?: string | undefined;
  readonly limit: number;
};

export type Timeline = {
  /**
   * One stream's facts in order. `after`: `next` of the page before. At most 200; 100 when absent. `until`: as they stood at
   * that moment, whatever amended them since.
   */
  of(
    stream: string,
    q?: { after?: string | undefined; limit?: number | undefined; until?: Instant | undefined },
  ): Promise<Page<TimelineItem>>;
  /** Facts of any stream, the newest first; letters only where they are asked for. Who may see each is its asker’s to judge. */
  find(question: FactQuestion): Promise<readonly TimelineItem[]>;
  /** The newest facts of all streams, newest first. */
  latest(limit: number): Promise<readonly TimelineItem[]>;
};
