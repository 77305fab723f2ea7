// Before its export the joining office gives what is called as in the other office another name: it registers it anew
// and says so here, and the old stream stays behind as an archive.
import { z } from 'zod';
import { aggregate, splitStream } from '../kernel/aggregate.ts';
import { document, paper, provinceCode, shaped } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';

/** Per old stream the new one. */
export type MovedStreams = { readonly to: Readonly<Record<string, string>> };

export const movedStreams = aggregate<MovedStreams>({
  category: 'movedStreams',
  resource: 'moved-streams',
  words: { vi: 'Dòng ghi nhận đã đổi tên', en: 'Streams under another name' },
  id: provinceCode,
  initial: { to: {} },
  situation: ({ id }) => ({ province: id, place: id, rulebook: '' }),
});

const STREAM_OF_ANOTHER_KIND = refusal('STREAM_OF_ANOTHER_KIND', 'invalid', {
  vi: '{to} không cùng loại với {from}, hoặc không phải tên khác.',
  en: '{to} is not of the kind of {from}, or no other name.',
});

const stream = shaped(/^[a-z][A-Za-z]*-[a-z0-9-]+$/, {
  vi: 'Tên dòng ghi nhận có dạng loại-mã, ví dụ product-ca-phe-mau.',
  en: 'A stream is called kind-id, like product-ca-phe-mau.',
}).max(120);

const streamMoved = movedStreams.event('StreamMoved', {
  version: 1,
  schema: z.strictObject({ from: stream, to: stream, document }),
  evolve: ({ to: known }, { from, to }) => ({ to: { ...known, [from]: to } }),
  sentence: ({ from, to, document }) => ({
    vi: `${from} từ nay là ${to} theo ${paper(document)}`,
    en: `${from} goes on as ${to} by ${paper(document)}`,
  }),
});
const streamKept = movedStreams.event('StreamKept', {
  version: 1,
  schema: z.strictObject({ from: stream, document }),
  evolve: ({ to }, { from }) => ({ to: Object.fromEntries(Object.entries(to).filter(([old]) => old !== from)) }),
  sentence: ({ from, document }) => ({
    vi: `${from} giữ tên cũ theo ${paper(document)}`,
    en: `${from} keeps its name by ${paper(document)}`,
  }),
});

export const moveStream = movedStreams.command('MoveStream', {
  input: z.strictObject({ from: stream, to: stream, document }),
  by: responsibility('register-unit'),
  opens: true,
  decide: ({ input }) => {
    const { from, to } = input;
    return from === to || splitStream(from).category !== splitStream(to).category
      ? STREAM_OF_ANOTHER_KIND({ from, to }, '/to')
      : [streamMoved(input)];
  },
  words: { vi: 'Ghi nhận tên mới của một dòng ghi nhận', en: 'Record the new name of a stream' },
});

/** Takes a move back that was mis-keyed. */
export const keepStream = movedStreams.command('KeepStream', {
  input: z.strictObject({ from: stream, document }),
  by: responsibility('register-unit'),
  guard: ({ state }) => (Object.keys(state.to).length > 0 ? undefined : 'already-so'),
  decide: ({ state, input }) => (Object.hasOwn(state.to, input.from) ? [streamKept(input)] : []),
  words: { vi: 'Giữ tên cũ của một dòng ghi nhận', en: 'Record that a stream keeps its name' },
});
