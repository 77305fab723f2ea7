// What official texts are made of besides the stream they are about: names for who may see them, facts as they are right now,
// what is recognised together; and how they are sent, as PDF or DOCX.
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { account } from '../../domain/access/account.ts';
import type { Sight } from '../../domain/access/sight.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { amendments, type Fact } from '../../domain/kernel/fold.ts';
import { own } from '../../domain/kernel/own.ts';
import { isRefusal, type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import { producer } from '../../domain/producer/producer.ts';
import { product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { findTier } from '../../domain/rulebooks/ladder.ts';
import { findRulebook } from '../../domain/rulebooks/registry.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { findUnitAt, placesOf } from '../../domain/unit/place.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import type { History } from '../../eventstore/history.ts';
import { asPdf } from '../../papers/as-pdf.ts';
import type { OfficialText } from '../../papers/official-text.ts';
import type { Saying } from '../../papers/texts/said.ts';
import { accessTo } from '../access.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { existing, sightFor } from '../seeing.ts';
import { personalOf } from './personal.ts';
import { isQueryRefused, type paperQuery, readQuery } from './query.ts';

const PAPER_UNKNOWN = refusal('PAPER_UNKNOWN', 'unknown', {
  vi: 'Không có văn bản {paper}; có: {known}.',
  en: 'There is no paper {paper}; there are: {known}.',
});
export const PAPER_NOT_YET = refusal('PAPER_NOT_YET', 'conflict', {
  vi: 'Chưa lập được văn bản này: dữ liệu của nó chưa có.',
  en: 'This paper cannot be made yet: what it would say is not recorded.',
});
const PAPER_OF_OTHERS = refusal('PAPER_OF_OTHERS', 'forbidden', {
  vi: 'Văn bản này có cả sản phẩm ngoài phạm vi bạn được xem: cơ quan phụ trách địa bàn đó lập.',
  en: 'This paper lists products that you do not see: it is for the office of that place.',
});

export type Asked = { readonly req: Request; readonly res: Response };
type Query<S extends z.ZodObject> = z.output<S>;
type Made<S extends z.ZodObject> = (asked: Asked, query: Query<S>) => Promise<readonly OfficialText[] | Refusal>;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A read that answers with a paper: as PDF, or as DOCX where that is asked for. */
export const paperRead =
  <S extends typeof paperQuery>(schema: S, make: Made<S>): RequestHandler =>
  async (req, res) => {
    const query = readQuery(schema, req);
    if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, query);
    const texts = await make({ req, res }, query);
    if (isRefusal(texts)) return sendProblem(req, res, texts);
    const [first] = texts;
    if (!first) return sendProblem(req, res, PAPER_NOT_YET());
    if (query.as === 'docx') {
      // A large library, for what few ask for.
      const { asDocx } = await import('../../papers/as-docx.ts');
      res.attachment(`${first.id}.docx`).type(DOCX);
      sendHashed(res, await asDocx(...texts));
    } else {
      res.attachment(`${first.id}.pdf`).type('pdf');
      sendHashed(res, await asPdf(...texts));
    }
  };

/** With its hash (RFC 9530), by which what is signed of it is on record beside the signed file’s own. */
function sendHashed(res: Response, bytes: Buffer): void {
  res.set('Repr-Digest', `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`).send(bytes);
}

/** Which paper is asked for, or which there are. */
export function paperNamed({ req }: Asked, papers: Readonly<Record<string, unknown>>): string | Refusal {
  const name = String(req.params.paper);
  return own(papers, name) === undefined ? PAPER_UNKNOWN({ paper: name, known: Object.keys(papers) }) : name;
}

/** Facts of a stream with what they were corrected to, and in which post leaders gave them; nothing of those that were annulled. */
export async function sayingOf({ executor }: ApiParts, aggregate: Aggregate, facts: readonly Fact[]): Promise<Saying> {
  const { annulled, corrected } = amendments(aggregate, facts);
  const ids = new Set(facts.filter(({ actor }) => actor.role === 'signer').map(({ actor }) => actor.id));
  const signers = new Map(
    await Promise.all([...ids].map(async (id) => [id, (await executor.look(account, id)).state] as const)),
  );
  return (at) => {
    const fact = facts[at];
    if (!fact || annulled.has(at)) return undefined;
    const { data, occurredAt } = { ...fact, ...corrected.get(at) };
    const { actor } = fact;
    const held = signers
      .get(actor.id)
      ?.grants.findLast(
        ({ role, unit, from }) => role === 'signer' && unit === actor.unit && from <= dayOf(occurredAt),
      );
    return { data: data as Record<string, unknown>, actor, post: held?.post };
  };
}

/** The tier that has the dossier, or had it last, with its unit on a day. */
export function tierOf(state: ProductCycle, tree: UnitTree, on: Day) {
  const visit = visitOf(state);
  const rulebook = findRulebook(state.rulebook ?? state.expectedRulebook ?? '');
  const tier = rulebook && findTier(rulebook, visit?.tier ?? '');
  return { rulebook, tier, unit: tier && findUnitAt(tree, placesOf(state), tier.level, on)?.code };
}

/** What products are called, by their cycles. */
export async function namesOf({ executor }: ApiParts, cycles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = await Promise.all(
    cycles.map(async (cycle) => {
      const { state } = await executor.look(product, cycleParts(cycle).product);
      return [cycle, state.name ?? cycle] as const;
    }),
  );
  return new Map(named);
}

/** Undefined where who asks may not see it, or it is forgotten: its place stays open. */
export async function producersName(
  parts: ApiParts,
  { req, res }: Asked,
  id: string | undefined,
): Promise<string | undefined | Refusal> {
  if (id === undefined) return undefined;
  const history = await existing(parts, { aggregate: producer, id, caller: callerOf(res) });
  if (isRefusal(history) || !history.seenAs.personal) return undefined;
  const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'personal' });
  if (isRefusal(access)) return access;
  return (await personalOf(access, history)).personal.name ?? undefined;
}

/** Everything of a year that lies in a unit, for who sees all of it: a list with something left out is no list. */
export async function cyclesIn(
  parts: ApiParts,
  { res }: Asked,
  { year, unit }: { year: number; unit: string },
): Promise<readonly History<ProductCycle>[] | Refusal> {
  const sight = await sightFor(parts, callerOf(res));
  const ids = await listed(parts, { year, unit, sight });
  if (isRefusal(ids)) return ids;
  const all = sight && (await listed(parts, { year, unit }));
  if (isRefusal(all)) return all;
  if (all && all.length !== ids.length) return PAPER_OF_OTHERS();
  return Promise.all(ids.map((id) => parts.executor.look(productCycle, id)));
}

async function listed(
  { board, clock }: ApiParts,
  { year, unit, sight }: { year: number; unit: string; sight?: Sight | undefined },
): Promise<readonly string[] | Refusal> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await board.list({
      ...{ year, place: unit, sight, sort: 'product', limit: 200 },
      today: dayOf(clock()),
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (isRefusal(page)) return page;
    ids.push(...page.items.map(({ cycle }) => cycle));
    if (page.next === undefined) return ids;
    cursor = page.next;
  }
}
