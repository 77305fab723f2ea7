// A command on its way. It carries its own key, so that it may be sent again after a lost line: it is done once.

import type { CommandAnswer } from './answers.ts';
import { ask, remember } from './ask.ts';
import { Problem, Unreachable } from './problem.ts';

export type Given = {
  readonly route: string;
  readonly input: unknown;
  /** Idempotency-Key: the same for the same input until it is done */
  readonly key: string;
  /** the tag of what was seen */
  readonly ifMatch: string | undefined;
  readonly as?: string | undefined;
  readonly preview?: boolean;
  readonly signal?: AbortSignal;
  /** told before each new try */
  readonly onWait?: (tries: number) => void;
};

const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
/** Of an answer that says “not now”: a proxy whose server starts again, or a store that is away. */
const NOT_NOW = [502, 503, 504];

export async function give<Answer extends { position?: string | undefined } = CommandAnswer>(
  given: Given,
): Promise<Answer> {
  const { route, input, key, ifMatch, as, preview, signal, onWait } = given;
  const headers = {
    'Idempotency-Key': key,
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    ...(as === undefined ? {} : { 'Ocop-Acting-As': as }),
  };
  for (let tries = 0; ; tries += 1) {
    try {
      const path = preview ? `${route}?preview` : route;
      const { body } = await ask<Answer>(path, { method: 'POST', body: input, headers, signal });
      if (!preview) remember(body.position);
      return body;
    } catch (error) {
      const pause = PAUSES_MS[tries];
      if (pause === undefined || signal?.aborted || !mayHelp(error)) throw error;
      onWait?.(tries + 1);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

const mayHelp = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Problem && NOT_NOW.includes(error.status));
