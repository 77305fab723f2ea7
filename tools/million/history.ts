// A long history of real events: the demo year once as it is, then its products, producers and cycles again and again
// under other names, each event sealed anew. (A manifest's digest covers names: of the copies it is found not to fit.)

import { DEMO_NOW, loadDemo } from '../../demo/load.ts';
import { canonical } from '../../eventstore/canonical.ts';
import { type EventToAppend, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import { eventPages } from '../../eventstore/every-event.ts';
import { createExecutor } from '../../eventstore/execute-command.ts';
import { refOfRulebook } from '../../eventstore/rulebook-ref.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { envelopesUnder } from '../../vault/envelopes.ts';
import { openSqliteVault } from '../../vault/sqlite-vault.ts';

const AGAIN = /^(product|producer|productCycle)-/;
const ACCOUNT = 'account-demo-';
const HERE = '\u0001';

export async function* longHistory(events: number): AsyncGenerator<EventToAppend> {
  const demo = await demoEvents();
  let given = 0;
  for (const event of demo) {
    if (given++ === events) return;
    yield event;
  }
  const patterns = patternsOf(demo);
  for (let copy = 2; ; copy++)
    for (const pattern of patterns) {
      if (given++ === events) return;
      yield sealEvent(JSON.parse(pattern.join(`-${copy}`)));
    }
}

/** Each event's text, cut after every name that is another one in a copy. */
function patternsOf(demo: readonly EventToAppend[]): readonly (readonly string[])[] {
  const names = new Set(demo.flatMap((e) => /^(?:product|producer)-(.+)$/.exec(e.stream)?.[1] ?? []));
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const name = new RegExp(longestFirst.join('|'), 'g');
  return demo
    .filter(
      ({ stream }) => AGAIN.test(stream) || (stream.startsWith(ACCOUNT) && names.has(stream.slice(ACCOUNT.length))),
    )
    .map(({ id, hash, ...members }) => JSON.stringify(members).replace(name, `$&${HERE}`).split(HERE));
}

async function demoEvents(): Promise<readonly EventToAppend[]> {
  const store = openSqliteStore(':memory:');
  const clock = { now: DEMO_NOW };
  const vault = openSqliteVault(':memory:', () => clock.now);
  const executor = createExecutor({
    store,
    vault,
    envelopes: envelopesUnder(new Uint8Array(32), canonical),
    clock: () => clock.now,
    app: 'million',
    rulebookRef: refOfRulebook,
  });
  await loadDemo({ executor, clock, offsetMs: 0 });
  const events: EventToAppend[] = [];
  for await (const page of eventPages(store)) events.push(...page.map(withoutPosition));
  await store.close();
  await vault.close();
  return events;
}

const withoutPosition = ({ position, ...event }: StoredEvent): EventToAppend => event;
