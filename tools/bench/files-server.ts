// The API with its store of files in a process of its own, so that its memory is nobody else's. It says where it is, and on
// a word how much it takes, that a dossier was filed, or what a verification finds in a zip.
import { served } from '../../api/world.fixture.ts';
import { verifyDossierZip } from '../../moving/verify-zip.ts';
import type { Question } from './files-side.ts';

const GB = 1024 * 1024 * 1024;
const s = await served((parts) => ({
  files: { ...parts.files, most: 4 * GB, mostOfDossier: 8 * GB },
  requestsPerMinute: 0,
}));
const earlier = { year: 2021, outcome: 'rated', stars: 2, document: { number: 'TB', date: '2021-12-01' } };
const by = 'demo-krong-nang-xa-1';
const paper = (number: string) => ({ number, date: '2022-02-01' });

async function give(command: string, body: unknown): Promise<void> {
  const { status, text } = await s.ask(`/v1/product-cycles/${s.cycle}/${command}`, { by, body });
  if (status >= 300) throw new Error(`${command}: ${text}`);
}

await give('start-cycle', { entry: 'rating', earlier });

async function answer(what: Question): Promise<unknown> {
  if ('memory' in what) return process.memoryUsage().rss;
  if ('verify' in what) {
    const { counts, papers, events } = await verifyDossierZip(what.verify, s.store);
    return { ...counts, papers, events };
  }
  if ('evidence' in what) {
    for (const { id, sha256 } of what.evidence)
      await give('add-evidence', { id, kind: 'other', document: { ...paper(id), sha256 } });
    return undefined;
  }
  s.at('2022-06-02');
  await give('confirm-local-shares', { labour: 7500, material: 8000, document: paper('XN') });
  await give('submit-dossier', { criteriaSet: 'R2019/6' });
  return undefined;
}

process.on('message', async ({ no, what }: { no: number; what: Question | 'stop' }) => {
  if (what === 'stop') return void (await s.close().finally(() => process.exit(0)));
  const said = await answer(what).catch((error: Error) => ({ error: error.message }));
  process.send?.({ no, said });
});
process.send?.({ url: s.url, cycle: s.cycle, by });
