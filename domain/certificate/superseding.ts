// One certificate of a product stands on any day: what a newer one takes the place of ends the day before that one’s
// issue, and stands again when the newer one is taken back.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shortText, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type Certificate, certificate, dayBefore, validityOf } from './certificate.ts';

const certificateSuperseded = certificate.event('CertificateSuperseded', {
  version: 1,
  schema: z.strictObject({
    by: cycleId,
    number: shortText,
    /** its own last day */
    until: day,
  }),
  evolve: (state, { by, until }, meta) => ({ ...state, ended: { ...markOf(meta), as: 'superseded', until, by } }),
  ends: () => true,
  sentence: ({ number, until }) => ({
    vi: `Được thay bằng giấy chứng nhận ${number}, hết hiệu lực ngày ${shownDay(until)}`,
    en: `Replaced by certificate ${number}, valid until ${shownDay(until)}`,
  }),
});

const certificateRestored = certificate.event('CertificateRestored', {
  version: 1,
  schema: z.strictObject({ by: cycleId }),
  ends: () => false,
  evolve: ({ ended: _, ...state }, __, { revision: standsSince }) => ({ ...state, standsSince }),
  sentence: ({ by }) => ({
    vi: `Giấy chứng nhận thay thế (${by}) không còn: giấy này có hiệu lực trở lại`,
    en: `The certificate in its place (${by}) is gone: this one stands again`,
  }),
});

/** A certificate as it was before a newer one took its place. */
function withoutNewer(older: Certificate): Certificate {
  const { ended, ...rest } = older;
  return ended?.as === 'superseded' ? rest : older;
}

/** The last day that a newer certificate leaves an older one; undefined where it does not take its place. */
export function leftBy(newer: Certificate, older: Certificate): Day | undefined {
  const [now, before] = [validityOf(newer), validityOf(withoutNewer(older))];
  if (!now || !before || now.from <= before.from) return undefined;
  const until = dayBefore(now.from);
  return until <= before.until ? until : undefined;
}

export const supersedeCertificate = certificate.command('SupersedeCertificate', {
  input: z.strictObject({ by: cycleId }),
  by: workflow,
  needs: ({ input }) => ({ newer: input && certificate.need(input.by) }),
  guard: ({ state }) => (state.ended ? 'already-so' : undefined),
  decide: ({ state, input: { by }, needs }) => {
    const newer = needs.newer ?? certificate.initial;
    const until = leftBy(newer, state);
    return until === undefined ? NOT_DUE() : [certificateSuperseded({ by, number: newer.number ?? '', until })];
  },
  words: { vi: 'Thay bằng giấy chứng nhận mới', en: 'Let a newer certificate take its place' },
});

export const restoreCertificate = certificate.command('RestoreCertificate', {
  input: z.strictObject({}),
  by: workflow,
  needs: ({ state }) => ({ newer: state.ended?.by === undefined ? undefined : certificate.need(state.ended.by) }),
  guard: ({ state, needs }) => {
    const { ended } = state;
    if (ended?.as !== 'superseded') return 'already-so';
    return leftBy(needs.newer ?? certificate.initial, state) === ended.until ? NOT_DUE() : undefined;
  },
  decide: ({ state }) => [certificateRestored({ by: state.ended?.by ?? '' })],
  words: { vi: 'Khôi phục giấy chứng nhận cũ', en: 'Let the older certificate stand again' },
});
