import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificate } from '../../domain/certificate/certificate.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { getCommand } from '../../domain/registry.ts';
import { rehearsing } from '../../test/rehearsal.ts';
import { type History, openCaughtUp, paper, recogniseOne, richHistory, scratch } from '../history.fixture.ts';
import type { ReadModels } from '../read-models.ts';
import type { CertificateQuestion } from './certificates.ts';

let h: History;
let models: ReadModels;
const at = scratch();

const give = (on: string, by: string, product: string, name: string, input: unknown) =>
  rehearsing(h).give({ on, by, command: getCommand(certificate.category, name), id: h.cycleOf(product), input });

beforeAll(async () => {
  h = await richHistory();
  await recogniseOne(h);
  await recogniseOne(h, 'mit-say');
  const conclusion = paper('KL', '2022-11-15');
  await give('2022-11-15', 'demo-krong-nang-xa-1', 'mit-say', 'ProposeRevocation', { ground: 'other', conclusion });
  const found = { kind: 'post-inspection', result: 'to-remedy', conclusion };
  await give('2022-11-15', 'demo-krong-nang-xa-1', 'gao-mau', 'RecordFinding', found);
  models = await openCaughtUp(h, at.file);
}, 120_000);
afterAll(async () => {
  await models.stop();
  at.remove();
});

const listed = async (question: CertificateQuestion = {}) => {
  const page = await models.certificates.list(question);
  if (isRefusal(page)) throw new Error(page.code);
  return page;
};
const products = async (question?: CertificateQuestion) => (await listed(question)).items.map((i) => i.product);

test('certificates are found by state, month, product and number', async () => {
  const [rice] = (await listed({ product: 'gao-mau' })).items;
  expect(rice).toMatchObject({
    certificate: '66-2022-gao-mau-1',
    number: 'GCN-gao-mau',
    stars: 4,
    from: '2022-11-10',
    until: '2025-11-10',
    month: '2025-11',
    state: 'valid',
    toRemedy: 1,
    served: false,
  });
  expect(await products()).toEqual(['gao-mau', 'mit-say']);
  expect(await products({ state: 'valid', month: '2025-11' })).toHaveLength(2);
  expect(await products({ month: '2025' })).toHaveLength(2);
  expect(await products({ month: '2026' })).toEqual([]);
  expect(await products({ state: 'expired' })).toEqual([]);
  expect(await products({ number: 'GCN-mit-say' })).toEqual(['mit-say']);
  expect(await products({ q: 'gcn gao' })).toEqual(['gao-mau']);
  expect(await products({ revocation: true })).toEqual(['mit-say']);
  expect(await models.certificates.months()).toEqual([{ month: '2025-11', state: 'valid', certificates: 2 }]);
});

test('one that is to be issued says by when', async () => {
  const own = await richHistory();
  await recogniseOne(own);
  const { facts } = await own.executor.look(certificate, own.cycleOf('gao-mau'));
  const issued = facts.find(({ type }) => type === 'CertificateIssued')?.revision;
  const annul = { revisions: [issued], reason: 'Sai số', document: paper('HB', '2022-11-15') };
  const of = { command: getCommand(certificate.category, 'AnnulFacts'), id: own.cycleOf('gao-mau'), input: annul };
  await rehearsing(own).give({ on: '2022-11-15', by: 'demo-province', ...of });
  await rehearsing(own).until('2022-11-16', `certificate-${own.cycleOf('gao-mau')}`);
  const file = scratch();
  const its = await openCaughtUp(own, file.file);
  const waiting = await its.certificates.list({ state: 'to-issue' });
  expect(isRefusal(waiting) ? [] : waiting.items).toMatchObject([{ product: 'gao-mau', issueDueOn: '2022-11-24' }]);
  const due = await its.dueDates.list({ province: '66', today: '2022-11-16', of: { unit: '66' } });
  expect(due.find(({ id }) => id === `certificate-${own.cycleOf('gao-mau')}/issue`)).toMatchObject({
    ...{ dueOn: '2022-11-24', what: { vi: 'cấp giấy chứng nhận' }, above: false, overdue: false },
  });
  await its.stop();
  file.remove();
});

test('a page leads to the next, and a cursor of another list to a refusal', async () => {
  const first = await listed({ limit: 1 });
  expect([first.total, first.items.map((i) => i.product)]).toEqual([2, ['gao-mau']]);
  expect(await products({ limit: 1, cursor: first.next })).toEqual(['mit-say']);
  const other = Buffer.from(JSON.stringify(['dueOn', 1, 'x'])).toString('base64url');
  expect(await models.certificates.list({ cursor: other })).toMatchObject({ code: 'CURSOR_INVALID' });
});

test('they go under the name that their product has now, and end in their time', async () => {
  const own = await richHistory();
  await recogniseOne(own);
  const file = scratch();
  const its = await openCaughtUp(own, file.file);
  const rename = { revision: 0, changes: { name: 'Gạo mới' }, reason: 'Sai tên', document: paper('ĐC', '2022-11-15') };
  const product = { command: getCommand('product', 'CorrectFact'), id: 'gao-mau', input: rename };
  await rehearsing(own).give({ on: '2022-11-15', by: 'demo-province', ...product });
  await its.waitFor(await own.head(), 10_000);
  const named = await its.certificates.list({ q: 'gao moi' });
  expect(isRefusal(named) ? [] : named.items).toMatchObject([{ productName: 'Gạo mới', state: 'valid' }]);
  await rehearsing(own).until('2025-11-11', `certificate-${own.cycleOf('gao-mau')}`);
  await its.waitFor(await own.head(), 10_000);
  const ended = await its.certificates.list({ state: 'expired' });
  expect(isRefusal(ended) ? [] : ended.items).toMatchObject([{ product: 'gao-mau', warned: [180, 120, 90, 30] }]);
  await its.stop();
  file.remove();
}, 120_000);
