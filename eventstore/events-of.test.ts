import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { ask, begun, COMMUNE } from './command.fixture.ts';
import { eventHash, hashFits, type StoredEvent } from './envelope.ts';

describe('the envelope', () => {
  test('says who, when, on what and by which release, under one hash that anybody can recompute', async () => {
    const w = await begun();
    const result = await ask(w, w.cycle, 'IdentifyPotential', {
      commandId: 'k1',
      input: { remarks: 'Sầu riêng ngon', occurredOn: '2022-02-10' },
      causationId: 'mail-7',
    });
    expect(result).toMatchObject({ outcome: 'appended', revision: 2 });
    const [, , event] = await w.store.readStream(`productCycle-${w.cycle}`);
    expect(event).toMatchObject({
      v: 1,
      stream: `productCycle-${w.cycle}`,
      revision: 2,
      type: 'PotentialIdentified',
      schemaVersion: 1,
      actor: { kind: 'person', id: COMMUNE, role: 'commune-officer', unit: '650-01' },
      commandId: 'k1',
      correlationId: 'k1',
      causationId: 'mail-7',
      app: 'test',
      recordedAt: '2022-02-10T02:00:00.000Z',
    });
    expect(event?.rulebook).toMatch(/^R2019@sha256:[0-9a-f]{64}$/);
    const e = event as StoredEvent;
    const members = Object.fromEntries(
      [
        'v',
        'stream',
        'revision',
        'type',
        'schemaVersion',
        'data',
        'occurredAt',
        'recordedAt',
        'actor',
        'commandId',
        'commandHash',
        'correlationId',
        'causationId',
        'basis',
        'rulebook',
        'app',
      ].map((name) => [name, e[name as keyof StoredEvent]]),
    );
    expect(
      createHash('sha256')
        .update(canonicalize(members) as string)
        .digest('hex'),
    ).toBe(e.hash);
    const input = { remarks: (e.data as { remarks: unknown }).remarks, occurredOn: '2022-02-10' };
    expect(
      createHash('sha256')
        .update(canonicalize({ name: 'IdentifyPotential', input }) as string)
        .digest('hex'),
    ).toBe(e.commandHash);
  });
  test('what is not on the closed list is not under the hash; what is, is', async () => {
    const w = await begun();
    const [event] = (await w.store.readStream(`productCycle-${w.cycle}`)) as [StoredEvent];
    expect(eventHash({ ...event, position: '999', extra: 'smuggled' } as StoredEvent)).toBe(event.hash);
    expect(hashFits({ ...event, position: '999' })).toBe(true);
    for (const change of [
      { revision: 1 },
      { occurredAt: '2022-02-11T02:00:00.000Z' },
      { data: {} },
      { actor: { kind: 'person', id: 'x' } },
      { basis: {} },
      { app: 'other' },
      { rulebook: 'R1' },
    ] as const)
      expect(hashFits({ ...event, ...change } as StoredEvent), JSON.stringify(change)).toBe(false);
    expect(hashFits({ ...event, id: '00000000-0000-5000-8000-000000000000' })).toBe(false);
  });
  test('names the streams a decision rested on, with the revision that was read', async () => {
    const w = await begun();
    const [event] = await w.store.readStream(`productCycle-${w.cycle}`);
    const at = async (stream: string) => (await w.store.readStream(stream)).length - 1;
    expect(event?.basis).toEqual({
      'programmeYear-66-2022': await at('programmeYear-66-2022'),
      'unitTree-66': await at('unitTree-66'),
      'product-ca-phe-mau': 0,
      // The product's other cycles, looked for where there are none.
      'productCycle-66-2022-ca-phe-mau-2': -1,
      'productCycle-66-2023-ca-phe-mau-1': -1,
      'productCycle-66-2023-ca-phe-mau-2': -1,
      // The product's certificate is its own stream, and there is none yet.
      'certificate-66-2022-ca-phe-mau-1': -1,
      // A term may run into the next year: its days off count too, and nobody has given any yet.
      'calendar-2022': await at('calendar-2022'),
      'calendar-2023': -1,
      [`account-${COMMUNE}`]: 0,
    });
  });
  test('the time of writing never goes back within a stream, even when the clock does', async () => {
    const w = await begun();
    w.at('2022-02-09');
    const result = await ask(w, w.cycle, 'RecordPromotion', {
      input: { kind: 'fair', where: 'x', occurredOn: '2022-02-09' },
    });
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'OCCURRED_TOO_EARLY' } });
    w.at('2022-02-10T01:00:00.000Z');
    await ask(w, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' } });
    const recorded = (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.recordedAt);
    expect(recorded).toEqual(['2022-02-10T02:00:00.000Z', '2022-02-10T02:00:00.000Z']);
  });
  test('a workflow’s own time counts when it is later than the clock', async () => {
    const w = await begun();
    await ask(w, w.cycle, 'OpenStep', { workflow: true, at: '2022-02-11T01:00:00.000Z' });
    await ask(w, w.cycle, 'RecordPromotion', { input: { kind: 'fair', where: 'x' }, at: '2022-02-01T01:00:00.000Z' });
    const recorded = (await w.store.readStream(`productCycle-${w.cycle}`)).map((e) => e.recordedAt);
    expect(recorded.slice(1)).toEqual(['2022-02-11T01:00:00.000Z', '2022-02-11T01:00:00.000Z']);
  });
});
