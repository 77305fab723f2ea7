// Who gets each day's seal by letter, so that it is known outside of the house. The letter is one of the office's notices: it
// tells a fact, and the fact holds the checkpoint, which so lies in every backup and export of the history as well.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { slug } from '../kernel/fields.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { dayOf } from '../time/civil-date.ts';
import { logKeys } from './log-keys.ts';

const accounts = z.array(slug).max(50);

const witnessesNamed = logKeys.event('WitnessesNamed', {
  version: 1,
  schema: z.strictObject({ accounts }),
  evolve: (state, { accounts }) => ({ ...state, witnesses: accounts }),
  sentence: ({ accounts }) => ({
    vi:
      accounts.length === 0
        ? 'Không gửi niêm phong hằng ngày cho ai nữa'
        : `Gửi niêm phong hằng ngày cho ${accounts.join(', ')}`,
    en:
      accounts.length === 0
        ? 'Nobody gets the seal of the day any more'
        : `The seal of each day goes to ${accounts.join(', ')}`,
  }),
});

export const nameWitnesses = logKeys.command('NameWitnesses', {
  input: z.strictObject({ accounts }),
  by: responsibility('keep-log-keys'),
  decide: ({ state, input }) => {
    const named = [...new Set(input.accounts)].sort();
    return named.join() === (state.witnesses ?? []).join() ? [] : [witnessesNamed({ accounts: named })];
  },
  words: { vi: 'Chọn người nhận niêm phong hằng ngày', en: 'Name who gets each day’s seal' },
});

const seal = {
  size: z.int().min(1),
  sealedAt: z.iso.datetime(),
  /** for paper: civil day, log, number of events, root */
  line: z.string().max(400),
  /** the checkpoint as a signed note */
  note: z.string().max(4000),
};

const sealTold = logKeys.event('SealTold', {
  version: 1,
  schema: z.strictObject({ ...seal, to: accounts }),
  quiet: true,
  evolve: (state, { size, sealedAt }) => ({ ...state, told: { size, sealedAt } }),
  sentence: ({ size }) => ({
    vi: `Gửi niêm phong của ${size} sự kiện cho nhân chứng`,
    en: `The seal of ${size} events goes to the witnesses`,
  }),
  tells: ({ to, size, line, note }) => ({
    kind: 'news',
    to: to.map((account) => ({ account })),
    why: { vi: 'Nhận và giữ niêm phong sổ sự kiện trong ngày', en: 'Keep the day’s seal of the log of events' },
    about: { vi: line, en: line },
    lines: note.split('\n').filter(Boolean),
    path: `/public/v1/checkpoints/${size}.html`,
  }),
});

/** Given by the notary once it has sealed a day. */
export const tellSeal = logKeys.command('TellSeal', {
  input: z.strictObject(seal),
  by: workflow,
  guard: ({ state }) => ((state.witnesses ?? []).length > 0 ? undefined : 'already-so'),
  decide: ({ state, input }) =>
    state.told && dayOf(state.told.sealedAt) >= dayOf(input.sealedAt)
      ? []
      : [sealTold({ ...input, to: [...(state.witnesses ?? [])] })],
  words: { vi: 'Gửi niêm phong trong ngày', en: 'Send the day’s seal' },
});
