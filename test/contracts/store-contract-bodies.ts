import { expect, test } from 'vitest';
import { type EventToAppend, hashFits, type StoredEvent } from '../../eventstore/envelope.ts';
import type { EventStore } from '../../eventstore/port.ts';
import { connect, eventOf, eventsOf, newStream, write, written } from './store-events.ts';
import type { StoreSubject } from './store-subject.ts';

const TEXTS = {
  'Vietnamese, composed and decomposed': 'Đắk Lắk: cà phê “mẫu”, Nghệ An, nước mắm'
    .normalize('NFC')
    .concat('ế'.normalize('NFD')),
  'beyond the basic plane': '🫘☕ 𠜎 👩‍🌾 \u{10ffff}',
  'right to left and invisible': 'عربي \u200e\u200f\u2028\u2029\ufeff\u00ad',
  'control characters': '\u0000\u0001\b\t\n\r\u001f\u007f\\"/</script>',
} as const;

const textIn = (stream: string, text: string) => eventOf(stream, 0, { data: { text } });

const textOf = (event: EventToAppend | undefined) => (event?.data as { text: string } | undefined)?.text;

export function bodiesContract(subject: StoreSubject): void {
  for (const [name, text] of Object.entries(TEXTS))
    test(`come back byte for byte: ${name}`, async () => {
      const [store, stream] = [await connect(subject), newStream()];
      const event = eventOf(stream, 0, { data: { [text]: [text, { nested: text }] }, commandId: `c/${text}` });
      await write(store, [event]);
      expect(await written(store, stream)).toStrictEqual([event]);
    });

  test('come back with every member, and only with those they had', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    const full = eventOf(stream, 0, {
      type: 'PlanSubmitted',
      schemaVersion: 7,
      data: {
        none: null,
        yes: true,
        list: [],
        empty: {},
        figures: [0, -1, 0.1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER],
      },
      occurredAt: '2022-01-05T17:00:00.000Z',
      recordedAt: '2022-01-06T02:03:04.567Z',
      actor: { kind: 'workflow', id: 'product-cycle/66-2022-ca-phe-mau-1' },
      causationId: 'product-cycle@3',
      basis: { [`${stream}-unit`]: -1 },
      rulebook: 'R2019@sha256:0 R2019/6@sha256:1',
    });
    const bare = eventOf(stream, 1, { data: null });
    const empty = eventOf(stream, 2, { data: '', basis: {} });
    await write(store, [full]);
    await write(store, [bare, empty]);
    expect(await written(store, stream)).toStrictEqual([full, bare, empty]);
    expect((await store.readStream(stream)).every((e: StoredEvent) => hashFits(e))).toBe(true);
  });

  const large = { 'plain text': 'x'.repeat(900_000), 'characters of three bytes': 'ệ'.repeat(300_000) };
  for (const [name, text] of Object.entries(large))
    test(`of 900 kB are taken: ${name}`, async () => {
      const [store, stream] = [await connect(subject), newStream()];
      const event = textIn(stream, text);
      await write(store, [event]);
      await write(store, eventsOf(stream, 1, 1));
      const [read, next] = await written(store, stream);
      expect(read?.hash).toBe(event.hash);
      expect(textOf(read) === text).toBe(true);
      expect(next).toEqual(eventOf(stream, 1));
      const [all] = await store.readAll({ prefixes: [stream], limit: 10 });
      expect(textOf(all) === text).toBe(true);
    });

  test('just under a megabyte in one batch are taken', async () => {
    const [store, stream] = [await connect(subject), newStream()];
    await write(store, eventsOf(stream, 0, 10, { data: 'x'.repeat(98_000) }));
    expect(await store.readStream(stream)).toHaveLength(10);
  });

  const tooLarge = {
    'one event': (stream: string) => [textIn(stream, 'x'.repeat(1_000_000))],
    'characters of several bytes': (stream: string) => [textIn(stream, 'ệ'.repeat(350_000))],
    'characters that are written as escapes': (stream: string) => [textIn(stream, '\u0001'.repeat(200_000))],
    'a batch of events that are small enough each': (stream: string) =>
      eventsOf(stream, 0, 3, { data: 'x'.repeat(400_000) }),
  };
  for (const [name, events] of Object.entries(tooLarge))
    test(`of more than a megabyte are refused, nothing is written, and the next append works: ${name}`, async () => {
      const store: EventStore = await connect(subject);
      const stream = newStream();
      const refused = async () => await store.append(stream, 'no-stream', events(stream));
      await expect(refused()).rejects.toMatchObject({ name: 'StoreError', code: 'EVENT_TOO_LARGE' });
      expect(await store.readStream(stream)).toEqual([]);
      await write(store, eventsOf(stream, 0, 2));
      expect(await store.readStream(stream)).toHaveLength(2);
    });
}
