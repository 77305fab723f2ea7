import { describe, expect, test } from 'vitest';
import { come, doc } from '../../test/domain/story.ts';
import { filesIn } from './files.ts';
import { heldFiles } from './held-files.ts';

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

const erasing = { sha256, ground: 'authority-decided', document: doc('QĐ-XÓA') };

test('a file that the law wants gone is held no longer, and why is a fact that nobody takes back', () => {
  const s = come.toImplementation().did('ReceiveFile', file);
  s.expects('EraseFile', { ...erasing, sha256: 'cd'.repeat(32) }, 'FILE_NOT_HELD');
  s.did('EraseFile', erasing).expects('EraseFile', erasing, 'already-so');
  expect(filesIn(s.facts).get(sha256)?.erased).toEqual(erasing);
  s.expects('ReceiveFile', file, 'FILE_WAS_ERASED');
  const revisions = [s.facts.at(-1)?.revision];
  s.expects('AnnulFacts', { revisions, reason: 'x', document: doc('HB') }, 'FACT_STANDS');
});

test('a file stays as long as one dossier holds it', () => {
  const held = heldFiles();
  const tell = (stream: string, type: string, data: unknown) => held.add({ stream, type, data });
  tell('productCycle-a', 'FileReceived', { sha256, bytes: 1, kind: 'pdf' });
  tell('productCycle-b', 'DossierTakenIn', { zip: 'cd'.repeat(32), files: [{ sha256, bytes: 1, kind: 'pdf' }] });
  tell('productCycle-a', 'FileErased', erasing);
  expect([held.by(sha256), held.erased()]).toEqual([['productCycle-b'], []]);
  tell('productCycle-b', 'FileErased', erasing);
  expect([held.by(sha256), held.erased()]).toEqual([[], [sha256]]);
  tell('productCycle-c', 'EvidenceAdded', { document: { sha256: 'ef'.repeat(32) } });
  expect([sha256, 'ef'.repeat(32), 'aa'.repeat(32)].map(held.isNamed)).toEqual([true, true, false]);
});

describe('a dossier that comes as a zip', () => {
  const zip = 'ee'.repeat(32);
  const one = { account: 'ai', zip, bytes: 9000, files: [{ sha256, bytes: 2048, kind: 'pdf' }] };
  const piece = { id: 'pkn', kind: 'test-report', document: { ...doc('PKN'), sha256 } };

  test('is one fact with its files and adds its evidence, once', () => {
    const s = come.toImplementation().did('TakeInDossier', { ...one, pieces: [piece] });
    s.expects('TakeInDossier', { ...one, pieces: [piece] }, 'already-so');
    expect([...filesIn(s.facts).keys()]).toEqual([sha256]);
    expect(s.state.evidence).toMatchObject([{ id: 'pkn' }]);
  });

  test('is that which was filed here, or none', () => {
    const s = come
      .dossierReady()
      .did('AddEvidence', piece)
      .on('2022-06-02')
      .did('SubmitDossier', { criteriaSet: 'R2019/6' });
    const { manifest } = s.said;
    s.expects('TakeInDossier', one, 'DOSSIER_OTHERWISE_FILED');
    s.expects('TakeInDossier', { ...one, manifest: zip }, 'DOSSIER_OTHERWISE_FILED');
    s.expects('TakeInDossier', { ...one, manifest }, ['DossierTakenIn']);
  });

  test('brings no file back that was erased', () => {
    const s = come.toImplementation().did('ReceiveFile', file).did('EraseFile', erasing);
    s.expects('TakeInDossier', one, 'FILE_WAS_ERASED');
  });
});
