import { describe, expect, it, test } from 'vitest';
import { r2019 } from './r2019/r2019.ts';
import { getRulebook, rulebooks } from './registry.ts';
import { generalResponsibilities, holdersOf, responsibilityIds, tierResponsibilities } from './responsibilities.ts';

const text = (holders: readonly { role: string; at: string }[]) => holders.map(({ role, at }) => `${role}@${at}`);

describe('under R2019', () => {
  test.each([
    ['select-ideas', undefined, ['district-officer@district']],
    ['approve-ideas', undefined, ['province-officer@province']],
    ['confirm-local-shares', undefined, ['commune-officer@commune']],
    ['submit-dossier', undefined, ['producer@producer', 'commune-officer@commune', 'district-officer@district']],
    ['approve-year', undefined, ['signer@province']],
    ['forward-dossier', 'district', ['district-officer@district']],
    ['forward-dossier', 'province', ['province-officer@province']],
    ['record-result', 'national', ['province-officer@province']],
    ['recognise', 'district', []],
    ['recognise', 'constructor', []],
  ] as const)('%s at tier %s is held by %j', (id, tier, holders) => {
    expect(text(holdersOf(r2019, id, tier))).toEqual(holders);
  });

  it('a responsibility of a tier needs the tier', () => {
    expect(() => holdersOf(r2019, 'forward-dossier')).toThrow('forward-dossier belongs to a tier');
  });
});

describe('who recognises, who judges ideas', () => {
  test.each([
    ['R2023', 'recognise', 'district', ['signer@district', 'district-officer@district']],
    ['R2023', 'select-ideas', undefined, ['district-officer@district']],
    ['R2023', 'review-result', 'district', ['district-officer@district', 'council-secretary@district']],
    ['R2025', 'select-ideas', undefined, ['commune-officer@commune']],
    ['R2025', 'record-result', 'commune', ['commune-officer@commune']],
    ['R2026', 'forward-dossier', 'commune', ['commune-officer@commune']],
    ['R2026', 'recognise', 'commune', []],
    ['R2026', 'recognise', 'province', ['signer@province', 'province-officer@province']],
  ] as const)('under %s %s at tier %s is held by %j', (id, responsibility, tier, holders) => {
    expect(text(holdersOf(getRulebook(id), responsibility, tier))).toEqual(holders);
  });

  it('knows no district once there are none', () => {
    for (const id of ['R2025', 'R2026']) {
      const { responsibilities, ladder } = getRulebook(id);
      expect(JSON.stringify([responsibilities, ladder])).not.toContain('district');
    }
  });
});

describe('in every rulebook', () => {
  it('somebody holds each general responsibility', () => {
    for (const rulebook of rulebooks) {
      for (const id of Object.keys(generalResponsibilities) as (keyof typeof generalResponsibilities)[]) {
        expect(holdersOf(rulebook, id), `${rulebook.id} ${id}`).not.toEqual([]);
      }
    }
  });

  it('somebody holds what each tier must do: record, forward, recognise, review', () => {
    for (const rulebook of rulebooks) {
      for (const { id, forwards, recognises, review } of rulebook.ladder) {
        const duty = (responsibility: keyof typeof tierResponsibilities) =>
          holdersOf(rulebook, responsibility, id).length > 0;
        expect(duty('receive-dossier')).toBe(true);
        // A tier that does not rate records its pre-assessment.
        expect(duty('record-result')).toBe(true);
        expect(duty('forward-dossier')).toBe(forwards !== undefined);
        expect(duty('complete-dossier')).toBe(forwards !== undefined);
        expect(duty('recognise')).toBe(recognises.length > 0);
        expect(duty('review-result')).toBe(review !== undefined);
      }
    }
  });

  it('the table names no tier the ladder lacks', () => {
    for (const { responsibilities, ladder } of rulebooks) {
      for (const id of Object.keys(tierResponsibilities) as (keyof typeof tierResponsibilities)[]) {
        const tiers = Object.keys(responsibilities[id].perTier);
        expect(tiers.filter((tier) => !ladder.some((rung) => rung.id === tier))).toEqual([]);
      }
    }
  });

  it('ids are unique and complete', () => {
    expect(new Set(responsibilityIds).size).toBe(responsibilityIds.length);
    for (const { responsibilities } of rulebooks) {
      expect(Object.keys(responsibilities).sort()).toEqual([...responsibilityIds].sort());
    }
  });
});
