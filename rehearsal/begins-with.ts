// What a rehearsed year begins with: units, calendars and accounts as they are known now, and the certificates that stand
// when it opens, with the papers they rest on.
import { account } from '../domain/access/account.ts';
import type { Account } from '../domain/access/grants.ts';
import { civilCalendar } from '../domain/calendar/civil-calendar.ts';
import { type Certificate, certificate, lastDayOf } from '../domain/certificate/certificate.ts';
import { type Aggregate, splitStream } from '../domain/kernel/aggregate.ts';
import { producer } from '../domain/producer/producer.ts';
import { product } from '../domain/product/product.ts';
import { productCodes } from '../domain/product-code/product-codes.ts';
import { cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { type Day, startOfDay } from '../domain/time/civil-date.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import { emptyHistory, extend, readHistory } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';

export type BeginsWith = {
  readonly accounts: ReadonlyMap<string, Account>;
  /** streams whose process goes on in the year */
  readonly streams: readonly string[];
};

type Question = {
  real: EventStore;
  scratch: EventStore;
  province: string;
  opensOn: Day;
  /** codes of the communes that take part; all of them where it is absent */
  communes?: readonly string[] | undefined;
};

export async function takeOver(q: Question): Promise<BeginsWith> {
  const { real, scratch, province } = q;
  const prefixes = [unitTree.stream(province), civilCalendar.stream(''), account.stream('')];
  const ids = new Set<string>();
  for await (const { position: _, ...event } of everyEvent(real, { prefixes })) {
    const { category, id } = splitStream(event.stream);
    await scratch.adopt([event]);
    if (category === account.category) ids.add(id);
  }
  const accounts = new Map<string, Account>();
  for (const id of ids) accounts.set(id, (await readHistory(real, account, id)).state);
  return { accounts, streams: await certificatesThatStand(q) };
}

/** With all that a certificate is looked at with, as it was recorded before the year opens. */
async function certificatesThatStand({ real, scratch, province, opensOn, communes }: Question) {
  const before = startOfDay(opensOn);
  const known = async (aggregate: Aggregate<any>, id: string) =>
    (await real.readStream(aggregate.stream(id))).filter(({ recordedAt }) => recordedAt < before);
  const adopted = new Set<string>();
  const adopt = async <S>(aggregate: Aggregate<S>, id: string): Promise<S> => {
    const events = await known(aggregate, id);
    if (!adopted.has(aggregate.stream(id)))
      for (const { position: _, ...event } of events) await scratch.adopt([event]);
    adopted.add(aggregate.stream(id));
    return extend(emptyHistory(aggregate, id), events).state;
  };
  const streams: string[] = [];
  for (const id of await idsOf(real, certificate.stream(`${province}-`))) {
    if (!stands(extend(emptyHistory(certificate, id), await known(certificate, id)).state, opensOn)) continue;
    const { product: productId } = cycleParts(id);
    const { place = '' } = (await readHistory(real, product, productId)).state;
    if (communes && !communes.includes(place)) continue;
    const { producer: of } = await adopt(product, productId);
    if (of !== undefined) await adopt(producer, of);
    await adopt(productCodes, province);
    await adopt(productCycle, id);
    await adopt(certificate, id);
    streams.push(certificate.stream(id), productCycle.stream(id));
  }
  return streams;
}

const stands = ({ issued, until, held, ended }: Certificate, on: Day): boolean =>
  issued !== undefined && until !== undefined && !ended && lastDayOf({ held, until }) >= on;

async function idsOf(store: EventStore, prefix: string): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const { stream } of everyEvent(store, { prefixes: [prefix] })) ids.add(splitStream(stream).id);
  return [...ids].sort();
}
