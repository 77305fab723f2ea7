// Gives a walk's commands to a running server and waits after each until the stream holds what it must hold then.
import { randomUUID } from 'node:crypto';
import { type Act, type ExpectedFact, pathOf, requestOf, type Walk } from './walk.ts';

/** A fact as GET …/timeline gives it, as far as the walk needs it. */
export type SeenFact = {
  readonly revision: number;
  readonly type: string;
  readonly quiet: boolean;
  readonly words: { readonly vi: string; readonly en: string };
  readonly actor: { readonly kind: string; readonly id: string; readonly role?: string; readonly unit?: string };
  readonly occurredAt: string;
};

/** Why the walk did not go as it must: what was expected, and what was there instead. */
export class WalkFailed extends Error {
  override name = 'WalkFailed';
  readonly expected: unknown;
  readonly found: unknown;
  constructor(message: string, expected: unknown, found: unknown) {
    super(message);
    this.expected = expected;
    this.found = found;
  }
}

type Parts = {
  /** `http://127.0.0.1:7070` */
  address: string;
  walk: Walk;
  /** told of every fact, once, in the stream's order */
  onFact?: (fact: SeenFact) => void;
  /** how long the process may take to do what a fact makes due, ms */
  patienceMs?: number;
};

export type Walked = { readonly cycle: string; readonly facts: number; readonly byTemporal: number };

/** Throws `WalkFailed` when anything differs, and whatever fetch throws when the server cannot be reached. */
export async function walkOverHttp({ address, walk, onFact, patienceMs = 30_000 }: Parts): Promise<Walked> {
  const expected: ExpectedFact[] = [];
  let told = 0;

  const timeline = async (by: string): Promise<readonly SeenFact[]> => {
    const facts = await timelineOf({ address, walk, by });
    for (const fact of facts.slice(told)) onFact?.(fact);
    told = Math.max(told, facts.length);
    return facts;
  };

  async function awaitFacts(act: Act): Promise<void> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const found = (await timeline(act.by)).filter((f) => !f.quiet).map(shortOf);
      const differs = found.some((fact, i) => fact !== said(expected[i]));
      if (!differs && found.length === expected.length) return;
      if (differs || performance.now() > until)
        throw new WalkFailed(
          differs
            ? `after ${act.command.route} the stream holds something else`
            : `after ${act.command.route} the process did not do its part within ${patienceMs / 1000} s`,
          expected.map(said),
          found,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  for (const act of [...walk.entry, ...walk.way]) {
    await give(address, act);
    if (act.facts.length === 0) continue;
    expected.push(...act.facts);
    await awaitFacts(act);
  }

  const { state } = (await get(address, 'demo-province', `product-cycles/${walk.cycle}`)).body as {
    state: { step?: string; ended?: { kind: string; stars?: number } };
  };
  const end = { kind: state.ended?.kind, stars: state.ended?.stars, step: state.step };
  if (JSON.stringify(end) !== JSON.stringify(walk.ends))
    throw new WalkFailed('the cycle did not end as it must', walk.ends, end);
  return { cycle: walk.cycle, facts: told, byTemporal: expected.filter((f) => f.by === 'workflow').length };
}

const said = (fact: ExpectedFact | undefined): string => (fact ? `${fact.type} by ${fact.by}` : 'nothing more');
const shortOf = (fact: SeenFact): string => `${fact.type} by ${fact.actor.kind}`;

async function timelineOf({ address, walk, by }: Pick<Parts, 'address' | 'walk'> & { by: string }) {
  const facts: SeenFact[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await get(address, by, `product-cycles/${walk.cycle}/timeline?limit=200${query}`);
    const { items, next } = page.body as { items: SeenFact[]; next: string | null };
    facts.push(...items);
    cursor = next;
  }
  return facts;
}

/** A decision rests on what was seen: the tag of a fresh look goes with every command on the cycle. */
async function give(address: string, act: Act): Promise<void> {
  const { by, command, facts } = act;
  const begins = facts[0]?.type === 'CycleStarted' || facts.length === 0;
  const tag = begins ? undefined : (await get(address, by, pathOf(act))).etag;
  const response = await fetch(new URL(`/v1/${pathOf(act)}/${command.route}`, address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${by}`,
      'content-type': 'application/json',
      'accept-language': 'en',
      'idempotency-key': randomUUID(),
      ...(tag ? { 'if-match': tag } : {}),
    },
    body: JSON.stringify(requestOf(act)),
  });
  const answer = (await response.json()) as { outcome?: string; code?: string; detail?: string };
  if (!response.ok || answer.outcome !== 'appended')
    throw new WalkFailed(`${command.route} by ${by} was not accepted`, 'appended', {
      status: response.status,
      outcome: answer.outcome,
      code: answer.code,
      detail: answer.detail,
    });
}

async function get(address: string, by: string, path: string): Promise<{ body: unknown; etag: string | undefined }> {
  const response = await fetch(new URL(`/v1/${path}`, address), {
    headers: { authorization: `Bearer ${by}`, 'accept-language': 'en' },
  });
  const body = (await response.json()) as { code?: string; detail?: string };
  if (!response.ok)
    throw new WalkFailed(`GET ${path} by ${by} failed`, 200, {
      status: response.status,
      code: body.code,
      detail: body.detail,
    });
  return { body, etag: response.headers.get('etag') ?? undefined };
}
