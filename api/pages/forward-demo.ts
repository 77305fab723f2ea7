// The board's button that lets a week of the demo pass. It answers at once: the facts are seen as they come.
import type { RequestHandler } from 'express';
import { isOurOrigin } from '../cross-site.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { ORIGIN_FOREIGN } from '../refusals.ts';
import { BOARD } from './board-path.ts';
import { pageFor } from './page.ts';

export const FORWARD = '/demo/forward';
const DAYS = 7;

export type ForwardDemo = {
  /** undefined where there is no demo to be moved on */
  readonly post: RequestHandler | undefined;
  /** whether its clock is on its way */
  readonly moving: () => boolean;
};

export function forwardDemo({ demo, operations, log }: ApiParts): ForwardDemo {
  const operation = demo && operations['demo-forward'];
  let running: Promise<unknown> | undefined;
  if (!operation) return { post: undefined, moving: () => false };
  return {
    moving: () => running !== undefined,
    post: (req, res) => {
      if (!isOurOrigin(req)) return sendProblem(req, res, ORIGIN_FOREIGN());
      // A second click while it moves asks for nothing more.
      running ??= operation
        .run({ days: DAYS }, { kind: 'person', id: 'demo-admin' })
        .catch((error: Error) => log.error({ err: error }, 'the demo clock could not be moved on'))
        .finally(() => {
          running = undefined;
        });
      res.redirect(303, pageFor(req).link(BOARD));
    },
  };
}
