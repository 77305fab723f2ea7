import { describe, expect, test } from 'vitest';
import { coffee, come, doc, story, yearOf } from '../../test/domain/story.ts';

const piece = (id: string, more: object = {}) => ({ id, kind: 'test-report', document: doc(id), ...more });
const shares = { labour: 7500, material: 5000, document: doc('XN') };
const file = { criteriaSet: 'R2019/6' };

describe('AddEvidence, RemoveEvidence', () => {
  test('pieces are pinned to criteria and come off again', () => {
    const s = come.toImplementation().did('AddEvidence', piece('a', { criterion: '1.1', pages: { from: 1, to: 3 } }));
    expect(s.state.evidence).toMatchObject([{ id: 'a', criterion: '1.1' }]);
    expect(s.did('RemoveEvidence', { id: 'a' }).state.evidence).toEqual([]);
  });
  test('an id is used once, an unknown one cannot be removed', () => {
    const s = come.toImplementation().did('AddEvidence', piece('a'));
    s.expects('AddEvidence', piece('a'), 'EVIDENCE_EXISTS').expects('RemoveEvidence', { id: 'b' }, 'EVIDENCE_UNKNOWN');
  });
  test('a newer version takes the place of the one before, which stays in the history', () => {
    const s = come.toImplementation().did('AddEvidence', piece('a', { validUntil: '2022-08-01' }));
    s.expects('AddEvidence', piece('b', { replaces: 'c' }), 'EVIDENCE_UNKNOWN');
    s.did('AddEvidence', piece('b', { replaces: 'a', validUntil: '2023-08-01' }));
    expect(s.state.evidence).toMatchObject([{ id: 'b', replaces: 'a', validUntil: '2023-08-01' }]);
    expect(s.facts.filter(({ type }) => type === 'EvidenceAdded').length).toBe(2);
  });
  test('are refused before implementation, after filing and after the end', () => {
    for (const [name, input] of [
      ['AddEvidence', piece('x')],
      ['RemoveEvidence', { id: 'phieu' }],
      ['ConfirmLocalShares', shares],
    ] as const) {
      come.toPlan().expects(name, input, 'STEP_NOT_REACHED');
      come.submitted().expects(name, input, 'DOSSIER_FROZEN');
      come.dossierReady().did('WithdrawProduct', { reason: 'x' }).expects(name, input, 'CYCLE_ENDED');
    }
  });
  test('may begin before the process opened implementation', () => {
    come.planSubmitted().did('SelectPlan').expects('AddEvidence', piece('a'), ['EvidenceAdded']);
  });
});

describe('ConfirmLocalShares', () => {
  test('shares are basis points, at most 100 %', () => {
    come.toImplementation().expects('ConfirmLocalShares', shares, ['LocalSharesConfirmed']);
    come.toImplementation().expects('ConfirmLocalShares', { ...shares, labour: 10_001 }, 'INPUT_INVALID');
  });
  test('a dossier is not filed without them, nor without evidence', () => {
    come.toImplementation().did('AddEvidence', piece('a')).expects('SubmitDossier', file, 'LOCAL_SHARES_MISSING');
    come.toImplementation().did('ConfirmLocalShares', shares).expects('SubmitDossier', file, 'DOSSIER_EMPTY');
  });
});

describe('SubmitDossier', () => {
  test('binds the rulebook by its date, names the round and what is missing, and finishes implementation', () => {
    const s = come.dossierReady().on('2022-06-02');
    s.expects('SubmitDossier', file, [
      { type: 'DossierSubmitted', data: { rulebook: 'R2019', round: 1, criteriaSet: 'R2019/6' } },
    ]);
    s.did('SubmitDossier', file);
    expect(s.state).toMatchObject({ rulebook: 'R2019', done: { implementation: { on: '2022-06-02', late: false } } });
    expect(s.said.missing).toContain('samples');
    expect(s.said.missing).not.toContain('registration-form');
  });
  test('when the process is slower, it opens implementation in the same append', () => {
    const s = come
      .planSubmitted()
      .on('2022-05-10')
      .did('SelectPlan')
      .did('AddEvidence', piece('a'))
      .did('ConfirmLocalShares', shares);
    s.expects('SubmitDossier', file, [{ type: 'StepOpened', data: { step: 'implementation' } }, 'DossierSubmitted']);
    s.did('SubmitDossier', file);
    expect(s.state.done.implementation).toMatchObject({ on: '2022-05-10', late: false });
    s.moves();
    expect(s.state).toMatchObject({ step: 'rating', visits: [{ tier: 'district' }] });
  });
  test('filed after round 1, or before a legal closing date, it goes to the round that is open', () => {
    come
      .dossierReady()
      .on('2022-08-02')
      .expects('SubmitDossier', file, [{ type: 'DossierSubmitted', data: { round: 2 } }]);
    come
      .dossierReady()
      .on('2022-08-01') // 31/7 is a Sunday
      .expects('SubmitDossier', file, [{ type: 'DossierSubmitted', data: { round: 1 } }]);
    const closing = yearOf(2022, (p) => ({
      ...p,
      rounds: p.rounds.map((r) => (r.no === 1 ? { ...r, filingClosesOn: '2022-04-30' } : r)),
    }));
    come
      .dossierReady(story(undefined, { year: closing }))
      .on('2022-06-02')
      .expects('SubmitDossier', file, [{ type: 'DossierSubmitted', data: { round: 2 } }]);
    come
      .dossierReady()
      .on('2022-12-26')
      .expects('SubmitDossier', file, [{ type: 'DossierSubmitted', data: { round: 2 } }]);
  });
  test('another dossier has another manifest, the same one the same', () => {
    const manifest = (s: ReturnType<typeof story>) => s.did('SubmitDossier', file).state.submitted?.manifest;
    const one = manifest(come.dossierReady());
    expect(manifest(come.dossierReady())).toBe(one);
    expect(manifest(come.dossierReady().did('AddEvidence', piece('b')))).not.toBe(one);
  });
  test('the order in which evidence came does not change its manifest', () => {
    const shared = come.toImplementation().on('2022-05-10').did('ConfirmLocalShares', shares);
    const [ab, ba] = [
      ['a', 'b'],
      ['b', 'a'],
    ].map(
      (ids) =>
        ids
          .reduce((s, id) => s.did('AddEvidence', piece(id)), shared.copy().on('2022-05-10'))
          .did('SubmitDossier', file).state.submitted?.manifest,
    );
    expect(ab).toBe(ba);
  });
  test('is refused for a set of another group, or evidence at a criterion the set does not have', () => {
    const s = come.dossierReady();
    s.expects('SubmitDossier', { criteriaSet: 'R2019/1' }, 'SET_NOT_OF_GROUP').expects(
      'SubmitDossier',
      { criteriaSet: 'x' },
      'SET_NOT_OF_GROUP',
    );
    s.did('AddEvidence', piece('z', { criterion: '99.9' })).expects(
      'SubmitDossier',
      file,
      'EVIDENCE_CRITERION_UNKNOWN',
      { criteria: ['99.9'] },
    );
  });
  test('comes under the law of the day it is filed', () => {
    const s = story('66-2019-ca-phe-mau-1', { year: yearOf(2022), product: coffee });
    const bound = come.dossierReady(s).on('2024-01-10');
    bound.expects('SubmitDossier', file, 'SET_NOT_OF_GROUP', {
      set: 'R2019/6',
      group: 'coffee-cocoa',
      rulebook: 'R2023',
    });
    bound.expects('SubmitDossier', { criteriaSet: 'R2023/13' }, [
      { type: 'DossierSubmitted', data: { rulebook: 'R2023', criteriaSet: 'R2023/13' } },
    ]);
  });
  test('is filed once', () => {
    come.submitted().expects('SubmitDossier', file, 'DOSSIER_FROZEN', { on: '2022-06-02' });
  });
});
