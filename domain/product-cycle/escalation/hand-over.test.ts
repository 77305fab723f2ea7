import { describe, expect, test } from 'vitest';
import { come, doc } from '../../../test/domain/story.ts';
import { productCycle } from '../product-cycle.ts';
import { waitingFor } from '../waiting.ts';

const letter = { letter: doc('CV') };
const forward = { letter: doc('CV2'), minutes: doc('BB'), samples: 5 };

describe('from a result to the next tier: told, completed, forwarded, received', () => {
  test('in this order, and none before the one before it', () => {
    const s = come.districtResult().on('2022-06-22');
    s.expects('CompleteDossier', { documents: [] }, 'RESULT_NOT_NOTIFIED').expects(
      'ForwardDossier',
      forward,
      'RESULT_NOT_NOTIFIED',
    );
    s.did('NotifyResult', letter);
    s.expects('ForwardDossier', forward, 'DOSSIER_NOT_COMPLETED').expects(
      'ReceiveDossier',
      { receipt: doc('PN') },
      'NOTHING_FORWARDED',
    );
    s.did('CompleteDossier', { documents: [doc('A')] });
    s.did('ForwardDossier', forward);
    s.expects('ReceiveDossier', { receipt: doc('PN'), remarks: 'Đủ' }, [
      { type: 'DossierReceived', data: { tier: 'province' } },
    ]);
  });
  test('the first tier’s receipt for what the applicant handed in is a fact, and holds nothing up', () => {
    const s = come.submitted().did('ReceiveDossier', { receipt: doc('PN-H') });
    expect(s.said).toMatchObject({ tier: 'district' });
    expect(s.moves().state).toMatchObject({
      submitted: { received: { on: '2022-06-02' } },
      visits: [{ tier: 'district' }],
      deadline: { subject: 'tier/district/result' },
    });
    s.expects('ReceiveDossier', { receipt: doc('PN-H') }, 'already-so');
    come.districtResult().expects('ReceiveDossier', { receipt: doc('PN-H') }, 'NOTHING_FORWARDED');
  });
  test('a tier that rated forwards its council’s minutes', () => {
    const s = come.districtResult().did('NotifyResult', letter).did('CompleteDossier', { documents: [] });
    s.expects('ForwardDossier', { letter: doc('CV2'), samples: 5 }, 'MINUTES_MISSING');
  });
  test('each is already so the second time', () => {
    const s = come.districtResult().did('NotifyResult', letter);
    s.expects('NotifyResult', letter, 'already-so');
    s.did('CompleteDossier', { documents: [] }).expects('CompleteDossier', { documents: [] }, 'already-so');
    s.did('ForwardDossier', forward).expects('ForwardDossier', forward, 'already-so');
    s.did('ReceiveDossier', { receipt: doc('PN') }).expects('ReceiveDossier', { receipt: doc('PN') }, 'already-so');
  });
  test('none before there is a result', () => {
    const s = come.atDistrict();
    s.expects('NotifyResult', letter, 'NO_RESULT_YET').expects('CompleteDossier', { documents: [] }, 'NO_RESULT_YET');
    s.expects('ForwardDossier', forward, 'NO_RESULT_YET');
  });
  test('what is recognised here or ended goes nowhere, but the producer is told', () => {
    const recognised = come.provinceResult().did('NotifyResult', letter);
    recognised
      .expects('CompleteDossier', { documents: [] }, 'NOT_FORWARDED_FROM_HERE')
      .expects('ForwardDossier', forward, 'NOT_FORWARDED_FROM_HERE');
    const ended = come.districtResult(undefined, 4000, 2);
    ended
      .expects('NotifyResult', letter, ['ResultNotified'])
      .expects('CompleteDossier', { documents: [] }, 'NOT_FORWARDED_FROM_HERE');
  });
  test('a product withdrawn after it was forwarded is not received', () => {
    come
      .forwarded()
      .did('WithdrawProduct', { reason: 'x', document: doc('RUT') })
      .expects('ReceiveDossier', { receipt: doc('PN') }, 'NOTHING_FORWARDED');
  });
  test('the forwarded package has a second manifest, and the same one is what goes on', () => {
    const s = come.forwarded();
    const completed = s.state.visits[0]?.completed?.manifest;
    expect(completed).not.toBe(s.state.submitted?.manifest);
    expect(s.said).toMatchObject({ from: 'district', to: 'province', manifest: completed });
  });
  test('after it was forwarded, the receiver is waited for, with a date of its own', () => {
    expect(come.forwarded().state.deadline).toMatchObject({ subject: 'tier/province/receive', dueOn: '2022-06-29' });
  });
  test('forwarded on the sender’s last day, nobody is overdue at midnight; never received, the receiver is', () => {
    const s = come.districtResult().on('2022-07-08').moves().did('NotifyResult', letter);
    s.did('CompleteDossier', { documents: [] }).did('ForwardDossier', forward);
    s.on('2022-07-09').moves();
    expect(s.state.deadline).toMatchObject({ subject: 'tier/province/receive', dueOn: '2022-07-15', overdue: false });
    s.on('2022-07-16').moves();
    expect(s.facts.at(-1)).toMatchObject({ type: 'MarkedOverdue', data: { to: [{ role: 'province-officer' }] } });
  });
});

describe('results are told to whom the scheme names, and published', () => {
  test('the district tells commune and producer, the province the district', () => {
    const told = come.districtResult().did('NotifyResult', letter);
    expect(told.said).toMatchObject({ tier: 'district', to: ['commune', 'producer'] });
    const province = come.provinceResult().did('NotifyResult', letter);
    expect(province.said).toMatchObject({ tier: 'province', to: ['district'] });
    const said = productCycle.events.get('ResultNotified')?.sentence(province.said, province.facts.at(-1) as never);
    expect(said).toEqual({
      vi: 'Thông báo kết quả Cấp tỉnh cho cấp huyện: CV, 04/01/2022',
      en: expect.stringContaining('told to district'),
    });
  });
  test('below 50 the district is waited for to tell the result', () => {
    const s = come.districtResult(undefined, 4000, 2);
    expect(waitingFor(s.state, s.year)).toMatchObject({ responsibility: 'notify-result', tier: 'district' });
    s.did('NotifyResult', letter);
    expect(waitingFor(s.state, s.year)).toBeUndefined();
  });
  test('what was recognised is told, then published, and each is waited for', () => {
    const s = come.recognised();
    expect(waitingFor(s.state, s.year)).toMatchObject({ responsibility: 'notify-result', tier: 'province' });
    s.did('NotifyResult', letter);
    expect(waitingFor(s.state, s.year)).toMatchObject({ responsibility: 'recognise', en: 'publish the result' });
    const published = { document: doc('CB') };
    s.did('PublishResult', published).expects('PublishResult', published, 'already-so');
    expect(waitingFor(s.state, s.year)).toBeUndefined();
    come.provinceResult().expects('PublishResult', published, 'NOT_RECOGNISED');
  });
});
