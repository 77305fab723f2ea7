import type { Actor, Change } from '../../domain/kernel/event.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { Page } from '../page.ts';

export type TimelineItem = {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly hash: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly words: Words;
  /** changes nothing a person decides on */
  readonly quiet: boolean;
  /** before → after, on a correction */
  readonly changes: readonly Change[];
  /** revisions of the facts that took this one back, or replaced what it says */
  readonly annulledBy: number | undefined;
  readonly correctedBy: number | undefined;
  /** its hash does not fit: what it says cannot be relied on */
  readonly damaged: boolean;
  /** a later event of its stream could not be taken in: more happened than is shown */
  readonly stale: boolean;
};

export type Timeline = {
  /** One stream's facts in order. `after`: `next` of the page before. At most 200; 100 when absent. */
  of(stream: string, q?: { after?: string | undefined; limit?: number | undefined }): Promise<Page<TimelineItem>>;
  /** The newest facts of all streams, newest first. */
  latest(limit: number): Promise<readonly TimelineItem[]>;
};
