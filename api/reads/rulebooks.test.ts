import { expect, test } from 'vitest';
import { diffRulebooks } from '../../domain/rulebooks/diff.ts';
import { getRulebook } from '../../domain/rulebooks/registry.ts';
import { type Served, served } from '../world.fixture.ts';
import { rulebooksView } from './rulebooks.ts';

test('every rulebook is told in lines that have one id each, with the articles they stand in', async () => {
  const s: Served = await served();
  const { status, body } = await s.ask('/v1/rulebooks', { by: 'demo-htx-ca-phe-mau' });
  await s.close();
  expect([status, rulebooksView.safeParse(body).error]).toEqual([200, undefined]);
  const { items } = rulebooksView.parse(body);
  expect(items.map(({ id }) => id)).toEqual(['R2019', 'R2023', 'R2025', 'R2026']);
  for (const { id, lines } of items) {
    expect(new Set(lines.map((line) => line.id)).size, id).toBe(lines.length);
    expect(lines.filter(({ article }) => article).length, id).toBeGreaterThan(3);
    for (const { what, value } of lines) expect([what.vi, what.en, value.vi, value.en]).not.toContain('');
  }
});

test('two of them differ where the rulebooks themselves do', async () => {
  const s: Served = await served();
  const { items } = rulebooksView.parse((await s.ask('/v1/rulebooks', { by: 'demo-htx-ca-phe-mau' })).body);
  await s.close();
  const valuesOf = (id: string, start: string) =>
    items
      .find((one) => one.id === id)
      ?.lines.filter((line) => line.id.startsWith(start))
      .map(({ value }) => value.en);
  const differs = (start: string) =>
    JSON.stringify(valuesOf('R2023', start)) !== JSON.stringify(valuesOf('R2026', start));
  const told = diffRulebooks(getRulebook('R2023'), getRulebook('R2026')).map(({ what }) => what);
  const kinds: readonly (readonly [string, string])[] = [
    ['term/', 'term '],
    ['round/', 'round '],
    ['part/', 'part '],
    ['dossier/', 'dossier '],
  ];
  for (const [start, kind] of kinds) expect(differs(start), kind).toBe(told.some((what) => what.startsWith(kind)));
});
