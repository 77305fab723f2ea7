// Who waits to be told something, read off the store by pages and kept in memory. Every process that carries the post has
// a book of its own, and all come to the same from the facts. Nothing rests on it alone: what each letter covers stands in
// the stream of its reader.
import { account } from '../domain/access/account.ts';
import type { Account } from '../domain/access/grants.ts';
import { splitStream } from '../domain/kernel/aggregate.ts';
import type { Telling } from '../domain/kernel/event.ts';
import { letters } from '../domain/letters/letters.ts';
import { postOffice } from '../domain/post-office/post-office.ts';
import { aggregates, findAggregate } from '../domain/registry.ts';
import type { Day } from '../domain/time/civil-date.ts';
import type { UnitTree } from '../domain/unit/unit-tree.ts';
import type { StoredEvent } from '../eventstore/envelope.ts';
import { eventPages } from '../eventstore/every-event.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { toFact } from '../eventstore/history.ts';
import { type ReadersOf, readersOn } from './who-is-told.ts';

/** A fact that has somebody told. */
export type Told = {
  /** `<stream>@<revision>` */
  readonly ref: string;
  readonly recordedAt: string;
  readonly telling: Telling;
  /** what is urgent of it has gone out, the rest waits for the morning */
  readonly urgentOut: boolean;
};

export type PostBook = {
  /** Reads what has come since; whoever asks meanwhile waits for the same reading. */
  read(): Promise<void>;
  /** In the store's order. */
  waiting(): readonly Told[];
  /** Every account of the installation, as it is. */
  accounts(): ReadonlyMap<string, Account>;
  /** Who gets what on a day, found once for all that is told then. */
  readers(tree: UnitTree, today: Day): ReadersOf;
  /** Whose letter was requested, and nothing became of it yet. */
  untried(): readonly string[];
};

const books = new WeakMap<Executor, Map<string, PostBook>>();

/** The book of a province's post, one per process. */
export function bookOf(executor: Executor, province: string): PostBook {
  const known = books.get(executor) ?? new Map<string, PostBook>();
  books.set(executor, known);
  const book = known.get(province) ?? openBook(executor, province);
  known.set(province, book);
  return book;
}

const telling = aggregates.filter(({ events }) => [...events.values()].some(({ tells }) => tells !== undefined));

function openBook(executor: Executor, province: string): PostBook {
  const office = postOffice.stream(province);
  const prefixes = [...new Set([account, letters, ...telling].map((a) => a.stream('')))].concat(office);
  const accounts = new Map<string, Account>();
  const changed = new Set<string>();
  const requested = new Map<string, Set<number>>();
  let waiting: Told[] = [];
  let after: string | undefined;
  let reading = Promise.resolve();
  let found: { tree: UnitTree; today: Day; readers: ReadersOf } | undefined;

  /** What was recorded before its last morning but one is told or settled. */
  async function begin(): Promise<void> {
    const { state, commands } = await executor.look(postOffice, province);
    const from = state.mornings.length > 1 ? state.mornings[0] : 0;
    after = [...commands.values()].find(({ revision }) => revision === from)?.position;
    for (const id of await executor.ids(account)) changed.add(id);
  }

  async function readOn(): Promise<void> {
    if (after === undefined) await begin();
    // There is no post office yet.
    if (after === undefined) return;
    for await (const page of eventPages(executor, { after, prefixes })) {
      for (const event of page) take(event);
      after = page.at(-1)?.position ?? after;
    }
    if (changed.size > 0) found = undefined;
    for (const id of changed) accounts.set(id, (await executor.look(account, id)).state);
    changed.clear();
  }

  function take(event: StoredEvent): void {
    const { category, id } = splitStream(event.stream);
    if (category === account.category) changed.add(id);
    if (category === letters.category) takeLetter(id, event);
    if (event.stream === office && event.type === 'PostWentOut') goneOut(event.data as WentOut);
    const aggregate = findAggregate(event.stream);
    const tells = aggregate?.events.get(event.type)?.tells;
    if (!aggregate || !tells) return;
    const fact = toFact(aggregate, event);
    const ref = `${event.stream}@${event.revision}`;
    waiting.push({ ref, recordedAt: event.recordedAt, telling: tells(fact.data, fact), urgentOut: false });
  }

  function takeLetter(id: string, { type, data }: StoredEvent): void {
    const { no } = data as { no: number };
    const open = requested.get(id) ?? new Set<number>();
    if (type === 'LetterRequested') open.add(no);
    else if (type !== 'LetterOpened') open.delete(no);
    if (open.size > 0) requested.set(id, open);
    else requested.delete(id);
  }

  /** A morning tells what was recorded until then; in between all that is urgent goes out. */
  function goneOut({ through, morning, slot }: WentOut): void {
    const at = waiting.findIndex(({ ref }) => ref === through);
    const left = waiting
      .slice(0, at + 1)
      .filter(({ telling, recordedAt }) => (morning ? recordedAt > slot : !telling.urgent));
    waiting = [...left.map((told) => (morning ? told : { ...told, urgentOut: true })), ...waiting.slice(at + 1)];
  }

  return {
    read() {
      reading = reading.catch(() => {}).then(readOn);
      return reading;
    },
    waiting: () => [...waiting],
    accounts: () => accounts,
    readers(tree, today) {
      if (found?.tree !== tree || found.today !== today)
        found = { tree, today, readers: readersOn({ accounts, tree, province, today }) };
      return found.readers;
    },
    untried: () => [...requested.keys()],
  };
}

type WentOut = { readonly slot: string; readonly through: string; readonly morning: boolean };
