// How far back who may date an act: by the policy of the year's plan, above it the tier above, with a paper.
import { describe, expect, test } from 'vitest';
import { told } from '../../test/domain/specification.ts';
import { come, doc, units, yearOf } from '../../test/domain/story.ts';
import type { Command } from '../kernel/aggregate.ts';
import type { OlderPapers } from '../kernel/dating.ts';
import { fold } from '../kernel/fold.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { situationOf } from '../product-cycle/product-cycle.ts';
import { getCommand } from '../registry.ts';
import { account } from './account.ts';
import { contextOf, permission } from './admission.ts';

const story = come.atProvince();
const { state } = story;
const byDistrict = { kind: 'person', id: 'b', role: 'district-officer', unit: '650' } as const;
/** Whoever it was told by, the district gave its own result. */
const facts = story.facts.map((f) => (f.type === 'TierResultRecorded' ? { ...f, actor: byDistrict } : f));
const holding = (role: string, unit: string) =>
  fold(
    account,
    told(account, 'a', [{ type: 'RoleGranted', data: { grant: 'g', province: '66', role, unit, from: '2022-01-01' } }]),
  );

/** Who is let do it on 20/7/2022, or why not. */
function asked(
  command: Command,
  [role, unit]: [string, string],
  dating: object,
  { olderPapers = [], input }: { olderPapers?: readonly OlderPapers[]; input?: object } = {},
) {
  const id = '66-2022-ca-phe-mau-1';
  const needs = { year: yearOf(2022, (plan) => plan, { olderPapers }), units };
  const subject = { id, stream: `productCycle-${id}`, state };
  const c = contextOf({ subject, needs, at: '2022-07-20T02:00:00.000Z', dating });
  const caller = { kind: 'person', id: 'a' } as const;
  const said = permission({
    command,
    c,
    input,
    facts,
    caller,
    dating,
    situation: situationOf(id, state, needs.year),
    account: holding(role, unit),
    tree: units,
  });
  return isRefusal(said) ? said.code : said.role;
}
const result = getCommand('productCycle', 'RecordTierResult');
const evidence = getCommand('productCycle', 'AddEvidence');
const shares = getCommand('productCycle', 'ConfirmLocalShares');
const latePaper = doc('CV-muon', '2022-05-30');
const applicant: [string, string] = ['producer', 'htx-mau'];
const commune: [string, string] = ['commune-officer', '650-01'];
const district: [string, string] = ['district-officer', '650'];
const province: [string, string] = ['province-officer', '66'];
const signer: [string, string] = ['signer', '66'];

test('an applicant five working days, an officer thirty', () => {
  expect(asked(evidence, applicant, { occurredOn: '2022-07-13' })).toBe('producer');
  expect(asked(evidence, applicant, { occurredOn: '2022-07-12' })).toBe('DATED_BACK_TOO_FAR');
  expect(asked(shares, commune, { occurredOn: '2022-06-08' })).toBe('commune-officer');
  expect(asked(shares, commune, { occurredOn: '2022-06-07' })).toBe('DATED_BACK_TOO_FAR');
});

test('further back it is for the tier above, with a paper; for the province the signer stands above', () => {
  const back = { occurredOn: '2022-05-30' };
  expect(asked(shares, commune, { ...back, latePaper })).toBe('DATED_BACK_TOO_FAR');
  expect(asked(shares, district, back)).toBe('LATE_PAPER_MISSING');
  expect(asked(shares, district, { ...back, latePaper })).toBe('district-officer');
  expect(asked(shares, ['district-officer', '651'], { ...back, latePaper })).toBe('ROLE_MISSING');
  expect(asked(result, province, { ...back, latePaper })).toBe('DATED_BACK_TOO_FAR');
  expect(asked(result, signer, { ...back, latePaper })).toBe('signer');
});

test('who stands above may date back, not act in the place of the level below', () => {
  expect(asked(shares, district, { latePaper })).toBe('ROLE_MISSING');
  expect(asked(result, signer, { occurredOn: '2022-07-19', latePaper })).toBe('ROLE_MISSING');
});

test('an approved import of older papers is exempt, until its last day', () => {
  const older = { occurredOn: '2022-03-01', olderPapers: 'dot-1' };
  const approved = (until: string) => [{ id: 'dot-1', document: doc('CV'), until }];
  expect(asked(shares, commune, older)).toBe('OLDER_PAPERS_NOT_APPROVED');
  expect(asked(shares, commune, older, { olderPapers: approved('2022-07-19') })).toBe('OLDER_PAPERS_NOT_APPROVED');
  expect(asked(shares, commune, older, { olderPapers: approved('2022-07-20') })).toBe('commune-officer');
  expect(asked(shares, district, older, { olderPapers: approved('2022-07-20') })).toBe('ROLE_MISSING');
});

describe('a corrected day is judged as one that is typed at first', () => {
  const correction = getCommand('productCycle', 'CorrectFact');
  const revisionOf = (type: string) => facts.find((f) => f.type === type)?.revision;
  const moving = (type: string, rightDay: string) => ({
    input: { revision: revisionOf(type), rightDay, document: doc('ĐC', rightDay) },
  });
  test('within thirty working days whoever corrects it may say it', () => {
    expect(asked(correction, district, {}, moving('TierResultRecorded', '2022-06-08'))).toBe('district-officer');
    expect(asked(correction, province, {}, moving('DossierReceived', '2022-07-01'))).toBe('province-officer');
  });
  test('further back it is for the level above the fact’s, which its document lets say it; for the province’s the signer', () => {
    expect(asked(correction, district, {}, moving('TierResultRecorded', '2022-06-07'))).toBe('DATED_BACK_TOO_FAR');
    expect(asked(correction, province, {}, moving('TierResultRecorded', '2022-06-07'))).toBe('province-officer');
    expect(asked(correction, province, {}, moving('IdeaApproved', '2022-03-28'))).toBe('DATED_BACK_TOO_FAR');
    expect(asked(correction, signer, {}, moving('IdeaApproved', '2022-03-28'))).toBe('signer');
  });
  test('who stands above may date back by correcting, not correct in the place of the level below', () => {
    expect(asked(correction, signer, {}, moving('TierResultRecorded', '2022-06-20'))).toBe('ROLE_MISSING');
  });
  test('an approved import of older papers is exempt here too', () => {
    const older = { olderPapers: 'dot-1' };
    const olderPapers = [{ id: 'dot-1', document: doc('CV'), until: '2022-12-31' }];
    const moved = moving('IdeaApproved', '2022-03-28');
    expect(asked(correction, province, older, { ...moved, olderPapers })).toBe('province-officer');
    expect(asked(correction, province, older, moved)).toBe('OLDER_PAPERS_NOT_APPROVED');
  });
});
