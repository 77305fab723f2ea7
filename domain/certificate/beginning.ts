// A certificate begins with a recognition, and is taken back with it. What releases before wrote of it with the
// recognition it takes over.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shortText, shownDay, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { visitOf } from '../product-cycle/product-cycle.ts';
import { day, dayOf } from '../time/civil-date.ts';
import { certificate } from './certificate.ts';
import { issued } from './issued.ts';
import { withKin } from './kin.ts';

const certificateBegun = certificate.event('CertificateBegun', {
  version: 1,
  schema: z.strictObject({
    /** revision of the recognition in its cycle */
    recognition: z.int().min(0),
    recognisedOn: day,
    tier: z.string(),
    stars: z.int().min(1).max(5),
    rulebook: shortText,
    /** the product that its own is a duplicate of */
    sameAs: slug.optional(),
  }),
  ends: () => false,
  // What a recognition before this one had is gone with that.
  evolve: ({ amendedAt }, { recognition, recognisedOn: on, stars, sameAs }, { revision: at }) => ({
    amendedAt,
    warned: [],
    findings: [],
    begun: { on, at, recognition },
    stars,
    ...(sameAs === undefined ? {} : { sameAs }),
  }),
  sentence: ({ stars, rulebook }) => ({
    vi: `Mở hồ sơ giấy chứng nhận ${stars} sao theo ${rulebook}`,
    en: `Record of a certificate of ${stars} stars opened under ${rulebook}`,
  }),
});

const certificateTakenBack = certificate.event('CertificateTakenBack', {
  version: 1,
  schema: z.strictObject({ recognition: z.int().min(0) }),
  ends: () => true,
  evolve: (state, _, meta) => {
    const mark = markOf(meta);
    return { ...state, ended: { ...mark, as: 'taken-back', until: mark.on } };
  },
  sentence: (_, { occurredAt }) => ({
    vi: `Việc công nhận đã bị hủy bỏ: giấy chứng nhận không có hiệu lực (${shownDay(dayOf(occurredAt))})`,
    en: `The recognition was annulled: the certificate is void (${shownDay(dayOf(occurredAt))})`,
  }),
});

type Cycle = Parameters<typeof issued>[0]['cycle'];

/** The first fact of a recognition's certificate, or undefined where there is none to begin. */
export function beginning(cycle: Cycle, sameAs: string | undefined) {
  const tier = visitOf(cycle)?.tier;
  if (cycle.ended?.kind !== 'recognised' || tier === undefined) return undefined;
  return certificateBegun({
    recognition: cycle.ended.at,
    recognisedOn: cycle.ended.on,
    tier,
    stars: cycle.ended.stars ?? 0,
    rulebook: cycle.rulebook ?? cycle.expectedRulebook ?? '',
    ...(sameAs === undefined ? {} : { sameAs }),
  });
}

export const beginCertificate = certificate.command('BeginCertificate', {
  input: z.strictObject({}),
  by: workflow,
  opens: true,
  ...withKin,
  guard: ({ state, needs: { cycle } }) => {
    if (cycle.ended?.kind !== 'recognised') return NOT_DUE();
    return state.begun?.recognition === cycle.ended.at ? 'already-so' : undefined;
  },
  decide: ({ id, needs }) => {
    const begun = beginning(needs.cycle, needs.product.ended?.into);
    if (!begun) return NOT_DUE();
    const { certifiedBy: of } = needs.cycle;
    if (!of) return [begun];
    const { number, from: issuedOn, until: validUntil } = of;
    return [begun, issued({ id, number, issuedOn, validUntil, cycle: needs.cycle, kin: needs })];
  },
  words: { vi: 'Mở hồ sơ giấy chứng nhận', en: 'Begin a certificate' },
});

export const takeBackCertificate = certificate.command('TakeBackCertificate', {
  input: z.strictObject({}),
  by: workflow,
  guard: ({ state, needs: { cycle } }) => {
    if (state.ended?.as === 'taken-back') return 'already-so';
    return cycle.ended?.kind === 'recognised' ? NOT_DUE() : undefined;
  },
  decide: ({ state }) => [certificateTakenBack({ recognition: state.begun?.recognition ?? 0 })],
  words: { vi: 'Hủy hiệu lực giấy chứng nhận', en: 'Take a certificate back' },
});
