// A published rulebook is frozen: events cite it by its digest. When this turns red, do not change digests.json for a
// figure that was already published; a correction is a new rulebook version with its own id.
import { describe, expect, it } from 'vitest';
import { digest } from '../../eventstore/envelope.ts';
import { criteriaSetIds } from './criteria-sets.ts';
import digests from './digests.json' with { type: 'json' };
import { criteriaSetRef, rulebookRef } from './figures.ts';
import { getCriteriaSet, rulebooks } from './registry.ts';

describe('what was published stays as it was', () => {
  it('each rulebook’s core', () => {
    expect(rulebooks.map((rulebook) => rulebookRef(rulebook, digest))).toEqual(digests.rulebooks);
  });

  it('each criteria set', () => {
    expect(criteriaSetIds.map((id) => criteriaSetRef(getCriteriaSet(id), digest))).toEqual(digests.sets);
  });
});
