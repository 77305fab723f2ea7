// An older backup was put back although newer events had been sealed: the newer ones are lost, and the checkpoints that
// sealed them stay what they are. The fact names them, so that nobody can say later that they never were.
import { z } from 'zod';
import { document, paper, shaped } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { logKeys } from './log-keys.ts';

/** base64 of the root of the log that was sealed with so many events */
const checkpoint = z.strictObject({
  size: z.int().min(1),
  root: shaped(/^[A-Za-z0-9+/]{43}=$/, {
    vi: 'Mã gốc của sổ gồm 44 ký tự base64.',
    en: 'The root of the log is 44 characters of base64.',
  }),
});
const fields = {
  /** events of the sealed history that are still here */
  kept: z.int().min(0),
  lost: z.array(checkpoint).min(1).max(5000),
  /** by which the office puts up with it, and says so */
  decision: document,
};

const RESTORE_BY_COMMAND = refusal('RESTORE_BY_COMMAND', 'forbidden', {
  vi: 'Việc này do lệnh ocop notary accept-restore ghi nhận.',
  en: 'ocop notary accept-restore records this, nobody else.',
});

const restoreAccepted = logKeys.event('RestoreAccepted', {
  version: 1,
  schema: z.strictObject(fields),
  evolve: (state, { lost }) => ({ ...state, lost: [...(state.lost ?? []), ...lost] }),
  sentence: ({ kept, lost, decision }) => {
    const upTo = Math.max(...lost.map(({ size }) => size));
    return {
      vi: `Đã khôi phục bản sao lưu cũ: còn ${kept} trong ${upTo} sự kiện đã niêm phong; ${lost.length} điểm niêm phong không còn khớp (${paper(decision)})`,
      en: `An older backup was put back: ${kept} of ${upTo} sealed events are left; ${lost.length} checkpoints no longer fit (${paper(decision)})`,
    };
  },
});

export const acceptRestore = logKeys.command('AcceptRestore', {
  input: z.strictObject(fields),
  by: responsibility('keep-log-keys'),
  atInstallation: true,
  opens: true,
  guard: ({ actor }) => (actor.kind === 'installation' ? undefined : RESTORE_BY_COMMAND()),
  decide: ({ state, input: { lost, ...said } }) => {
    const known = new Set(state.lost?.map(({ size, root }) => `${size} ${root}`));
    const added = lost.filter(({ size, root }) => !known.has(`${size} ${root}`));
    return added.length === 0 ? [] : [restoreAccepted({ ...said, lost: added })];
  },
  words: { vi: 'Ghi nhận đã khôi phục bản sao lưu cũ', en: 'Record that an older backup was put back' },
});
