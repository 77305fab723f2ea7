// Two provinces become one: the history of one office was taken in beside the other's. The fact stands in the joined
// store and names both histories by their last events.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { document, paper, provinceCode, sha256, slug } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';

export type Joining = { readonly joined: boolean };

export const joining = aggregate<Joining>({
  category: 'joining',
  resource: 'joinings',
  words: { vi: 'Hợp nhất dữ liệu hai tỉnh', en: 'Joining of two offices’ histories' },
  /** of the two installations */
  id: slug,
  initial: { joined: false },
  situation: ({ input }) => ({ province: input?.province ?? '', place: input?.province ?? '', rulebook: '' }),
});

const JOINED_ALREADY = refusal('JOINED_ALREADY', 'conflict', {
  vi: 'Hai cơ sở dữ liệu này đã được hợp nhất ({id}).',
  en: 'These two histories were joined already ({id}).',
});
const JOINED_BY_IMPORT = refusal('JOINED_BY_IMPORT', 'forbidden', {
  vi: 'Việc này do lệnh ocop import --join ghi nhận.',
  en: 'ocop import --join records this, nobody else.',
});

/** `installation`: the id of the store it came from; `head`: hash of its last event */
const history = z.strictObject({ installation: z.uuid(), events: z.int().min(1), head: sha256 });

const fields = {
  province: provinceCode,
  ours: history,
  theirs: history,
  /** streams of theirs that stayed behind: moved to another name, or the same as ours */
  leftOut: z.array(z.strictObject({ stream: z.string(), revision: z.int().min(0), head: sha256 })),
  decision: document,
};

const historiesJoined = joining.event('HistoriesJoined', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: () => ({ joined: true }),
  sentence: ({ decision, ours, theirs, leftOut }) => ({
    vi: `Hợp nhất ${theirs.events} ghi nhận của đơn vị kia vào ${ours.events} ghi nhận của đơn vị này theo ${paper(decision)}; để lại ${leftOut.length} dòng`,
    en: `${theirs.events} facts of the other office taken in beside our ${ours.events} by ${paper(decision)}; ${leftOut.length} streams left out`,
  }),
});

export const recordJoining = joining.command('RecordJoining', {
  input: z.strictObject(fields),
  by: responsibility('register-unit'),
  atInstallation: true,
  starts: ({ id }) => JOINED_ALREADY({ id }),
  guard: ({ actor }) => (actor.kind === 'installation' ? undefined : JOINED_BY_IMPORT()),
  decide: ({ input }) => [historiesJoined(input)],
  words: { vi: 'Ghi nhận hợp nhất dữ liệu', en: 'Record that two histories were joined' },
});
