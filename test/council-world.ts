// Products that really wait at the district, and a council that is convened over them: what suites of sessions start from.
import { grant } from '../demo/install.ts';
import { walkOf } from '../demo/walk.ts';
import { councilSession } from '../domain/council-session/council-session.ts';
import { isRefusal } from '../domain/kernel/refusal.ts';
import { getCommand } from '../domain/registry.ts';
import { setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { bestWithout } from '../domain/rulebooks/sheets.fixture.ts';
import { rehearsing } from './rehearsal.ts';
import { needed, upTo } from './ways.ts';
import { addProduct, type World } from './world.ts';

export const SESSION = '66-2022-krong-nang-1';
export const [CHAIR, DEPUTY, SECRETARY] = ['demo-hd-chu-tich', 'demo-hd-pho', 'demo-hd-thu-ky'];
const [DISTRICT, MEETING] = ['demo-krong-nang', '2022-06-15'];
const SET = 'R2019/6';

/** Chair, deputy, secretary and as many ordinary members. */
export const councilOf = (ordinary: number) => [
  { account: CHAIR, seat: 'council-chair', from: 'UBND huyện' },
  { account: DEPUTY, seat: 'council-deputy', from: 'Phòng Kinh tế' },
  { account: SECRETARY, seat: 'council-secretary', from: 'Phòng NN&PTNT' },
  ...Array.from({ length: ordinary }, (_, i) => ({
    account: `demo-hd-uy-vien-${i + 1}`,
    seat: 'council-member',
    from: `Phòng ${i + 1}`,
  })),
];

/** A sheet with the best options, but for its first criteria. */
export function sheetWithout(drop: number) {
  const set = setNamed(SET);
  if (isRefusal(set)) throw new Error(set.code);
  return { choices: bestWithout(set, drop) };
}

export type Council = {
  readonly cycles: readonly string[];
  readonly scoring: readonly string[];
  give(by: string, name: string, input?: unknown, key?: string): Promise<void>;
};

/** Products filed, and a council of the district convened over them. */
export async function convened(w: World, products: readonly string[], ordinary = 5): Promise<Council> {
  const rehearsal = rehearsing(w);
  for (const product of products)
    if (!(await w.store.readStream(`product-${product}`)).length) await addProduct(w, product);
  const walks = products.map((product) => walkOf(product));
  const acts = walks.flatMap((walk) => upTo(needed(walk), 'SubmitDossier'));
  await rehearsal.walk(
    [...acts].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0)),
  );
  const cycles = walks.map((walk) => walk.cycle);
  await rehearsal.until('2022-06-06', ...cycles.map((id) => `productCycle-${id}`));
  const members = councilOf(ordinary);
  for (const { account, seat } of members) await grant(w.give, { id: account, role: seat, unit: '650' });
  const give: Council['give'] = async (by, name, input = {}, key) => {
    const command = getCommand(councilSession.category, name);
    await w.give({ by, command, id: SESSION, input, ...(key === undefined ? {} : { key }) });
  };
  const decision = { number: '12/QĐ-UBND', date: '2022-06-06' };
  const scope = { tier: 'district', unit: '650', round: 1, rulebook: 'R2019' };
  await give(DISTRICT, 'ConveneSession', { decision, ...scope, meetsOn: MEETING, members, agenda: cycles });
  return { cycles, scoring: members.filter((m) => m.account !== SECRETARY).map((m) => m.account), give };
}

/** The same, with the dossiers sent, everybody there and the session open. */
export async function inSession(w: World, products: readonly string[], ordinary?: number): Promise<Council> {
  const council = await convened(w, products, ordinary);
  const { cycles, scoring, give } = council;
  await give(DISTRICT, 'DistributeDossiers');
  const none = cycles.map((cycle) => ({ cycle, kind: 'none' }));
  for (const by of scoring) await give(by, 'DeclareConflicts', { products: none });
  w.at(MEETING);
  for (const member of scoring) await give(SECRETARY, 'RecordAttendance', { member, what: 'arrived' });
  await give(CHAIR, 'OpenSession');
  return council;
}
