// The keys that seal the log of all events to the outside. A root key, which is kept offline, vouches for the key of a
// year; what is known of keys are facts, so that whoever has the history has them too. Whether a certificate is good is
// for the notary and every verifier to find: here its form is.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { choice, provinceCode, shaped, shownDay } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day } from '../time/civil-date.ts';

export const LOG_KEYS_ID = 'office';

export type LogKey = {
  readonly key: string;
  /** first and last civil day on which it may seal */
  readonly from: string;
  readonly until: string;
  /** by the root key */
  readonly certificate: string;
  readonly revoked?: 'retired' | 'compromised';
};
export type LogKeys = {
  readonly province?: string;
  readonly root?: string;
  /** by the key's id */
  readonly keys: Readonly<Record<string, LogKey>>;
  /** accounts that get each day's seal */
  readonly witnesses?: readonly string[];
  /** the last that they got */
  readonly told?: { readonly size: number; readonly sealedAt: string };
  /** checkpoints of events that were lost when an older backup was put back */
  readonly lost?: readonly SealedTree[];
};
/** `root`: base64, as a checkpoint has it */
export type SealedTree = { readonly size: number; readonly root: string };

export const logKeys = aggregate<LogKeys>({
  category: 'logKeys',
  resource: 'log-keys',
  words: { vi: 'Khóa niêm phong sổ sự kiện', en: 'Keys that seal the log of events' },
  id: z.literal(LOG_KEYS_ID),
  initial: { keys: {} },
  situation: ({ state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, rulebook: '' };
  },
  reaches: () => ({}),
});

/** As https://c2sp.org/signed-note writes a key: name, id, and base64 of 0x01 with 32 bytes. */
const verifierKey = shaped(/^[^\s+]{1,200}\+[0-9a-f]{8}\+A[Q-Za-f][A-Za-z0-9+/]{42}$/, {
  vi: 'Khóa công khai có dạng tên+mã+base64, như ocop notary key in ra.',
  en: 'A public key reads name+id+base64, as ocop notary key prints it.',
});
const keyId = shaped(/^[0-9a-f]{8}$/, {
  vi: 'Mã khóa gồm tám chữ số thập lục phân.',
  en: 'A key’s id is eight hexadecimal digits.',
});
const certificate = shaped(/^[A-Za-z0-9+/]{91}=$/, {
  vi: 'Chứng nhận của khóa gốc là base64 của 68 byte, như ocop notary certify in ra.',
  en: 'The root key’s certificate is base64 of 68 bytes, as ocop notary certify prints it.',
});
export const idOfKey = (key: string): string => key.split('+')[1] ?? '';

const LOG_KEY_UNKNOWN = refusal('LOG_KEY_UNKNOWN', 'unknown', {
  vi: 'Không có khóa mang mã {keyId}.',
  en: 'There is no key with id {keyId}.',
});
const LOG_KEY_EXISTS = refusal('LOG_KEY_EXISTS', 'conflict', {
  vi: 'Khóa {keyId} đã được chứng nhận.',
  en: 'Key {keyId} has been certified already.',
});
const KEY_ENDS_BEFORE = refusal('KEY_ENDS_BEFORE', 'invalid', {
  vi: 'Khóa không thể hết hạn ngày {until}, trước ngày bắt đầu {from}.',
  en: 'A key cannot end on {until}, before it begins on {from}.',
});

const rootKeyAnnounced = logKeys.event('RootKeyAnnounced', {
  version: 1,
  schema: z.strictObject({ province: provinceCode, root: z.string() }),
  evolve: (state, { province, root }) => ({ ...state, province, root }),
  sentence: ({ root }) => ({
    vi: `Công bố khóa gốc ${idOfKey(root)} của sổ sự kiện`,
    en: `Root key ${idOfKey(root)} of the log announced`,
  }),
});

const logKeyCertified = logKeys.event('LogKeyCertified', {
  version: 1,
  schema: z.strictObject({ key: z.string(), from: day, until: day, certificate: z.string() }),
  evolve: (state, data) => ({ ...state, keys: { ...state.keys, [idOfKey(data.key)]: data } }),
  sentence: ({ key, from, until }) => ({
    vi: `Khóa ${idOfKey(key)} niêm phong sổ sự kiện từ ${shownDay(from)} đến ${shownDay(until)}`,
    en: `Key ${idOfKey(key)} seals the log from ${shownDay(from)} to ${shownDay(until)}`,
  }),
});

const reason = choice({
  retired: { vi: 'thôi dùng', en: 'retired' },
  compromised: { vi: 'đã lộ', en: 'compromised' },
});

const logKeyRevoked = logKeys.event('LogKeyRevoked', {
  version: 1,
  schema: z.strictObject({ keyId: z.string(), reason }),
  evolve: (state, { keyId: id, reason }) => {
    const key = own(state.keys, id);
    return key ? { ...state, keys: { ...state.keys, [id]: { ...key, revoked: reason } } } : state;
  },
  sentence: ({ keyId: id, reason }) =>
    reason === 'retired'
      ? { vi: `Thôi dùng khóa ${id}`, en: `Key ${id} is used no more` }
      : { vi: `Khóa ${id} đã lộ, không còn giá trị`, en: `Key ${id} is compromised and good for nothing any more` },
});

export const announceRootKey = logKeys.command('AnnounceRootKey', {
  input: z.strictObject({ province: provinceCode, root: verifierKey }),
  by: responsibility('keep-log-keys'),
  opens: true,
  decide: ({ state, input }) => (state.root === input.root ? [] : [rootKeyAnnounced(input)]),
  words: { vi: 'Công bố khóa gốc', en: 'Announce the root key' },
});

export const certifyLogKey = logKeys.command('CertifyLogKey', {
  input: z.strictObject({ key: verifierKey, from: day, until: day, certificate }),
  by: responsibility('keep-log-keys'),
  decide: ({ state, input: { key, from, until, certificate: by } }) => {
    const known = own(state.keys, idOfKey(key));
    if (until < from) return KEY_ENDS_BEFORE({ from, until });
    if (known?.certificate === by) return [];
    return known ? LOG_KEY_EXISTS({ keyId: idOfKey(key) }) : [logKeyCertified({ key, from, until, certificate: by })];
  },
  signs: true,
  words: { vi: 'Chứng nhận khóa của năm', en: 'Certify the key of a year' },
});

export const revokeLogKey = logKeys.command('RevokeLogKey', {
  input: z.strictObject({ keyId, reason }),
  by: responsibility('keep-log-keys'),
  decide: ({ state, input }) => {
    const known = own(state.keys, input.keyId);
    if (!known) return LOG_KEY_UNKNOWN({ keyId: input.keyId });
    // What was retired may turn out to have been stolen; the other way round nothing is taken back.
    const said = known.revoked === input.reason || known.revoked === 'compromised';
    return said ? [] : [logKeyRevoked(input)];
  },
  signs: true,
  words: { vi: 'Thu hồi khóa', en: 'Revoke a key' },
});
