import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Draft } from '../../eventstore/prepare.ts';
import { VaultError } from '../../vault/port.ts';
import { allRows, key, keyOfCommand, newOffice, seal, type VaultSubject } from './vault-subject.ts';

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
    const [name, contact] = await seal(vault, [key('c1', 'Nguyễn Văn A'), key('c1', '0905', '/contact')]);
    expect(name?.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(name?.commitment).not.toBe(createHash('sha256').update('Nguyễn Văn A').digest('hex'));
    expect(name?.ref.startsWith(keyOfCommand('c1'))).toBe(true);
    expect(contact?.ref.startsWith(keyOfCommand('c1', '/contact'))).toBe(true);
    expect(await vault.reveal(name?.ref ?? '')).toBe('Nguyễn Văn A');
    expect(await vault.reveal(contact?.ref ?? '')).toBe('0905');
    expect(await vault.reveal('vault:none')).toBeUndefined();
  });

  test('what an event did not commit to is not revealed for it', async () => {
    const { vault } = await newOffice(subject);
    const [name, other] = await seal(vault, [key('c1', 'Nguyễn Văn A'), key('c1', '0905', '/contact')]);
    const { ref = '', commitment } = name ?? {};
    expect(await vault.reveal(ref, commitment)).toBe('Nguyễn Văn A');
    await expect(vault.reveal(ref, other?.commitment)).rejects.toMatchObject({ code: 'VAULT_ROW_DAMAGED' });
    await vault.erase(ref);
    expect(await vault.reveal(ref, commitment)).toBeUndefined();
  });

  for (const [name, text] of Object.entries(TEXTS))
    test(`a text comes back as it was: ${name}`, async () => {
      const { vault, another } = await newOffice(subject);
      const [sealed] = await seal(vault, [key('c1', text)]);
      expect(await (await another()).reveal(sealed?.ref ?? '')).toBe(text);
      expect((await vault.rows({ limit: 1 }))[0]?.value).toBe(text);
    });

  test('the commitment is SHA-256 of a salt of 32 bytes and the value', async () => {
    const { vault } = await newOffice(subject);
    const [sealed] = await seal(vault, [key('c1', 'Ẫ')]);
    const [row] = await vault.rows({ limit: 1 });
    const salt = Buffer.from(row?.salt ?? '', 'hex');
    expect(salt).toHaveLength(32);
    const expected = createHash('sha256').update(salt).update('Ẫ', 'utf8').digest('hex');
    expect([sealed?.commitment, row?.commitment]).toEqual([expected, expected]);
  });

  test('a draft is in memory: it tells what the events will hold, and the vault stays as it is', async () => {
    const { vault } = await newOffice(subject);
    const [draft] = vault.draft([key('c1', 'A')]);
    expect(await vault.reveal(draft?.ref ?? '')).toBeUndefined();
    expect(await allRows(vault)).toEqual([]);
    await vault.seal([draft as Draft]);
    expect(await vault.reveal(draft?.ref ?? '')).toBe('A');
  });

  test('no two drafts have a reference or a commitment in common, not even of one value under one key', async () => {
    const { vault, another } = await newOffice(subject);
    const drafts = [...vault.draft([key('c1', 'A'), key('c1', 'A')]), ...(await another()).draft([key('c1', 'A')])];
    for (const part of ['ref', 'commitment'] as const) expect(new Set(drafts.map((d) => d[part])).size).toBe(3);
  });

  test('drafts that are sealed again change nothing, also on another node', async () => {
    const { vault, another, clock } = await newOffice(subject);
    const drafts = vault.draft([key('c1', 'A'), key('c2', 'B')]);
    await vault.seal(drafts);
    const before = await allRows(vault);
    clock.now = '2022-04-01T02:00:00.000Z';
    await Promise.all([vault.seal(drafts), vault.seal(drafts), (await another()).seal(drafts.toReversed())]);
    expect(await allRows(vault)).toEqual(before);
  });

  test('what was sealed for one key with different values stands side by side, each revealed as it was given', async () => {
    const office = await newOffice(subject);
    const nodes = [office.vault, await office.another(), await office.another(), await office.another()];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(nodes.map((vault, node) => seal(vault, [key(`c${round}`, `value ${node}`)])));
      for (const [node, [answer]] of answers.entries())
        expect(await office.vault.reveal(answer?.ref ?? '')).toBe(`value ${node}`);
    }
  });

  test('a repeat finds what was sealed for its key, on every node, and recomputes the commitment with its salt', async () => {
    const { vault, another } = await newOffice(subject);
    const sealed = await seal(vault, [key('c1', 'A'), key('c1', 'B', '/contact')]);
    await seal(vault, [key('c2', 'A'), key('c1', 'A', '/name/0')]);
    for (const node of [vault, await another()])
      expect(await node.recall([key('c1', 'A'), key('c1', 'B', '/contact')])).toEqual(sealed.map((ref) => [ref]));
  });

  test('other content finds no commitment of what was sealed', async () => {
    const { vault } = await newOffice(subject);
    const [sealed] = await seal(vault, [key('c1', 'A')]);
    const [[recalled] = []] = await vault.recall([key('c1', 'B')]);
    expect(recalled?.ref).toBe(sealed?.ref);
    expect(recalled?.commitment).not.toBe(sealed?.commitment);
    expect(await vault.recall([key('c2', 'A')])).toEqual([[]]);
    expect(await vault.recall([])).toEqual([]);
  });

  test('of several values under one key a repeat fits its own alone', async () => {
    const { vault } = await newOffice(subject);
    const sealed = (await Promise.all(['A', 'B', 'C'].map((value) => seal(vault, [key('c1', value)])))).flat();
    const [known = []] = await vault.recall([key('c1', 'B')]);
    expect(known.map(({ ref }) => ref)).toEqual(sealed.map(({ ref }) => ref).sort());
    const commitments = new Set(sealed.map(({ commitment }) => commitment));
    expect(known.filter(({ commitment }) => commitments.has(commitment))).toEqual([sealed[1]]);
  });

  test('what the previous release sealed is revealed and recalled: its reference is the key alone', async () => {
    const { vault } = await newOffice(subject);
    const salt = Buffer.alloc(32, 7);
    const commitment = createHash('sha256').update(salt).update('A').digest('hex');
    const ref = `vault:${createHash('sha256').update('["producer-a","c1","/name"]').digest('hex').slice(0, 40)}`;
    await vault.adopt([{ ref, salt: salt.toString('hex'), value: 'A', commitment, sealedAt: '2022-02-01T00:00:00Z' }]);
    const [other] = await seal(vault, [key('c1', 'B')]);
    expect(await vault.reveal(ref)).toBe('A');
    expect(await vault.recall([key('c1', 'A')])).toEqual([
      [{ ref, commitment }, expect.objectContaining({ ref: other?.ref })],
    ]);
  });

  test('nodes that seal many at once, in any order, do not hinder each other', async () => {
    const office = await newOffice(subject);
    const nodes = [office.vault, await office.another(), await office.another()];
    for (let round = 0; round < 10; round++)
      await Promise.all(
        nodes.map(async (vault, node) => {
          const values = Array.from({ length: 12 }, (_, i) => key(`c${round}`, `${node}/${i}`, `/${i}`));
          await seal(vault, node === 1 ? values.toReversed() : values);
        }),
      );
    const values = (await allRows(office.vault)).map(({ value }) => value);
    expect(values).toHaveLength(10 * 12 * nodes.length);
    expect(new Set(values).size).toBe(12 * nodes.length);
  });

  test('what was answered is durable: another node sees it although this one was never closed', async () => {
    const { vault, another } = await newOffice(subject);
    const [sealed] = await seal(vault, [key('c1', 'A')]);
    expect(await (await another()).reveal(sealed?.ref ?? '')).toBe('A');
  });

  test('the values of one call are sealed together or not at all, and others of the same turn are not touched', async () => {
    const { vault } = await newOffice(subject);
    const [good, bad] = vault.draft([key('c1', 'A'), key('c1', 'A', '/contact')]) as [Draft, Draft];
    const [failed, sealed] = await Promise.allSettled([
      vault.seal([good, { ...bad, value: undefined as unknown as string }]),
      seal(vault, [key('c2', 'B')]),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(VaultError) });
    expect(sealed).toMatchObject({ status: 'fulfilled' });
    expect((await allRows(vault)).map(({ value }) => value)).toEqual(['B']);
  });

  test('nothing to seal is answered with nothing', async () => {
    const { vault } = await newOffice(subject);
    await vault.seal([]);
    expect(await allRows(vault)).toEqual([]);
  });
}
