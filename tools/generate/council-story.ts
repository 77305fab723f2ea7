// One session in which everything happens that can happen to a council: what it rates in writing becomes a meeting.

import { isRefusal } from '../../domain/kernel/refusal.ts';
import { setNamed } from '../../domain/rulebooks/rate-sheets.ts';
import { bestWithout } from '../../domain/rulebooks/sheets.fixture.ts';

type Tell = (on: string, by: string, name: string, input?: unknown) => Promise<void>;

/** What the story needs of the world it is told in. */
export type CouncilWorld = {
  /** a cycle's commands, and those of the session */
  cycle(id: string): Tell;
  session(id: string): Tell;
  addProduct(id: string): Promise<void>;
  /** changes the plan of the year: who can open what is sealed */
  keysHeldBy(who: 'chair' | 'server', on: string): Promise<void>;
  hashOfMinutes(session: string): Promise<string | undefined>;
  grant(account: string, role: string, unit: string): Promise<void>;
  /** takes back what was found of members last */
  annulFound(session: string, on: string, by: string, why: object): Promise<void>;
};

const SESSION = '66-2027-hoi-dong-tinh-1';
const [COMMUNE, PROVINCE] = ['demo-krong-nang-xa-1', 'demo-province'];
const seat = (account: string, role: string) => ({ account, seat: `council-${role}`, from: 'Sở (minh họa)' });
const [CHAIR, DEPUTY, SECRETARY] = ['hd-chu-tich', 'hd-pho', 'hd-thu-ky'];
const ordinary = [1, 2, 3, 4].map((n) => `hd-uy-vien-${n}`);
const members = [
  seat(CHAIR, 'chair'),
  seat(DEPUTY, 'deputy'),
  seat(SECRETARY, 'secretary'),
  ...ordinary.map((account) => seat(account, 'member')),
];
const SET = 'R2026/13';
const doc = (number: string, date: string) => ({ number, date });

function sheet(drop: number) {
  const set = setNamed(SET);
  if (isRefusal(set)) throw new Error(set.code);
  return { choices: bestWithout(set, drop) };
}

/** A product whose certificate is renewed, up to the province. */
async function renewed(w: CouncilWorld, product: string): Promise<string> {
  const on = '2027-05-21';
  await w.addProduct(product);
  const cycle = `66-2027-${product}-1`;
  const tell = w.cycle(cycle);
  const certificate = { number: `GCN-${product}`, issuedOn: '2024-11-01' };
  const earlier = { year: 2024, outcome: 'rated', stars: 3, document: doc('QĐ', '2024-11-01'), certificate };
  await tell(on, COMMUNE, 'StartCycle', { entry: 'rating', purpose: 'renewal', earlier });
  await tell(on, COMMUNE, 'AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('01', on) });
  await tell(on, COMMUNE, 'SubmitDossier', { criteriaSet: SET });
  await tell(on, COMMUNE, 'RecordPreAssessment', { report: doc('M03', on), proposes: true });
  await tell(on, COMMUNE, 'CompleteDossier', { documents: [] });
  await tell(on, COMMUNE, 'ForwardDossier', { letter: doc('CV', on), samples: 1 });
  await tell(on, PROVINCE, 'ReceiveDossier', { receipt: doc('PN', on) });
  return cycle;
}

export async function councilStory(w: CouncilWorld): Promise<void> {
  const agenda: string[] = [];
  for (const product of ['cam-mau', 'quyt-mau', 'chanh-mau']) agenda.push(await renewed(w, product));
  const [orange, mandarin, lemon] = agenda as [string, string, string];
  const tell = w.session(SESSION);
  const written = '2027-06-01';
  const met = '2027-06-04';
  const decision = doc('12/QĐ-UBND', '2027-05-24');
  const body = { meetsOn: written, members, agenda };
  const scope = { tier: 'province', unit: '66', round: 2, rulebook: 'R2026', inWriting: true };
  await tell('2027-05-24', PROVINCE, 'ConveneSession', { decision, ...scope, ...body });
  const changed = { document: doc('13/QĐ-UBND', '2027-05-24'), ...body, presides: ordinary[0] };
  await tell('2027-05-24', PROVINCE, 'ChangeSession', changed);
  await w.keysHeldBy('chair', '2027-05-24');
  await tell('2027-05-24', CHAIR, 'SetSessionKey', { publicKey: 'A'.repeat(43) });
  await w.keysHeldBy('server', '2027-05-24');
  await tell('2027-05-24', PROVINCE, 'DistributeDossiers');
  await tell('2027-05-24', PROVINCE, 'RecordSamples', { cycle: orange, what: 'received', count: 5 });
  const scoring = [CHAIR, DEPUTY, ...ordinary];
  const products = agenda.map((cycle) => ({ cycle, kind: 'none' }));
  for (const by of scoring) await tell('2027-05-25', by, 'DeclareConflicts', { products });
  await tell('2027-05-26', CHAIR, 'OpenSession');
  await tell('2027-05-27', CHAIR, 'TurnIntoMeeting', { meetsOn: met, reason: 'Nội dung phức tạp' });
  const attend = (member: string, what: string) => tell(met, SECRETARY, 'RecordAttendance', { member, what });
  for (const by of scoring) await attend(by, 'arrived');
  await tell(met, CHAIR, 'OpenSession');
  for (const by of ordinary.slice(0, 2)) await attend(by, 'left');
  await attend(ordinary[0] as string, 'arrived');
  await attend(ordinary[1] as string, 'arrived');
  for (const drop of [14, 10]) {
    for (const by of scoring)
      await tell(met, by, 'SealSheet', { cycle: orange, sheet: sheet(by === DEPUTY ? drop : 0) });
    await tell(met, CHAIR, 'OpenScores', { cycle: orange });
    if (drop === 14) await tell(met, CHAIR, 'DiscussProduct', { cycle: orange, notes: 'Xem lại phần B' });
  }
  const why = 'Các thành viên giữ ý kiến';
  await tell(met, CHAIR, 'CloseProduct', { cycle: orange, unreadConfirmed: true, reason: why });
  const votes = scoring.map((member) => ({ member, for: true }));
  await tell(met, CHAIR, 'VoteOnKnockOut', { cycle: mandarin, ground: 'forged-dossier', votes });
  await tell(met, CHAIR, 'CloseProduct', { cycle: mandarin });
  await tell(met, CHAIR, 'PostponeProduct', { cycle: lemon, reason: 'Chờ phiếu kiểm nghiệm' });
  await tell(met, CHAIR, 'CloseSession');
  const sign = async (number: string, on = met) => {
    await tell(on, SECRETARY, 'DrawUpMinutes', { number, text: 'Họp tại trụ sở' });
    const hash = await w.hashOfMinutes(SESSION);
    for (const by of [CHAIR, SECRETARY]) await tell(on, by, 'SignMinutes', { hash });
  };
  await sign('01/BB-HĐ');
  // Somebody has told the first result of the one already: it is the office's to take back. That of the other nobody did
  // anything with: the process takes it back, and delivers what is left of it.
  await w.cycle(orange)(met, PROVINCE, 'NotifyResult', { letter: doc('TB', met) });
  const letter = doc('Đơn', met);
  await tell(met, PROVINCE, 'FileAppeal', { cycle: orange, by: 'producer', letter, grounds: 'Điểm phần B' });
  const answer = { admissible: false, reason: 'Không có tình tiết mới', document: doc('TL', met) };
  await tell(met, PROVINCE, 'DecideAppeal', { cycle: orange, ...answer });
  const late = (member: string, cycle: string, follows: string) =>
    tell(met, SECRETARY, 'RecordConflict', {
      member,
      cycle,
      kind: 'relation',
      reason: 'Đơn',
      document: doc('KL', met),
      follows,
    });
  const [, , third, fourth] = ordinary as [string, string, string, string];
  await late(fourth, orange, 'another-result');
  await late(fourth, mandarin, 'another-result');
  await sign('02/BB-HĐ');
  await late(third, mandarin, 'no-result');
  // Reminded of and late.
  const later = '2027-06-11';
  await sign('03/BB-HĐ', later);
  await tell(later, PROVINCE, 'DeliverAgain', { cycle: orange });
  await tell(later, SECRETARY, 'ReopenProduct', {
    cycle: lemon,
    falls: 1,
    reason: 'Có phiếu',
    document: doc('CV', later),
  });
  await w.grant(ordinary[0] as string, 'commune-officer', '650-01');
  await tell(later, PROVINCE, 'DistributeDossiers');
  const right = { reason: 'Nhầm số', document: doc('ĐC', later) };
  await tell(later, PROVINCE, 'CorrectFact', {
    revision: 0,
    changes: { decision: doc('21/QĐ-UBND', '2027-05-24') },
    ...right,
  });
  await w.annulFound(SESSION, later, PROVINCE, right);
}
