// Evidence of one product's rating, to be checked by anybody without us: its cycle, the councils that rated it, and what their
// decisions rested on, each event with the proof that it stands in the sealed log. Events hold nobody's name and no text of a
// person; what a council said of other products, and for most readers what it scored
// first and again, is left out, and its place in the log shown all the same.
import { z } from 'zod';
import { certificate } from '../domain/certificate/certificate.ts';
import { councilSession } from '../domain/council-session/council-session.ts';
import { firstFiguresIn } from '../domain/council-session/first-figures.ts';
import { LOG_KEYS_ID, logKeys } from '../domain/log-keys/log-keys.ts';
import { product } from '../domain/product/product.ts';
import { cycleId, cycleParts, productCycle } from '../domain/product-cycle/product-cycle.ts';
import type { EventToAppend, StoredEvent } from '../eventstore/envelope.ts';
import type { Log } from './log.ts';

const base64 = z.string().max(44);
const place = {
  index: z.int().min(0).meta({ description: 'place in the log, from 0' }),
  proof: z.array(base64).max(64).nullable().meta({ description: 'null: it was not sealed yet' }),
};
const told = { stream: z.string().max(200), revision: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) };
const whole = z.strictObject({ ...place, event: z.looseObject({ ...told, type: z.string() }) });
const hidden = z.strictObject({ ...place, hidden: z.strictObject(told) });
export const entry = z.union([whole, hidden]);
export type Entry = z.infer<typeof entry>;

export const EVIDENCE_FORMAT = 'ocop-evidence/1';
export const evidence = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  cycle: cycleId,
  madeAt: z.iso.datetime(),
  madeBy: z.string().max(100),
  /** the newest checkpoint, as a signed note */
  checkpoint: z.string().max(100_000).nullable(),
  /** in the order of the log */
  entries: z.array(entry).max(200_000),
});
export type Evidence = z.infer<typeof evidence>;

/** Its events, but for those of which only hash and place are told. */
export const toldIn = ({ entries }: Evidence): readonly EventToAppend[] =>
  entries.flatMap((one) => ('event' in one ? [one.event as unknown as EventToAppend] : []));

type Parts = {
  readonly cycle: string;
  readonly read: (stream: string) => Promise<readonly StoredEvent[]>;
  readonly log: Pick<Log, 'provingAt' | 'indexOf'>;
  readonly checkpoint: { readonly size: number; readonly text: string } | undefined;
  readonly madeAt: string;
  readonly madeBy: string;
  /** what a council scored first, and then again, is told as well, once it is concluded; else its hash and place alone */
  readonly firstFigures: boolean;
};

/** @returns undefined while the log has not taken in all of it: a moment later it has */
export async function gatherEvidence(parts: Parts): Promise<Evidence | undefined> {
  const { cycle, log, checkpoint } = parts;
  const events = await eventsFor(cycle, parts.read);
  const prove = checkpoint && log.provingAt(checkpoint.size);
  const isFirst = firstFigures(events, parts);
  const entries: Entry[] = [];
  for (const { position, ...event } of events) {
    const index = log.indexOf({ position, hash: event.hash });
    if (index === undefined) return undefined;
    const path = prove?.(index);
    const proof = path ? path.map((hash) => Buffer.from(hash).toString('base64')) : null;
    const { stream, revision, hash } = event;
    entries.push(
      isOfOther(event, cycle) || isFirst(event)
        ? { index, proof, hidden: { stream, revision, hash } }
        : { index, proof, event },
    );
  }
  return {
    format: EVIDENCE_FORMAT,
    cycle,
    madeAt: parts.madeAt,
    madeBy: parts.madeBy,
    checkpoint: checkpoint?.text ?? null,
    entries: entries.sort((a, b) => a.index - b.index),
  };
}

/** Whether an event tells figures that are not for the reader. */
function firstFigures(events: readonly StoredEvent[], { cycle, firstFigures: toldToo }: Parts) {
  const bySession = new Map<string, ReturnType<typeof firstFiguresIn>>();
  for (const stream of new Set(events.map((event) => event.stream)))
    if (stream.startsWith(councilSession.stream('')))
      bySession.set(
        stream,
        firstFiguresIn(
          events.filter((event) => event.stream === stream),
          cycle,
        ),
      );
  return ({ stream, revision }: EventToAppend): boolean => {
    const found = bySession.get(stream);
    return found !== undefined && !(toldToo && found.concluded) && found.first.has(revision);
  };
}

/** What a council says of another product. */
function isOfOther({ stream, data }: EventToAppend, cycle: string): boolean {
  const { cycle: of } = (data ?? {}) as { cycle?: unknown };
  return stream.startsWith(councilSession.stream('')) && of !== undefined && of !== cycle;
}

/** The streams that are told whole, and of those that their decisions read what had been read. */
async function eventsFor(cycle: string, read: Parts['read']): Promise<readonly StoredEvent[]> {
  const own = await read(productCycle.stream(cycle));
  const sessions = own.flatMap(({ data }) => (data as { session?: { id?: string } }).session?.id ?? []);
  const streams = [
    ...new Set(sessions.map((id) => councilSession.stream(id))),
    certificate.stream(cycle),
    product.stream(cycleParts(cycle).product),
    logKeys.stream(LOG_KEYS_ID),
  ];
  const told = new Map([[productCycle.stream(cycle), own]]);
  for (const stream of streams) told.set(stream, await read(stream));
  const needed = new Map<string, number>();
  for (const { basis = {} } of [...told.values()].flat())
    for (const [stream, revision] of Object.entries(basis))
      if (!told.has(stream)) needed.set(stream, Math.max(revision, needed.get(stream) ?? -1));
  for (const [stream, through] of needed)
    told.set(
      stream,
      (await read(stream)).filter(({ revision }) => revision <= through),
    );
  return [...told.values()].flat();
}
