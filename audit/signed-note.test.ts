// The note format against vectors of others (Go's golang.org/x/mod/sumdb/note), and what is no note.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import {
  COSIGNATURE,
  checkSignature,
  makeSignerKey,
  readNote,
  readSignerKey,
  readVerifierKey,
  showSignerKey,
  signatureLine,
  signNote,
} from './signed-note.ts';
import { leafHash } from './tree-hash.ts';

// From the package's documentation and tests: https://pkg.go.dev/golang.org/x/mod/sumdb/note
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const signedByPeter = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const skey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';

test('reads keys and notes of Go’s tools, and signs as they do', () => {
  const key = readVerifierKey(peter);
  const note = readNote(signedByPeter);
  const [signature] = note?.signatures ?? [];
  if (!key || !note || !signature) throw new Error('it reads them');
  expect(checkSignature(note.text, signature, key)).toEqual({ good: true });
  expect(checkSignature(`${note.text}x\n`, signature, key)).toEqual({ good: false });
  const private_ = readSignerKey(skey);
  if (!private_) throw new Error('it reads it');
  expect([private_.text, showSignerKey(private_), signNote(note.text, private_)]).toEqual([peter, skey, signedByPeter]);
});

test('a witness signs with a time, and its key is none of a log', () => {
  const witness = makeSignerKey('witness.example', COSIGNATURE);
  const text = 'log.example\n3\nAAAA\n';
  const [signature] =
    readNote(`${text}\n${signatureLine(text, witness, new Date('2026-01-01T00:00:00Z'))}`)?.signatures ?? [];
  if (!signature) throw new Error('it reads it');
  expect(checkSignature(text, signature, witness)).toEqual({ good: true, at: new Date('2026-01-01T00:00:00Z') });
  expect(checkSignature(text, signature, { ...witness, type: 1 })).toEqual({ good: false });
  expect(checkSignature(text, signature, makeSignerKey('witness.example', COSIGNATURE))).toBeUndefined();
});

test('what is no key, no note and no checkpoint is none, whatever it holds', () => {
  for (const text of [
    '',
    peter.slice(1),
    `${peter}A`,
    peter.replace('c74f20a3', 'c74f20a4'),
    peter.replace('+AR', '+AQ'),
    '+00000000+AA==',
  ])
    expect(readVerifierKey(text)).toBeUndefined();
  for (const text of [
    '',
    '\n\n',
    'a\n',
    signedByPeter.slice(1, -1),
    signedByPeter.replace('— ', '- '),
    `${signedByPeter}x`,
    signedByPeter.replace('is', '\u0007'),
  ])
    expect(readNote(text)).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect([readVerifierKey(text), readSignerKey(text), readCheckpoint(text)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }),
  );
});

test('a checkpoint says its log, size, root and when; an editor’s BOM and CRLF do it no harm', () => {
  const key = makeSignerKey('log.example/1');
  const at = '2026-11-29T17:00:00.000Z';
  const text = signNote(checkpointText(key.name, { size: 12, root: leafHash('x') }, at), key);
  expect(readCheckpoint(text)).toMatchObject({ origin: key.name, size: 12, root: leafHash('x'), sealedAt: at, text });
  expect(readCheckpoint(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toMatchObject({ size: 12, text });
  for (const wrong of [
    text.replace('\n12\n', '\n012\n'),
    text.replace('\n12\n', '\n-1\n'),
    text.replace('\n12\n', '\n1e3\n'),
    text.slice(0, 40),
  ])
    expect(readCheckpoint(wrong)).toBeUndefined();
});
