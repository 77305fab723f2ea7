// Gives a walk's commands to a running server and waits after each until the stream holds what it must hold then.
import { get, post, WalkFailed } from './over-http.ts';
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

type Parts = {
  /** `http://127.0.0.1:7070` */
  address: string;
  walk: Walk;
  /** told of every fact, once, in the stream's order */
  onFact?: (fact: SeenFact) => void;
  /** the command after which it stops, without asking how the cycle ends */
  until?: string;
  /** how long the process may take to do what a fact makes due, ms */
  patienceMs?: number;
};

export type Walked = { readonly cycle: string; readonly facts: number; readonly byTemporal: number };

/** Throws `WalkFailed` when anything differs, and whatever fetch throws when the server cannot be reached. */
export async function walkOverHttp({ address, walk, onFact, until, patienceMs = 30_000 }: Parts): Promise<Walked> {
  const expected: ExpectedFact[] = [];
  let told = 0;

  const timeline = async (by: string): Promise<readonly SeenFact[]> => {
    const facts = await timelineOf({ address, walk, by });
    for (const fact of facts.slice(told)) onFact?.(fact);
    told = Math.max(told, facts.length);
    return facts;
  };

  async function awaitFacts(act: Act): Promise<void> {
    const latest = performance.now() + patienceMs;
    for (;;) {
      const found = (await timeline(act.by)).filter((f) => !f.quiet).map(shortOf);
      const differs = found.some((fact, i) => fact !== said(expected[i]));
      if (!differs && found.length === expected.length) return;
      if (differs || performance.now() > latest)
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

  const walked = (): Walked => ({
    cycle: walk.cycle,
    facts: told,
    byTemporal: expected.filter((f) => f.by === 'workflow').length,
  });
  for (const act of [...walk.entry, ...walk.way]) {
    await give(address, act);
    if (act.facts.length === 0) continue;
    expected.push(...act.facts);
    await awaitFacts(act);
    if (act.command.name === until) return walked();
  }

  const { state } = (await get(address, 'demo-province', `product-cycles/${walk.cycle}`)).body as {
    state: { step?: string; ended?: { kind: string; stars?: number } };
  };
  const end = { kind: state.ended?.kind, stars: state.ended?.stars, step: state.step };
  if (JSON.stringify(end) !== JSON.stringify(walk.ends))
    throw new WalkFailed('the cycle did not end as it must', walk.ends, end);
  return walked();
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
  await post(address, { by, path: pathOf(act), command: command.route, input: requestOf(act), seen: !begins });
}
