// The walk of one product through the ladder, the process's moves made without Temporal.
import { expect, test } from 'vitest';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { moveOn } from './process-without-temporal.ts';
import { worldWithProduct } from './world.ts';

const doc = (number: string, date: string) => ({ number, date });
const totals = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));

test('district → province 92 → nation misses 5★ → province review 4★', async () => {
  const w = await worldWithProduct();
  const id = w.cycle;
  const look = async () => (await w.executor.look(productCycle, id)).state;
  const process = () => moveOn(w.executor, productCycle.stream(id), w.now);
  async function give(day: string, by: string, name: string, input: unknown = {}) {
    w.at(day);
    await process();
    await w.give({ by, command: getCommand('productCycle', name), id, input });
    await process();
  }
  const producer = 'demo-htx-ca-phe-mau';
  await give('2022-02-10', 'demo-krong-nang-xa-1', 'StartCycle', { entry: 'awareness' });
  await give('2022-02-15', 'demo-krong-nang-xa-1', 'IdentifyPotential');
  await give('2022-03-05', producer, 'RegisterIdea', { summary: 'Cà phê rang mộc' });
  await give('2022-03-10', 'demo-krong-nang', 'SelectIdea');
  await give('2022-03-20', 'demo-province', 'ApproveIdea', { list: doc('05/DS', '2022-03-20') });
  await give('2022-04-01', producer, 'SubmitPlan', { targetStar: 5, plan: doc('01/PA', '2022-04-01') });
  await give('2022-04-10', 'demo-krong-nang', 'SelectPlan');
  await give('2022-05-10', producer, 'AddEvidence', {
    id: 'e1',
    kind: 'story',
    criterion: '5.1',
    document: doc('CC', '2022-05-01'),
  });
  await give('2022-05-11', 'demo-krong-nang-xa-1', 'ConfirmLocalShares', {
    labour: 9000,
    material: 8000,
    document: doc('XN', '2022-05-11'),
  });
  await give('2022-06-02', producer, 'SubmitDossier', { criteriaSet: 'R2019/6' });
  const result = { minutes: doc('BB', '2022-06-20'), unreadConfirmed: true };
  await give('2022-06-21', 'demo-krong-nang', 'RecordTierResult', {
    ...result,
    totals: totals(9100, 9200),
    mean: 9150,
    stars: 5,
  });
  await give('2022-06-22', 'demo-krong-nang', 'NotifyResult', { letter: doc('CV', '2022-06-22') });
  await give('2022-06-22', 'demo-krong-nang', 'CompleteDossier', { documents: [] });
  await give('2022-06-23', 'demo-krong-nang', 'ForwardDossier', {
    letter: doc('CV2', '2022-06-23'),
    minutes: doc('BB', '2022-06-20'),
    samples: 5,
  });
  await give('2022-06-24', 'demo-province', 'ReceiveDossier', { receipt: doc('PN', '2022-06-24') });
  await give('2022-07-20', 'demo-province', 'RecordTierResult', {
    ...result,
    totals: totals(9200, 9200, 9200),
    mean: 9200,
    stars: 5,
  });
  await give('2022-07-21', 'demo-province', 'NotifyResult', { letter: doc('CV', '2022-07-21') });
  await give('2022-07-22', 'demo-province', 'CompleteDossier', { documents: [doc('KN', '2022-07-22')] });
  await give('2022-07-23', 'demo-province', 'ForwardDossier', {
    letter: doc('CV', '2022-07-23'),
    minutes: doc('BB', '2022-07-20'),
    samples: 5,
  });
  await give('2022-08-01', 'demo-province', 'ReceiveDossier', { receipt: doc('PN', '2022-08-01') });
  await give('2022-10-20', 'demo-province', 'RecordTierResult', {
    ...result,
    totals: totals(8800),
    mean: 8800,
    stars: 4,
  });
  await give('2022-11-01', 'demo-province', 'RecordReview', {
    basis: 'national-result',
    minutes: doc('BBRS', '2022-11-01'),
    stars: 4,
  });
  await give('2022-11-10', 'demo-signer', 'Recognise', {
    decision: doc('QĐ', '2022-11-10'),
    certificate: { number: 'GCN-1', issuedOn: '2022-11-10' },
  });
  const state = await look();
  expect(state.ended).toMatchObject({ kind: 'recognised', stars: 4 });
  expect(state.step).toBe('promotion');
});
