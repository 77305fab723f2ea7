import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { VaultError } from '../../vault/port.ts';
import { allRows, key, newOffice, refOfKey, type VaultSubject } from './vault-subject.ts';

const TEXTS = {
  'Vietnamese, composed and decomposed': 'Đắk Lắk, nước mắm'.normalize('NFC').concat('ế'.normalize('NFD')),
  'beyond the basic plane': '🫘☕ 𠜎 👩‍🌾 \u{10ffff}',
  'control characters': '\u0000\u0001\t\n\r\u007f\\"\'/{},NULL',
  'nothing at all': '',
  'a page of it': 'ệ'.repeat(200_000),
} as const;

export function sealContract(subject: VaultSubject): void {
  test('gives each value a reference and a salted commitment, and reveals it', async () => {
    const { vault } = await newOffice(subject);
    const [name, contact] = await vault.seal([key('c1', 'Nguyễn Văn A'), key('c1', '0905', '/contact')]);
    expect(name?.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(name?.commitment).not.toBe(createHash('sha256').update('Nguyễn Văn A').digest('hex'));
    expect([name?.ref, contact?.ref]).toEqual([refOfKey('c1'), refOfKey('c1', '/contact')]);
    expect(await vault.reveal(name?.ref ?? '')).toBe('Nguyễn Văn A');
    expect(await vault.reveal(contact?.ref ?? '')).toBe('0905');
    expect(await vault.reveal('vault:none')).toBeUndefined();
  });

  for (const [name, text] of Object.entries(TEXTS))
    test(`a text comes back as it was: ${name}`, async () => {
      const { vault, another } = await newOffice(subject);
      const [sealed] = await vault.seal([key('c1', text)]);
      expect(await (await another()).reveal(sealed?.ref ?? '')).toBe(text);
      expect((await vault.rows({ limit: 1 }))[0]?.value).toBe(text);
    });

  test('the commitment is SHA-256 of a salt of 32 bytes and the value', async () => {
    const { vault } = await newOffice(subject);
    const [sealed] = await vault.seal([key('c1', 'Ẫ')]);
    const [row] = await vault.rows({ limit: 1 });
    const salt = Buffer.from(row?.salt ?? '', 'hex');
    expect(salt).toHaveLength(32);
    const expected = createHash('sha256').update(salt).update('Ẫ', 'utf8').digest('hex');
    expect([sealed?.commitment, row?.commitment]).toEqual([expected, expected]);
  });

  test('equal values under different keys have different commitments', async () => {
    const { vault } = await newOffice(subject);
    const [a, b] = await vault.seal([key('c1', 'A'), key('c2', 'A')]);
    expect(a?.commitment).not.toBe(b?.commitment);
  });

  test('a repeat gives the same reference and commitment, also on another node and in one call', async () => {
    const { vault, another } = await newOffice(subject);
    const [first] = await vault.seal([key('c1', 'A')]);
    expect(await vault.seal([key('c1', 'A')])).toEqual([first]);
    expect(await (await another()).seal([key('c1', 'A')])).toEqual([first]);
    expect(await vault.seal([key('c1', 'A'), key('c2', 'B'), key('c1', 'A')])).toMatchObject([first, {}, first]);
    expect(await allRows(vault)).toHaveLength(2);
  });

  test('another value under the same key has another commitment and changes nothing', async () => {
    const { vault } = await newOffice(subject);
    const [first] = await vault.seal([key('c1', 'A')]);
    const [second] = await vault.seal([key('c1', 'B')]);
    expect(second?.ref).toBe(first?.ref);
    expect(second?.commitment).not.toBe(first?.commitment);
    expect(await vault.reveal(first?.ref ?? '')).toBe('A');
    expect(await vault.seal([key('c1', 'A')])).toEqual([first]);
  });

  test('of two values for one key in one call the first is sealed', async () => {
    const { vault } = await newOffice(subject);
    const [a, b] = await vault.seal([key('c1', 'A'), key('c1', 'B')]);
    expect(a?.commitment).not.toBe(b?.commitment);
    expect(await vault.reveal(a?.ref ?? '')).toBe('A');
    expect(await vault.seal([key('c1', 'B')])).toEqual([b]);
  });

  test('20 callers that seal one key at once agree', async () => {
    const { vault } = await newOffice(subject);
    const answers = await Promise.all(Array.from({ length: 20 }, () => vault.seal([key('c1', 'A')])));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('nodes that seal the same keys at once, in any order, agree', async () => {
    const office = await newOffice(subject);
    const nodes = [office.vault, await office.another(), await office.another()];
    for (let round = 0; round < 10; round++) {
      const values = Array.from({ length: 12 }, (_, i) => key(`c${round}`, `${i}`, `/${i}`));
      const answers = await Promise.all(
        nodes.map(async (vault, node) => {
          const sealed = await vault.seal(node === 1 ? values.toReversed() : values);
          return node === 1 ? sealed.toReversed() : sealed;
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    }
  });

  test('nodes that seal different values under one key at once: one is kept, each is answered for its own', async () => {
    const office = await newOffice(subject);
    const nodes = [office.vault, await office.another(), await office.another(), await office.another()];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(nodes.map((vault, node) => vault.seal([key(`c${round}`, `value ${node}`)])));
      expect(new Set(answers.map(([answer]) => answer?.commitment)).size).toBe(nodes.length);
      const kept = (await office.vault.reveal(refOfKey(`c${round}`))) ?? '';
      const winner = Number(kept.split(' ')[1]);
      expect(await office.vault.seal([key(`c${round}`, kept)])).toEqual(answers[winner]);
    }
  });

  test('what was answered is durable: another node sees it although this one was never closed', async () => {
    const { vault, another } = await newOffice(subject);
    const [sealed] = await vault.seal([key('c1', 'A')]);
    expect(await (await another()).reveal(sealed?.ref ?? '')).toBe('A');
  });

  test('the values of one call are sealed together or not at all, and others of the same turn are not touched', async () => {
    const { vault } = await newOffice(subject);
    const bad = { ...key('c1', '', '/contact'), value: undefined as unknown as string };
    const [failed, sealed] = await Promise.allSettled([
      vault.seal([key('c1', 'A'), bad]),
      vault.seal([key('c2', 'B')]),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(VaultError) });
    expect(sealed).toMatchObject({ status: 'fulfilled' });
    expect((await allRows(vault)).map(({ ref }) => ref)).toEqual([refOfKey('c2')]);
  });

  test('nothing to seal is answered with nothing', async () => {
    const { vault } = await newOffice(subject);
    expect(await vault.seal([])).toEqual([]);
  });
}
