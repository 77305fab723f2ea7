import { rmSync } from 'node:fs';
import { dueActions } from '../domain/product-cycle/due-actions.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { getCommand } from '../domain/registry.ts';
import { openSqliteStore } from '../eventstore/sqlite/sqlite-store.ts';
import { addProduct, worldWithProduct } from '../test/world.ts';

const doc = (number: string, date: string) => ({ number, date });
const totals = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));
const N = Number(process.argv[3] ?? 300);
const file = process.argv[2] as string;
for (const s of ['', '-wal', '-shm', '.lock']) rmSync(file + s, { force: true });
const w = await worldWithProduct({ store: openSqliteStore(file) });
const products = Array.from({ length: N }, (_, i) => `ca-phe-${i + 1}`);
for (const p of products) await addProduct(w, p);
async function process_(id: string) {
  for (;;) {
    const year = (await w.executor.look(programmeYear, '66-2022')).state;
    const state = (await w.executor.look(productCycle, id)).state;
    const [next] = dueActions({
      id,
      state,
      year,
      yearStream: 'programmeYear-66-2022',
      nextYear: undefined,
      at: w.now(),
    }).filter((a) => a.dueAt <= w.now());
    if (!next) return;
    await w.executor.execute({
      command: getCommand('productCycle', next.command),
      id,
      input: {},
      commandId: `${id}/${next.command}/${next.cause}/${next.which}`,
      caller: { kind: 'workflow', id: 'walk' },
    });
  }
}
async function all(day: string, by: string, name: string, input: unknown = {}) {
  w.at(day);
  await Promise.all(
    products.map(async (p) => {
      const id = `66-2022-${p}-1`;
      await process_(id);
      await w.give({
        by: by === 'producer' ? `demo-htx-${p}` : by,
        command: getCommand('productCycle', name),
        id,
        input,
      });
      await process_(id);
    }),
  );
}
await all('2022-02-10', 'demo-krong-nang-xa-1', 'StartCycle', { entry: 'awareness' });
await all('2022-02-15', 'demo-krong-nang-xa-1', 'IdentifyPotential');
await all('2022-03-05', 'producer', 'RegisterIdea', { summary: 'Cà phê rang mộc' });
await all('2022-03-10', 'demo-krong-nang', 'SelectIdea');
await all('2022-03-20', 'demo-province', 'ApproveIdea', { list: doc('05/DS', '2022-03-20') });
await all('2022-04-01', 'producer', 'SubmitPlan', { targetStar: 5, plan: doc('01/PA', '2022-04-01') });
await all('2022-04-10', 'demo-krong-nang', 'SelectPlan');
for (let i = 0; i < 8; i++)
  await all('2022-05-10', 'producer', 'AddEvidence', {
    id: `e${i}`,
    kind: 'story',
    criterion: '5.1',
    document: doc('CC', '2022-05-01'),
  });
await all('2022-05-11', 'demo-krong-nang-xa-1', 'ConfirmLocalShares', {
  labour: 9000,
  material: 8000,
  document: doc('XN', '2022-05-11'),
});
await all('2022-06-02', 'producer', 'SubmitDossier', { criteriaSet: 'R2019/6' });
const result = { minutes: doc('BB', '2022-06-20'), unreadConfirmed: true };
await all('2022-06-21', 'demo-krong-nang', 'RecordTierResult', {
  ...result,
  totals: totals(9100, 9200),
  mean: 9150,
  stars: 5,
});
await all('2022-06-22', 'demo-krong-nang', 'NotifyResult', { letter: doc('CV', '2022-06-22') });
await all('2022-06-22', 'demo-krong-nang', 'CompleteDossier', { documents: [] });
await all('2022-06-23', 'demo-krong-nang', 'ForwardDossier', {
  letter: doc('CV2', '2022-06-23'),
  minutes: doc('BB', '2022-06-20'),
  samples: 5,
});
await all('2022-06-24', 'demo-province', 'ReceiveDossier', { receipt: doc('PN', '2022-06-24') });
await all('2022-07-20', 'demo-province', 'RecordTierResult', {
  ...result,
  totals: totals(9200, 9200, 9200),
  mean: 9200,
  stars: 5,
});
await all('2022-07-21', 'demo-province', 'NotifyResult', { letter: doc('CV', '2022-07-21') });
console.log(await w.store.head());
await w.store.close();
