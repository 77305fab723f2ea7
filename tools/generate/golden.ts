// Golden fixtures: one stored envelope per event type and version, so that every event ever written stays readable.
// Scripted histories run through the executor on a store in memory; the first event of each type is kept.
// An existing file is never overwritten: a fixture is what some release really wrote.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grant, planAndApprove } from '../../demo/install.ts';
import { walkOf } from '../../demo/walk.ts';
import { planOf } from '../../demo/year-plan.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { aggregates, getAggregate, getCommand } from '../../domain/registry.ts';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { planUnder } from '../../test/plans.ts';
import { type Rehearsal, rehearsing } from '../../test/rehearsal.ts';
import { upTo } from '../../test/ways.ts';
import { addProduct, type World, worldWithProduct } from '../../test/world.ts';
import { councilStory } from './council-story.ts';
import { dutiesDone, planWithDuties } from './golden-duties.ts';

export type Golden = { readonly name: string; readonly event: StoredEvent };

export const fixtureName = (category: string, type: string, version: number): string =>
  `${category}.${type}.v${version}.json`;

/** Names of the fixtures that must be there: every declared type at every version it ever had. */
export const wantedFixtures = (): readonly string[] =>
  aggregates.flatMap((a) =>
    [...a.events.values()].flatMap((e) =>
      Array.from({ length: e.version }, (_, i) => fixtureName(a.category, e.type, i + 1)),
    ),
  );

/** A province in which everything has happened at least once. */
export async function goldenWorld(): ReturnType<typeof worldWithProduct> {
  const w = await worldWithProduct();
  await tellHistories(w);
  return w;
}

/** The first event of each declared type at its present version. Throws for a type that no history reaches. */
export async function collectGolden(): Promise<readonly Golden[]> {
  const w = await goldenWorld();
  const found = new Map<string, StoredEvent>();
  for (const event of await w.store.readAll({ limit: 100_000 })) {
    const name = fixtureName(splitStream(event.stream).category, event.type, event.schemaVersion);
    if (!found.has(name)) found.set(name, event);
  }
  await w.store.close();
  const missing = aggregates.flatMap((a) =>
    [...a.events.values()].map((e) => fixtureName(a.category, e.type, e.version)).filter((name) => !found.has(name)),
  );
  if (missing.length > 0)
    throw new Error(`no scripted history reaches ${missing.join(', ')}: add its command to tools/generate/golden.ts`);
  return [...found].map(([name, event]) => ({ name, event }));
}

/** Writes what is missing and says which files that were. */
export async function writeMissingGolden(folder: string, golden?: readonly Golden[]): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const missing = (golden ?? (await collectGolden())).filter(({ name }) => !existsSync(join(folder, name)));
  for (const { name, event } of missing) {
    const { position: _, ...stored } = event;
    writeFileSync(join(folder, name), `${JSON.stringify(stored, null, 2)}\n`);
  }
  return missing.map(({ name }) => name);
}

const doc = (number: string, date: string) => ({ number, date });
const result = (points: number, stars: number, date: string, more: object = {}) => ({
  minutes: doc('BB', date),
  totals: [{ member: 'tv-1', total: points }],
  mean: points,
  stars,
  unreadConfirmed: true,
  ...more,
});

const COMMUNE = 'demo-krong-nang-xa-1';
const DISTRICT = 'demo-krong-nang';
const PROVINCE = 'demo-province';
const SIGNER = 'demo-signer';

/** One teller per story: people on their days, the process's moves before and after. */
function telling({ rehearsal }: Told, id: string, category = 'productCycle') {
  const aggregate = getAggregate(category);
  return async (on: string, by?: string, name?: string, input: unknown = {}) => {
    if (by === undefined || name === undefined) await rehearsal.until(on, aggregate.stream(id));
    else await rehearsal.give({ on, by, command: getCommand(category, name), id, input });
  };
}

type Told = World & { rehearsal: Rehearsal };

export async function tellHistories(world: World): Promise<void> {
  const w: Told = { ...world, rehearsal: rehearsing(world) };
  for (const product of ['tra-mau', 'mat-ong-mau', 'tieu-mau', 'dieu-mau']) await addProduct(w, product);
  const year = telling(w, '66-2022', 'programmeYear');
  await year('2022-01-06');
  await toReviewAndRecognition(w);
  await notSelectedAndWithdrawn(w);
  await year('2023-01-01');
  await reopened(w);
  await carriedOver(w);
  await dutiesDone(w);
  await preAssessed(w);
  await keptUpToDate(w);
  await recognisedWithCode(w);
  await councilStory({
    cycle: (id) => telling(w, id),
    session: (id) => telling(w, id, 'councilSession'),
    addProduct: (id) => addProduct(w, id),
    keysHeldBy: async (who, on) => {
      const plan = { ...planUnder('R2026', 2027), policies: { 'sheet-keys': who } };
      await telling(w, '66-2027', 'programmeYear')(on, PROVINCE, 'ChangeYearPlan', { plan, document: doc('KH', on) });
    },
    grant: async (id, role, unit) => {
      await grant(w.give, { id, role, unit });
    },
    annulFound: async (id, on, by, why) => {
      const { facts } = await w.executor.look(councilSession, id);
      const last = facts.findLast(({ type }) => type === 'ConflictsFound');
      await telling(w, id, councilSession.category)(on, by, 'AnnulFacts', { revisions: [last?.revision], ...why });
    },
    hashOfMinutes: async (id) => (await w.executor.look(councilSession, id)).state.minutes.at(-1)?.hash,
  });
  await enteredTwice(w);
  await certificateKept(w);
  await everythingElse(w);
  await posted(w);
  await subscribed(w);
  await forgotten(w);
}

async function toReviewAndRecognition(w: Told): Promise<void> {
  const cashew = telling(w, '66-2022-dieu-mau-1');
  await cashew('2022-02-10', COMMUNE, 'StartCycle');
  const { cycle, way } = walkOf('ca-phe-mau');
  const acts = [...way];
  const walk = (command: string) => w.rehearsal.walk(acts.splice(0, upTo(acts, command).length));
  const it = telling(w, cycle);
  const producer = 'demo-htx-ca-phe-mau';
  await walk('ApproveIdea');
  await it('2022-03-21', PROVINCE, 'FixDeadline', { dueOn: '2022-05-04', reason: 'Mưa lũ' });
  await walk('SubmitPlan');
  await it('2022-04-03', DISTRICT, 'RejectPlan', { reason: 'Thiếu thị trường' });
  await it('2022-04-04', DISTRICT, 'TellPlanDecision', { letter: doc('TB', '2022-04-04') });
  await it('2022-04-04', producer, 'SubmitPlan', { targetStar: 4, plan: doc('PA2', '2022-04-04') });
  await walk('RecordVisit');
  await it('2022-05-05', producer, 'AimAtRound', { round: 1 });
  await it('2022-05-05', DISTRICT, 'RecordNeed', { kind: 'machinery' });
  await it('2022-05-06', DISTRICT, 'RecordSupport', { kind: 'machinery', source: 'state', amountDong: 120_000_000 });
  await it('2022-05-06', DISTRICT, 'AddNote', { text: 'Chủ thể đã có mã vùng trồng' });
  await it('2022-05-06', DISTRICT, 'RemindNow', { text: 'Còn thiếu phiếu kiểm nghiệm' });
  await it('2022-05-06', producer, 'AskOffice', { question: 'Mẫu 05 nộp mấy bản?' });
  const { questions } = (await w.executor.look(productCycle, cycle)).state;
  const asked = questions?.at(-1)?.asked.at;
  await it('2022-05-07', PROVINCE, 'AnswerQuestion', { question: asked, answer: 'Một bản' });
  await it('2022-05-07', DISTRICT, 'AssignWork', { account: producer });
  await walk('ConfirmLocalShares');
  await it('2022-05-11', producer, 'AddEvidence', piece('nham', 'other', '2022-05-11'));
  const running = { ...piece('pkn', 'other', '2022-05-11'), validUntil: '2022-06-05' };
  await it('2022-05-11', producer, 'AddEvidence', running);
  const file = { account: producer, sha256: 'ab'.repeat(32), bytes: 2048, kind: 'pdf', fileName: 'Nhầm.pdf' };
  await it('2022-05-11', producer, 'ReceiveFile', file);
  const { account, sha256, bytes, kind } = file;
  await it('2022-05-11', producer, 'TakeInDossier', {
    account,
    zip: 'cd'.repeat(32),
    bytes,
    files: [{ sha256, bytes, kind }],
  });
  await it('2022-05-11', producer, 'RemoveEvidence', { id: 'nham' });
  await walk('SubmitDossier');
  await it('2022-06-08', DISTRICT, 'RequestSupplement', { items: 'Phiếu kiểm nghiệm', answerBy: '2022-06-20' });
  await it('2022-06-15', producer, 'AnswerSupplement', { documents: [doc('PKN', '2022-06-15')] });
  await it('2022-06-15', DISTRICT, 'RequestSupplement', { items: 'Nhãn hàng hóa', answerBy: '2022-06-16' });
  await it('2022-06-17', DISTRICT, 'GoOnWithoutSupplement');
  await changePlan(w);
  await walk('RecordFollowUp');
  await it('2022-12-06', PROVINCE, 'PublishResult', { document: doc('CB', '2022-12-06') });
  await it('2022-12-06', DISTRICT, 'RecordPromotion', { kind: 'fair', where: 'Hội chợ Buôn Ma Thuột' });
  const approved = { id: 'ho-so-giay', document: doc('CV-HS', '2022-12-06'), until: '2022-12-31' };
  await telling(w, '66-2022', 'programmeYear')('2022-12-06', SIGNER, 'ApproveOlderPapers', approved);
  const fair = { kind: 'fair', where: 'Huế', occurredOn: '2022-02-11', olderPapers: approved.id };
  await cashew('2022-12-07', COMMUNE, 'RecordPromotion', fair);
}

const piece = (id: string, kind: string, date: string) => ({ id, kind, document: doc(id, date) });

/** Moves the district's date of round 1, for DeadlineMoved. */
async function changePlan(w: Told): Promise<void> {
  const plan = planOf(2022);
  const rounds = plan.rounds.map((r) =>
    r.no === 1 ? { ...r, tiers: { ...r.tiers, district: { resultBy: '2022-07-05', forwardBy: '2022-07-12' } } } : r,
  );
  const input = { plan: { ...plan, rounds }, document: doc('02/KH', '2022-06-15') };
  await telling(w, '66-2022', 'programmeYear')('2022-06-15', PROVINCE, 'ChangeYearPlan', input);
}

async function notSelectedAndWithdrawn(w: Told): Promise<void> {
  const tea = telling(w, '66-2022-tra-mau-1');
  await tea('2022-12-07', COMMUNE, 'StartCycle', { entry: 'idea' });
  await tea('2022-12-08', COMMUNE, 'RegisterIdea', { summary: 'Trà' });
  await tea('2022-12-08', DISTRICT, 'RejectIdea', { reason: 'Chưa phù hợp' });
  await tea('2022-12-15', COMMUNE, 'RegisterIdea', { summary: 'Trà sen' });
  await tea('2022-12-15', DISTRICT, 'SelectIdea');
  await tea('2022-12-16', PROVINCE, 'StrikeIdea', { reason: 'Trùng' });
  await tea('2022-12-17', DISTRICT, 'CloseNotSelected');
  const honey = telling(w, '66-2022-mat-ong-mau-1');
  await honey('2022-12-20', COMMUNE, 'StartCycle');
  await honey('2022-12-20', COMMUNE, 'WithdrawProduct', { reason: 'Ngừng sản xuất' });
  const pepper = telling(w, '66-2022-tieu-mau-1');
  await pepper('2022-12-21', DISTRICT, 'StartCycle', {
    entry: 'rating',
    earlier: { year: 2020, outcome: 'rated', stars: 2, document: doc('TB', '2020-12-01') },
  });
  await pepper('2022-12-21', COMMUNE, 'AddEvidence', piece('phieu', 'registration-form', '2022-12-21'));
  await pepper('2022-12-21', COMMUNE, 'ConfirmLocalShares', {
    labour: 1000,
    material: 1000,
    document: doc('XN', '2022-12-21'),
  });
  await pepper('2022-12-21', COMMUNE, 'SubmitDossier', { criteriaSet: 'R2019/6' });
  await pepper('2022-12-22', DISTRICT, 'RecordTierResult', result(4000, 2, '2022-12-22'));
  const stream = await w.store.readStream('productCycle-66-2022-tieu-mau-1');
  const wrong = stream.filter((e) => ['TierResultRecorded', 'RatingEnded'].includes(e.type)).map((e) => e.revision);
  await pepper('2022-12-23', DISTRICT, 'AnnulFacts', {
    revisions: wrong,
    reason: 'Nhầm phiếu',
    document: doc('CV', '2022-12-23'),
  });
  await pepper('2022-12-24', DISTRICT, 'RecordTierResult', result(4100, 2, '2022-12-24'));
  const again = (await w.store.readStream('productCycle-66-2022-tieu-mau-1')).findLast(
    (e) => e.type === 'TierResultRecorded',
  );
  await pepper('2022-12-25', DISTRICT, 'CorrectFact', {
    revision: again?.revision,
    changes: { minutes: doc('BB-2', '2022-12-24') },
    reason: 'Sai số biên bản',
    document: doc('CV', '2022-12-25'),
  });
}

/** A year closed too early is opened again, and what it carried over goes on for a day. */
async function reopened(w: Told): Promise<void> {
  const year = telling(w, '66-2022', 'programmeYear');
  await year('2023-01-02', SIGNER, 'ReopenYear', { closesOn: '2023-01-02', document: doc('MH-MO', '2023-01-02') });
  await year('2023-01-03');
}

async function carriedOver(w: Told): Promise<void> {
  await w.rehearsal.until('2023-01-05');
  await planWithDuties(w);
  await w.rehearsal.until('2023-01-06', 'programmeYear-66-2023', 'productCycle-66-2022-dieu-mau-1');
}

/** The law without districts, where the commune is the first tier. */
async function preAssessed(w: Told): Promise<void> {
  await w.rehearsal.until('2027-01-05');
  await planAndApprove(w.give, 2027, { plan: planUnder('R2026', 2027) });
  const told = telling(w, '66-2027-ca-phe-mau-1');
  await told('2027-05-04', COMMUNE, 'StartCycle', {
    entry: 'rating',
    earlier: { year: 2025, outcome: 'rated', stars: 2, document: doc('TB', '2025-12-01') },
  });
  await told('2027-05-05', COMMUNE, 'AddEvidence', piece('phieu', 'form-01', '2027-05-05'));
  await told('2027-05-05', COMMUNE, 'SubmitDossier', { criteriaSet: 'R2026/13' });
  const report = { report: doc('M03', '2027-05-12'), proposes: true };
  await told('2027-05-12', COMMUNE, 'RecordPreAssessment', report);
  const law = { rulebook: 'R2025', criteriaSet: 'R2023/13', legalBasis: doc('01/QĐ', '2027-05-13') };
  await told('2027-05-13', PROVINCE, 'ChangeRulebook', law);
}

type Filing = { readonly on: string; readonly start: object };

/** A product files under the law without districts, and on another day is recognised. */
async function rated(w: Told, id: string, { on, start }: Filing): Promise<void> {
  const it = telling(w, id);
  await it(on, COMMUNE, 'StartCycle', { entry: 'rating', ...start });
  await it(on, COMMUNE, 'AddEvidence', piece('phieu', 'form-01', on));
  await it(on, COMMUNE, 'SubmitDossier', { criteriaSet: 'R2026/13' });
}

async function recognised(w: Told, id: string, on: string): Promise<void> {
  const given = (by: string, name: string, input: object = {}) => telling(w, id)(on, by, name, input);
  await given(COMMUNE, 'RecordPreAssessment', { report: doc('M03', on), proposes: true });
  await given(COMMUNE, 'CompleteDossier', { documents: [] });
  await given(COMMUNE, 'ForwardDossier', { letter: doc('CV', on), samples: 1 });
  await given(PROVINCE, 'ReceiveDossier', { receipt: doc('PN', on) });
  await given(PROVINCE, 'RecordTierResult', result(8000, 4, on));
  await given(SIGNER, 'Recognise', { decision: doc('QĐ', on) });
  await telling(w, id)(on);
}

/** Minutes on paper that two people enter, and read differently. */
async function enteredTwice(w: Told): Promise<void> {
  const [id, on, other] = ['66-2027-oi-mau-1', '2027-06-14', 'demo-province-2'];
  const plan = { ...planUnder('R2026', 2027), policies: { 'paper-minutes': 'twice', 'sheet-keys': 'server' } };
  await telling(w, '66-2027', 'programmeYear')(on, PROVINCE, 'ChangeYearPlan', { plan, document: doc('KH', on) });
  await grant(w.give, { id: other, role: 'province-officer', unit: '66' });
  await addProduct(w, 'oi-mau');
  const earlier = { year: 2025, outcome: 'rated', stars: 2, document: doc('TB', '2025-12-01') };
  await rated(w, id, { on, start: { earlier } });
  const given = (by: string, name: string, input: object = {}) => telling(w, id)(on, by, name, input);
  await given(COMMUNE, 'RecordPreAssessment', { report: doc('M03', on), proposes: true });
  await given(COMMUNE, 'CompleteDossier', { documents: [] });
  await given(COMMUNE, 'ForwardDossier', { letter: doc('CV', on), samples: 1 });
  await given(PROVINCE, 'ReceiveDossier', { receipt: doc('PN', on) });
  await given(PROVINCE, 'RecordTierResult', result(8000, 4, on));
  await given(other, 'RecordTierResult', result(8100, 4, on));
  await given(PROVINCE, 'ResolvePaperResult', { ...result(8000, 4, on), reason: 'Đọc nhầm dòng' });
}

/** Recognised under the act that has product codes: the register draws one, and the product takes it. */
async function recognisedWithCode(w: Told): Promise<void> {
  await addProduct(w, 'buoi-mau');
  const [id, on] = ['66-2027-buoi-mau-1', '2027-05-21'];
  const earlier = { year: 2025, outcome: 'rated', stars: 2, document: doc('TB', '2025-12-01') };
  await rated(w, id, { on, start: { earlier } });
  await recognised(w, id, on);
  const its = telling(w, id, 'certificate');
  await its(on, SIGNER, 'IssueCertificate', { number: 'GCN-buoi', issuedOn: on });
}

/** What becomes of a certificate: warned of, held while its renewal is decided, replaced, and back again. */
async function certificateKept(w: Told): Promise<void> {
  const [first, second] = ['66-2027-buoi-mau-1', '66-2030-buoi-mau-1'];
  const older = telling(w, first, 'certificate');
  const newer = telling(w, second, 'certificate');
  const late = '2030-06-19';
  const why = { reason: 'Nhầm', document: doc('ĐC', late) };
  await supervised(w, first);
  await w.rehearsal.until('2030-01-05');
  await planAndApprove(w.give, 2030, { plan: planUnder('R2026', 2030) });
  await rated(w, second, { on: '2030-01-10', start: { purpose: 'renewal', after: first } });
  await older('2030-04-19', SIGNER, 'RecordExpiryNotice', { letter: doc('TB', '2030-04-19') });
  await w.rehearsal.until('2030-06-02');
  await recognised(w, second, '2030-06-03');
  // Two days late: reminded of, and overdue.
  await newer(late, SIGNER, 'IssueCertificate', { number: 'GCN-buoi-2', issuedOn: late });
  const of = (await w.executor.look(certificate, second)).facts.findLast(({ type }) => type === 'CertificateIssued');
  const revision = of?.revision ?? 0;
  await newer(late, PROVINCE, 'CorrectFact', { revision, changes: { number: 'GCN-buoi-3' }, ...why });
  await newer(late, PROVINCE, 'AnnulFacts', { revisions: [revision], ...why });
  const { facts } = await w.executor.look(productCycle, second);
  const last = facts.findLastIndex(({ type }) => type === 'ProductRecognised');
  const resting = facts.slice(last).filter(({ type }) => !productCycle.events.get(type)?.quiet);
  const revisions = resting.map(({ revision }) => revision);
  await telling(w, second)(late, PROVINCE, 'AnnulFacts', { revisions, ...why });
  await telling(w, second, 'certificate')('2030-06-20');
}

/** What is found of it, what was lost is replaced, and a revocation is dropped, and another one annulled. */
async function supervised(w: Told, id: string): Promise<void> {
  const of = telling(w, id, 'certificate');
  const on = '2027-08-02';
  const conclusion = doc('KL', on);
  const found = { kind: 'mark-misuse', result: 'to-remedy', conclusion, remedyBy: '2027-09-01' };
  const propose = () => of(on, COMMUNE, 'ProposeRevocation', { ground: 'mark-misused', conclusion });
  await of(on, COMMUNE, 'RecordFinding', found);
  const { findings } = (await w.executor.look(certificate, id)).state;
  await of(on, COMMUNE, 'RecordRemedy', { finding: findings.at(-1)?.at, document: doc('BC', on) });
  await of(on, COMMUNE, 'AskForReplacement', { because: 'lost', letter: doc('ĐN', on) });
  await of(on, SIGNER, 'ReplaceCertificate', { replacedOn: on });
  await propose();
  await of(on, PROVINCE, 'HearProducer', { minutes: doc('BB', on), attended: true });
  await of(on, SIGNER, 'DropRevocation', { reason: 'Đã khắc phục', document: doc('TB', on) });
  await propose();
  await of(on, PROVINCE, 'HearProducer', { minutes: doc('BB', on), attended: false });
  const late = '2027-08-19';
  await of(late, SIGNER, 'RevokeCertificate', { number: 'GCN-buoi', decision: doc('QĐ', late) });
  const { facts } = await w.executor.look(certificate, id);
  const last = ['RevocationProposed', 'ProducerHeard', 'CertificateRevoked'].map((type) =>
    facts.findLastIndex((fact) => fact.type === type),
  );
  await of(late, PROVINCE, 'AnnulFacts', { revisions: last, reason: 'Nhầm', document: doc('HB', late) });
}

/** Master data that change: a cycle follows before its dossier is filed, and is told afterwards. */
async function keptUpToDate(w: Told): Promise<void> {
  const register = (category: string, id: string) => {
    const it = telling(w, id, category);
    const document = doc('MH-SP', '2027-05-20');
    return (name: string, input: object) => it('2027-05-20', PROVINCE, name, { document, ...input });
  };
  w.at('2027-05-20');
  for (const product of ['xoai-mau', 'xoai-mau-2', 'mit-mau']) await addProduct(w, product);
  const mango = register('product', 'xoai-mau');
  const coffee = register('product', 'ca-phe-mau');
  const owner = register('producer', 'htx-xoai-mau-2');
  const cycles = ['66-2027-xoai-mau-1', '66-2027-mit-mau-1', '66-2027-ca-phe-mau-1'].map((id) => telling(w, id));
  for (const cycle of cycles.slice(0, 2)) await cycle('2027-05-20', COMMUNE, 'StartCycle');
  await mango('MoveProduct', { producer: 'htx-xoai-mau-2' });
  await mango('TakeInDuplicate', { duplicate: 'xoai-mau-2' });
  await register('product', 'xoai-mau-2')('EndProduct', { into: 'xoai-mau', reason: 'Đăng ký hai lần' });
  await register('product', 'mit-mau')('EndProduct', { reason: 'Không còn sản xuất' });
  await mango('CorrectFact', { revision: 0, changes: { name: 'Xoài mẫu' }, reason: 'Sai tên' });
  await coffee('MoveProduct', { place: '650-02' });
  await coffee('AnnulFacts', { revisions: [1], reason: 'Nhầm sản phẩm' });
  await coffee('MoveProduct', { place: '650-02' });
  for (const cycle of cycles) await cycle('2027-05-20', undefined);
  await register('product', 'mit-mau')('AnnulFacts', { revisions: [1], reason: 'Vẫn còn sản xuất' });
  await cycles[1]?.('2027-05-20', undefined);
  await owner('RenameProducer', { name: 'Hợp tác xã Xoài', reason: 'Đổi tên' });
  await owner('MoveProducer', { place: '650-02' });
  await owner('CorrectFact', { revision: 0, changes: { kind: 'cooperative-group' }, reason: 'Sai loại hình' });
  await owner('AnnulFacts', { revisions: [2], reason: 'Nhầm' });
  await owner('GiveConsent', { purpose: 'public-certificate' });
  await owner('WithdrawConsent', { purpose: 'public-certificate' });
  await owner('EndProducer', { reason: 'Giải thể' });
}

/** An officer subscribes to what is due, and gives the address up again. */
async function subscribed(w: World): Promise<void> {
  const id = 'a'.repeat(64);
  const own = (name: string, input: object) =>
    w.give({ by: DISTRICT, command: getCommand('calendarFeed', name), id, input });
  await own('OpenFeed', { province: '66', account: DISTRICT, unit: '650' });
  await own('RevokeFeed', {});
}

/** Somebody had what was written about them erased, of each kind of stream that takes such. */
/** The letters of one officer: sent, lost, asked for again, of no use any more. */
async function posted(w: World): Promise<void> {
  await w.give({ by: 'demo-admin', command: getCommand('postOffice', 'SetPost'), id: '66', input: { open: true } });
  const said = { text: 'greeting', vi: 'Kính gửi ông/bà {reader}' };
  await w.give({ by: 'demo-province', command: getCommand('postOffice', 'SetWording'), id: '66', input: said });
  const back = { text: 'greeting' };
  await w.give({ by: 'demo-province', command: getCommand('postOffice', 'TakeWordingBack'), id: '66', input: back });
  let given = 0;
  const workflow = async (category: string, id: string, name: string, input: object) => {
    const { outcome } = await w.executor.execute({
      command: getCommand(category, name),
      id,
      input,
      commandId: `golden/post/${++given}`,
      caller: { kind: 'workflow', id: 'postOffice/66' },
    });
    if (outcome !== 'appended') throw new Error(`${name} was ${outcome}`);
  };
  const letter = (no: number) =>
    workflow('letters', DISTRICT, 'RequestLetter', {
      no,
      province: '66',
      template: '1',
      covers: [`productCycle-66-2022-ca-phe-mau-1@${no}`],
      content: 'Kính gửi: Cán bộ OCOP cấp huyện',
    });
  const became = (no: number, outcome: string, code?: string) =>
    workflow('letters', DISTRICT, 'RecordAttempt', { no, outcome, channel: 'smtp', ...(code ? { code } : {}) });
  const own = (name: string, no: number) =>
    w.give({ by: DISTRICT, command: getCommand('letters', name), id: DISTRICT, input: { no } });
  await letter(1);
  await became(1, 'failed', 'SMTP_451');
  await became(1, 'sent');
  await own('OpenLetter', 1);
  await letter(2);
  await became(2, 'refused', 'SMTP_550');
  await own('AskAgain', 2);
  await became(2, 'obsolete');
  const through = 'productCycle-66-2022-ca-phe-mau-1@2';
  await workflow('postOffice', '66', 'SendOutPost', { slot: w.now(), morning: true, through });
}

async function forgotten(w: World): Promise<void> {
  const forget = (category: string, id: string, field: string) =>
    w.give({
      by: 'demo-admin',
      command: getCommand(category, 'ForgetValues'),
      id,
      input: { fields: [field], ground: 'asked', document: doc('ĐN', '2027-05-20') },
    });
  await forget('account', 'demo-former', 'telephone');
  await forget('certificate', '66-2030-buoi-mau-1', 'reason');
  await forget('producer', 'htx-xoai-mau-2', 'name');
  await forget('product', 'xoai-mau-2', 'reason');
  await forget('productCycle', '66-2022-ca-phe-mau-1', 'remarks');
  await w.give({
    by: 'demo-admin',
    command: getCommand('productCycle', 'EraseFile'),
    id: '66-2022-ca-phe-mau-1',
    input: { sha256: 'ab'.repeat(32), ground: 'entered-by-mistake', document: doc('ĐN', '2027-05-20') },
  });
  await forget('unitTree', '66', 'reason');
  await forget('councilSession', '66-2027-hoi-dong-tinh-1', 'notes');
  await forget('letters', DISTRICT, 'content');
}

type Admin = (category: string, name: string, id: string, input: unknown) => Promise<unknown>;

/** Somebody acts for another for a fortnight; a telephone is lost and found again. */
async function accountsStopped(w: World, admin: Admin): Promise<void> {
  const until = '2022-12-31';
  const leave = { grant: 'thay', holder: 'demo-former', holds: 'district-officer-650', from: '2022-12-20', until };
  const delegate = { by: 'demo-former', command: getCommand('account', 'DelegateRole'), id: 'demo-thay' };
  await w.give({ ...delegate, input: { ...leave, document: doc('UQ', '2022-12-19') } });
  await admin('account', 'SuspendAccount', 'demo-former', { reason: 'Mất điện thoại' });
  await admin('account', 'ReinstateAccount', 'demo-former', {});
  await admin('account', 'RenewCredentials', 'demo-former', {});
}

async function everythingElse(w: World): Promise<void> {
  await grant(w.give, { id: 'demo-former', role: 'district-officer', unit: '650' });
  const admin = (category: string, name: string, id: string, input: unknown) =>
    w.give({ by: 'demo-admin', command: getCommand(category, name), id, input });
  const days = { holidays: ['2022-01-03', '2022-12-30'] };
  const completed = { days, document: doc('TB', '2022-12-20') };
  await w.give({ by: PROVINCE, command: getCommand('calendar', 'CompleteCalendar'), id: '2022', input: completed });
  const seldom = { email: 'can-bo@example.invalid', telephone: '0262 3850 000', delivery: 'at-once' };
  await admin('account', 'SetContact', 'demo-former', seldom);
  await accountsStopped(w, admin);
  await admin('account', 'RevokeRole', 'demo-former', { grant: 'district-officer-650', until: '2022-12-31' });
  await admin('unitTree', 'AbolishUnit', '66', {
    code: '657-02',
    until: '2022-12-31',
    successors: ['657-01'],
    document: doc('NQ', '2022-12-01'),
  });
  await unitsReformed(w, admin);
  await divided(w, admin);
  await joined(w, admin);
  const clock = { command: getCommand('demoClock', 'SetDemoClock'), id: 'demo' };
  await w.give({ by: 'installation', ...clock, input: { province: '66', offsetMs: -86_400_000 } });
  await admin('officeClock', 'ConfirmClock', 'office', { province: '66' });
  await admin('demoClock', 'MoveDemoClock', 'demo', { byMs: 604_800_000 });
  await keysOfTheLog(w, admin);
}

/** The form alone is the domain's affair: no key of these seals anything. */
async function keysOfTheLog(
  w: World,
  admin: (category: string, name: string, id: string, input: unknown) => Promise<unknown>,
): Promise<void> {
  const key = (id: string) => `log.example.invalid+${id}+${'AQ'.padEnd(44, 'A')}`;
  await admin('logKeys', 'AnnounceRootKey', 'office', { province: '66', root: key('00000000') });
  const certificate = `${'A'.repeat(91)}=`;
  const days = { from: '2027-01-01', until: '2027-12-31' };
  await admin('logKeys', 'CertifyLogKey', 'office', { key: key('11111111'), ...days, certificate });
  await admin('logKeys', 'RevokeLogKey', 'office', { keyId: '11111111', reason: 'retired' });
  await admin('logKeys', 'NameWitnesses', 'office', { accounts: ['demo-province'] });
  const root = `${'A'.repeat(43)}=`;
  const [sealedAt, line] = [w.now(), `2027-01-01 log.example.invalid 12 ${root}`];
  const note = `log.example.invalid\n12\n${root}\nsealed ${sealedAt}\n\n— log.example.invalid AAAA\n`;
  const sent = await w.executor.execute({
    command: getCommand('logKeys', 'TellSeal'),
    id: 'office',
    input: { size: 12, sealedAt, line, note },
    commandId: 'notary/TellSeal/12',
    caller: { kind: 'workflow', id: 'notary' },
  });
  if (sent.outcome !== 'appended') throw new Error(`the seal was not told: ${sent.outcome}`);
  const input = { kept: 8, lost: [{ size: 12, root }], decision: doc('BC', '2027-05-01') };
  await w.give({ by: 'installation', command: getCommand('logKeys', 'AcceptRestore'), id: 'office', input });
}

/** The office gives streams other names before it is joined to another, and keeps one after all. */
async function joined(
  w: World,
  admin: (category: string, name: string, id: string, input: unknown) => Promise<unknown>,
): Promise<void> {
  const document = doc('NQ', '2027-05-01');
  await admin('movedStreams', 'MoveStream', '66', { from: 'product-tra-mau', to: 'product-tra-mau-66', document });
  await admin('movedStreams', 'KeepStream', '66', { from: 'product-tra-mau', document });
  const of = (n: number) => ({
    installation: `00000000-0000-4000-8000-00000000000${n}`,
    events: n,
    head: String(n).repeat(64),
  });
  const input = { province: '66', ours: of(1), theirs: of(2), leftOut: [], decision: document };
  const command = getCommand('joining', 'RecordJoining');
  await w.give({ by: 'installation', command, id: '1-2', input });
}

/** A commune is divided, and what lay there is placed. */
async function divided(
  w: World,
  admin: (category: string, name: string, id: string, input: unknown) => Promise<unknown>,
): Promise<void> {
  const document = doc('NQ', '2027-05-01');
  const from = w.now().slice(0, 10);
  for (const code of ['24001', '24002']) {
    const unit = { code, name: `xã minh họa ${code}`, level: 'commune', parent: '66', from, replaces: ['650-01'] };
    await admin('unitTree', 'RegisterUnit', '66', { ...unit, document });
  }
  for (const [category, name, id] of [
    ['product', 'PlaceProduct', 'tra-mau'],
    ['producer', 'PlaceProducer', 'htx-tra-mau'],
    ['productCycle', 'PlaceCycle', '66-2022-tra-mau-1'],
  ] as const)
    await w.give({ by: PROVINCE, command: getCommand(category, name), id, input: { place: '24001', document } });
}

/** A commune is renamed and put under another district; both were mis-keyed. */
async function unitsReformed(
  w: World,
  admin: (category: string, name: string, id: string, input: unknown) => Promise<unknown>,
): Promise<void> {
  const reform = { code: '657-01', from: '2023-01-01', document: doc('NQ', '2022-12-01') };
  await admin('unitTree', 'RenameUnit', '66', { ...reform, name: 'xã minh họa mới' });
  await admin('unitTree', 'MoveUnit', '66', { ...reform, parent: '650' });
  const revision = (await w.store.readStream('unitTree-66')).length - 2;
  const why = { reason: 'Nhầm', document: doc('CV', '2022-12-20') };
  const changes = { name: 'xã minh họa đổi tên' };
  await admin('unitTree', 'CorrectFact', '66', { revision, changes, ...why });
  await admin('unitTree', 'AnnulFacts', '66', { revisions: [revision + 1], ...why });
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../../test/golden');
  const written = await writeMissingGolden(folder);
  console.log(
    written.length === 0 ? 'Golden fixtures: none missing.' : `Golden fixtures written:\n${written.join('\n')}`,
  );
}
