import { expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';
import { filesIn } from './files.ts';

const sha256 = 'ab'.repeat(32);
const file = { account: 'ai', sha256, bytes: 2048, kind: 'pdf' };

test('a file is received once, whoever sends it again, and moves nothing', () => {
  const s = come.toImplementation();
  const { step, deadline } = s.state;
  s.did('ReceiveFile', { ...file, fileName: 'Phiếu kiểm nghiệm.pdf' });
  s.expects('ReceiveFile', file, 'already-so');
  expect(s.state).toMatchObject({ step, deadline });
  expect([...filesIn(s.facts).values()]).toMatchObject([{ sha256, bytes: 2048, kind: 'pdf' }]);
  expect(JSON.stringify(s.facts)).not.toContain('kiểm nghiệm');
});

test('what was received is not taken back by a correction', () => {
  const s = come.toImplementation().did('ReceiveFile', file);
  const revisions = [s.facts.at(-1)?.revision];
  s.expects('AnnulFacts', { revisions, reason: 'x', document: doc('HB') }, 'FACT_STANDS');
});

test('an empty file, another kind, or no hash is none', () => {
  for (const wrong of [{ bytes: 0 }, { kind: 'exe' }, { sha256: 'x' }])
    come.toImplementation().expects('ReceiveFile', { ...file, ...wrong }, 'INPUT_INVALID');
});

test('the manifest binds the hash of each file', () => {
  const manifest = (hash?: string) =>
    come
      .dossierReady()
      .did('AddEvidence', {
        id: 'pkn',
        kind: 'test-report',
        document: { ...doc('PKN'), ...(hash ? { sha256: hash } : {}) },
      })
      .on('2022-06-02')
      .did('SubmitDossier', { criteriaSet: 'R2019/6' }).said.manifest;
  expect(new Set([manifest(), manifest(sha256), manifest('cd'.repeat(32))]).size).toBe(3);
});
