// Which facts of a session tell figures of a product that were scored again, or may be still.
import { productClosed } from './closing.ts';
import { productDiscussed, scoresOpened } from './opening.ts';
import { productReopened } from './reopening.ts';

const TELLING = [scoresOpened, productDiscussed, productClosed].map(({ type }) => type);

type Event = { readonly revision: number; readonly type: string; readonly data: unknown };

/**
 * @param events of one session, oldest first
 * @returns `first`: revisions of those that another opening took the place of, or while nothing is concluded of all;
 *   `concluded`: somebody concluded on the product, and nobody reopened it since
 */
export function firstFiguresIn(events: readonly Event[], cycle: string) {
  const its = events.filter(({ data }) => (data as { cycle?: unknown } | null)?.cycle === cycle);
  const last = (type: string): number => its.findLast((event) => event.type === type)?.revision ?? -1;
  const concluded = last(productClosed.type) > Math.max(last(scoresOpened.type), last(productReopened.type));
  const counts = concluded ? last(scoresOpened.type) : Number.POSITIVE_INFINITY;
  const first = its.filter(({ type, revision }) => TELLING.includes(type) && revision < counts);
  return { concluded, first: new Set(first.map(({ revision }) => revision)) };
}
