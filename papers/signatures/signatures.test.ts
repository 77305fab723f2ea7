// Signatures of PDFs that are signed here, by certificates of our own, and what somebody may do to such a file afterwards.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdf } from '../files/samples.fixture.ts';
import { signaturesOf } from './signatures.ts';
import { type Holder, holder, signed } from './signing.fixture.ts';
import type { Source } from './source.ts';

const AT = '2022-11-10T02:00:00Z';
const NOW = '2022-11-12T02:00:00.000Z';
let root: Holder;
let chair: Holder;
let plain: Buffer;
let paper: Buffer;
beforeAll(async () => {
  root = await holder({ name: 'Gốc mẫu' });
  chair = await holder({ name: 'Nguyễn Văn Mẫu', by: root });
  plain = await pdf('Quyết định');
  paper = await signed(plain, { by: chair, at: AT });
});

/** In small pieces: what is looked for lies across them. */
const inMemory = (bytes: Buffer): Source => ({
  size: bytes.length,
  async *pieces() {
    for (let at = 0; at < bytes.length; at += 1009) yield bytes.subarray(at, at + 1009);
  },
  at: async (from, to) => bytes.subarray(from, to),
  hashOf: async (algorithm, parts) => {
    const hash = createHash(algorithm);
    for (const [from, to] of parts) hash.update(bytes.subarray(from, to));
    return hash.digest();
  },
});
const seen = (bytes: Buffer, now = NOW, roots = [root.certificate]) => signaturesOf(inMemory(bytes), { roots, now });
const doubtsOf = async (...of: Parameters<typeof seen>) => (await seen(...of)).map(({ doubts }) => doubts);

describe('a signed PDF', () => {
  test('tells who signed, when, and that it holds', async () => {
    expect(await seen(paper)).toEqual([
      {
        signer: 'Nguyễn Văn Mẫu',
        organisation: 'Ủy ban nhân dân mẫu',
        issuer: 'Gốc mẫu',
        at: '2022-11-10T02:00:00.000Z',
        verdict: 'good',
        doubts: [],
      },
    ]);
    expect(await seen(plain)).toEqual([]);
  });
  test('also by RSA, and over a certificate in between that came along', async () => {
    const rsa = await holder({ name: 'RSA', by: root, isRsa: true });
    expect(await doubtsOf(await signed(plain, { by: rsa, at: AT }))).toEqual([[]]);
    const between = await holder({ name: 'Trung gian', by: root, certifies: true });
    const below = await holder({ name: 'Lê Văn Mẫu', by: between });
    const chain = [between.certificate];
    expect(await doubtsOf(await signed(plain, { by: below, at: AT, chain }))).toEqual([[]]);
    expect(await doubtsOf(await signed(plain, { by: below, at: AT }))).toEqual([['root-unknown']]);
    expect(await doubtsOf(await signed(plain, { by: chair, at: AT, hash: 'SHA-1' }))).toEqual([['weak']]);
  });
  test('that was changed anywhere afterwards does not hold', async () => {
    const gap = paper.indexOf('/Contents <');
    for (const at of [20, plain.length >> 1, gap - 3, paper.length - 20]) {
      const other = Buffer.from(paper);
      other.writeUInt8((other[at] ?? 0) ^ 1, at);
      const [one] = await seen(other);
      expect(one?.verdict ?? 'gone', String(at)).not.toBe('good');
    }
    const text = Buffer.from(paper.toString('latin1').replace('/Catalog', '/Catalox'), 'latin1');
    expect(await doubtsOf(text)).toEqual([['changed']]);
  });
  test('to which something was added that nobody signed says so; line ends are nothing', async () => {
    expect(await doubtsOf(Buffer.concat([paper, Buffer.from('\n\n')]))).toEqual([[]]);
    const update = Buffer.from('\n5 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n');
    expect(await doubtsOf(Buffer.concat([paper, update]))).toEqual([['added-after']]);
  });
  test('twice has both, and the first says that a later one covers what came afterwards', async () => {
    const other = await holder({ name: 'Trần Thị Mẫu', by: root });
    const twice = await signed(paper, { by: other, at: '2022-11-11T02:00:00Z' });
    expect(await seen(twice)).toMatchObject([
      { signer: 'Nguyễn Văn Mẫu', verdict: 'good', doubts: ['signed-on'] },
      { signer: 'Trần Thị Mẫu', verdict: 'good', doubts: [] },
    ]);
  });
  test('with the time stamp of a trusted authority has that time, also once the certificate has run out', async () => {
    const authority = await holder({ name: 'Dấu thời gian mẫu', by: root, stamps: true });
    const at = '2022-11-10T02:00:05Z';
    const stamped = await signed(plain, { by: chair, at: AT, stamp: { by: authority, at } });
    const told = { at: '2022-11-10T02:00:05.000Z', stampedBy: 'Dấu thời gian mẫu', verdict: 'good', doubts: [] };
    expect(await seen(stamped)).toMatchObject([told]);
    expect(await seen(stamped, '2033-01-01T00:00:00.000Z')).toMatchObject([told]);
    const past = await holder({ name: 'Hết hạn', by: root, until: '2022-11-01' });
    expect(
      await doubtsOf(await signed(plain, { by: past, at: '2022-10-01T00:00:00Z', stamp: { by: authority, at } })),
    ).toEqual([['expired', 'root-unknown']]);
  });
  test('with a stamp that is of something else, by a person, or by a stranger has the time that its signer says', async () => {
    const authority = await holder({ name: 'Dấu thời gian mẫu', by: root, stamps: true });
    const stranger = await holder({ name: 'Lạ', by: await holder({ name: 'Gốc khác' }), stamps: true });
    const at = '2022-11-10T02:00:05Z';
    const bySigner = async (stamp: { by: Holder; at: string; over?: Buffer }) =>
      (await seen(await signed(plain, { by: chair, at: AT, stamp }))).map(({ at, stampedBy, doubts }) => [
        at,
        stampedBy,
        doubts,
      ]);
    const claimed = '2022-11-10T02:00:00.000Z';
    expect(await bySigner({ by: authority, at, over: Buffer.from('khác') })).toEqual([
      [claimed, undefined, ['stamp-broken']],
    ]);
    expect(await bySigner({ by: chair, at })).toEqual([[claimed, undefined, ['stamp-broken']]]);
    expect(await bySigner({ by: stranger, at })).toEqual([[claimed, undefined, ['stamp-unknown']]]);
  });
  test('by somebody whom no trusted root knows leaves a doubt, as where none is trusted', async () => {
    const stranger = await holder({ name: 'Ai đó', by: await holder({ name: 'Gốc khác' }) });
    expect(await doubtsOf(await signed(plain, { by: stranger, at: AT }))).toEqual([['root-unknown']]);
    expect(await doubtsOf(paper, NOW, [])).toEqual([['root-unknown']]);
    // Who is certified certifies nobody.
    const below = await holder({ name: 'Dưới nữa', by: chair });
    expect(await doubtsOf(await signed(plain, { by: below, at: AT, chain: [chair.certificate] }))).toEqual([
      ['root-unknown'],
    ]);
  });
  test('by a certificate of other days does not hold; one that ran out since leaves a doubt', async () => {
    const past = await holder({ name: 'Hết hạn', by: root, until: '2022-11-01' });
    expect((await doubtsOf(await signed(plain, { by: past, at: AT })))[0]).toContain('expired');
    expect(await doubtsOf(paper, '2033-01-01T00:00:00.000Z')).toEqual([['expired-since']]);
    expect(await doubtsOf(paper, '2022-11-09T00:00:00.000Z')).toEqual([['ahead']]);
  });
  test('with a range that leaves a place out, or reaches beyond the file, does not hold', async () => {
    const text = paper.toString('latin1');
    const [range = ''] = /\/ByteRange \[[^\]]*\]/.exec(text) ?? [];
    const [, gap, then, rest] = (range.match(/\d+/g) ?? []).map(Number) as [number, number, number, number];
    for (const other of [
      `0 ${gap - 10} ${then} ${rest}`,
      `0 ${gap} ${then + 10} ${rest - 10}`,
      `0 ${gap} ${then} ${rest + 999}`,
      `1 ${gap - 1} ${then} ${rest}`,
    ]) {
      const changed = text.replace(range, `/ByteRange [${other}]`.padEnd(range.length));
      expect(await doubtsOf(Buffer.from(changed, 'latin1')), other).toEqual([['range-broken']]);
    }
  });
  test('whose signature is broken anywhere is told so, whatever the bytes are', async () => {
    const from = paper.indexOf('/Contents <') + '/Contents <'.length;
    const length = paper.toString('latin1', from).search(/0{64}/) >> 1;
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(paper.toString('latin1', from, from + 2 * length), 'hex');
        bytes.writeUInt8((bytes[at] ?? 0) ^ by, at);
        const other = Buffer.from(paper);
        other.write(bytes.toString('hex'), from, 'latin1');
        expect(await seen(other)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
    const none = Buffer.from(paper);
    none.fill('f', from, from + 200);
    expect(await doubtsOf(none)).toEqual([['unreadable']]);
  });
});
