// Every event ever written stays readable (promise 4): one fixture per type and version, as some release wrote it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { evolve } from '../../domain/kernel/fold.ts';
import { getAggregate } from '../../domain/registry.ts';
import { hashFits, type StoredEvent } from '../../eventstore/envelope.ts';
import { toFact } from '../../eventstore/history.ts';
import { collectGolden, fixtureName, wantedFixtures, writeMissingGolden } from '../../tools/generate/golden.ts';

const folder = import.meta.dirname;
const present = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();
const read = (name: string): StoredEvent => ({
  ...JSON.parse(readFileSync(join(folder, name), 'utf8')),
  position: '0',
});

test('every declared event has a fixture per version, and no fixture is without a declaration', () => {
  expect(present).toEqual([...wantedFixtures()].sort());
  expect(present.length).toBeGreaterThan(50);
});

describe.each(present)('%s', (name) => {
  const event = read(name);
  const { category } = splitStream(event.stream);
  test('is named after what it holds, and its hash fits', () => {
    expect(fixtureName(category, event.type, event.schemaVersion)).toBe(name);
    expect(hashFits(event)).toBe(true);
  });
  test('is upcast, parsed, folded and told in both languages', () => {
    const aggregate = getAggregate(category);
    const fact = toFact(aggregate, event);
    expect(() => evolve(aggregate, aggregate.initial, fact)).not.toThrow();
    const sentence = aggregate.events.get(event.type)?.sentence(fact.data, fact);
    expect(sentence?.vi.length).toBeGreaterThan(5);
    expect(sentence?.en.length).toBeGreaterThan(5);
    expect(`${sentence?.vi}${sentence?.en}`).not.toMatch(/undefined|NaN|\[object/);
  });
});

test('the scripted histories reach every declared event, and an existing fixture is never overwritten', async () => {
  const reached = (await collectGolden()).map((g) => g.name);
  expect(wantedFixtures().filter((name) => !reached.includes(name) && !present.includes(name))).toEqual([]);
  const temporary = mkdtempSync(join(tmpdir(), 'ocop-golden-'));
  const kept = join(temporary, reached[0] as string);
  writeFileSync(kept, 'as it was');
  expect(await writeMissingGolden(temporary)).toEqual(reached.slice(1));
  expect(readFileSync(kept, 'utf8')).toBe('as it was');
  expect(await writeMissingGolden(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
}, 120_000);
