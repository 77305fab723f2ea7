import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../eventstore/canonical.ts';
import { digest } from '../eventstore/envelope.ts';
import { envelopesUnder } from './envelopes.ts';
import { envelopesOf, sealKeyAt } from './seal-key.ts';

const key = new Uint8Array(32).fill(7);
const given = (value: unknown, commandId = 'c1') => ({ stream: 'councilSession-1', commandId, path: '/sheet', value });
const sheet = { choices: { '1.1': '1.1/3', '1.2': null } };

describe('an envelope', () => {
  test('opens to what was closed in it, which gives the commitment', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null), fc.array(fc.string()))),
        (choices) => {
          const value = JSON.parse(JSON.stringify({ choices }));
          const { commitment, text } = envelopesUnder(key, canonical).close(given(value));
          const opened = envelopesUnder(key, canonical).open(text);
          expect(opened?.value).toEqual(value);
          expect(digest(opened)).toBe(commitment);
        },
      ),
    );
  });
  test('is the same for the same words of a command, and another for any other', () => {
    const close = (...args: Parameters<typeof given>) => envelopesUnder(key, canonical).close(given(...args));
    expect(close(sheet)).toEqual(close(structuredClone(sheet)));
    expect(close(sheet).commitment).not.toBe(close(sheet, 'c2').commitment);
    expect(close(sheet).text).not.toBe(close(sheet, 'c2').text);
    expect(close(sheet).text).not.toBe(close({ choices: {} }).text);
  });
  test('says nothing of what is in it, not even by its length', () => {
    const text = envelopesUnder(key, canonical).close(given(sheet)).text;
    expect(text).not.toContain('1.1');
    expect(text).toHaveLength(envelopesUnder(key, canonical).close(given({ choices: {} })).text.length);
  });
  test('does not open with another key, changed, or cut off', () => {
    const { text } = envelopesUnder(key, canonical).close(given(sheet));
    const [form, name, base64 = ''] = text.split(' ');
    expect(() => envelopesUnder(new Uint8Array(32), canonical).open(text)).toThrow(
      expect.objectContaining({ code: 'SEAL_KEY_OTHER' }),
    );
    const bytes = Buffer.from(base64, 'base64');
    for (const at of [0, 12, 500, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(envelopesUnder(key, canonical).open(`${form} ${name} ${changed.toString('base64')}`)).toBeUndefined();
    }
    for (const other of ['', 'x', `${form} ${name}`, `${form} ${name} ${base64.slice(0, 40)}`])
      expect(envelopesUnder(key, canonical).open(other)).toBeUndefined();
  });
});

describe('the key', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ocop-seal-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = () => join(folder, 'data.seal-key');

  test('is made when it is first needed, for its owner alone, and is there again', () => {
    const envelopes = envelopesOf(sealKeyAt(file(), false), canonical);
    expect(existsSync(file())).toBe(false);
    const { text } = envelopes.close(given(sheet));
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(envelopesOf(sealKeyAt(file(), false), canonical).open(text)?.value).toEqual(sheet);
  });
  test('that is lost is not made anew for what was closed with it', () => {
    const { text } = envelopesOf(sealKeyAt(file(), false), canonical).close(given(sheet));
    rmSync(file());
    const later = envelopesOf(sealKeyAt(file(), false), canonical);
    expect(() => later.open(text)).toThrow(expect.objectContaining({ code: 'SEAL_KEY_MISSING' }));
    expect(existsSync(file())).toBe(false);
    later.close(given(sheet));
    expect(() => later.open(text)).toThrow(expect.objectContaining({ code: 'SEAL_KEY_OTHER' }));
  });
  test('is not made where several nodes seal with it, and not taken for one where it is none', () => {
    expect(() => envelopesOf(sealKeyAt(file(), true), canonical).close(given(sheet))).toThrow(
      expect.objectContaining({ code: 'SEAL_KEY_MISSING' }),
    );
    writeFileSync(file(), 'abc');
    expect(() => envelopesOf(sealKeyAt(file(), false), canonical).open('x')).toThrow(
      expect.objectContaining({ code: 'SEAL_KEY_INVALID' }),
    );
  });
});
