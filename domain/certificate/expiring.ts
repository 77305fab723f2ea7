// A certificate runs out at the end of its last day. One whose renewal was filed in time holds out until that is decided, at
// most as long as the act says (26/2026/QĐ-TTg, art. 12.3; policy `renewal-undecided`).
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import type { OtherCycles } from '../product-cycle/other-cycles.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { dayOfTerm, renewalsOf } from '../product-cycle/renewal.ts';
import { policiesOf } from '../programme-year/due.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { lawOn } from '../rulebooks/registry.ts';
import { type Day, day, endOfDay } from '../time/civil-date.ts';
import { type Certificate, certificate } from './certificate.ts';
import { withKin } from './kin.ts';

const certificateExpired = certificate.event('CertificateExpired', {
  version: 1,
  schema: z.strictObject({ until: day }),
  ends: () => true,
  evolve: (state, { until }, meta) => ({ ...state, ended: { ...markOf(meta), as: 'expired', until } }),
  sentence: ({ until }) => ({
    vi: `Giấy chứng nhận hết hiệu lực sau ngày ${shownDay(until)}`,
    en: `The certificate ran out after ${shownDay(until)}`,
  }),
});

const validityHeld = certificate.event('ValidityHeld', {
  version: 1,
  schema: z.strictObject({
    /** the cycle in which its renewal is decided */
    renewal: cycleId,
    /** at most until then */
    until: day,
  }),
  evolve: (state, { renewal, until }, meta) => ({ ...state, held: { ...markOf(meta), renewal, until } }),
  sentence: ({ renewal, until }) => ({
    vi: `Hồ sơ công nhận lại (${renewal}) chưa có kết quả: giấy còn hiệu lực đến khi có kết quả, chậm nhất ${shownDay(until)}`,
    en: `Its renewal (${renewal}) is not decided: it stays valid until that is, at the latest until ${shownDay(until)}`,
  }),
});

export type Renewing = { readonly others: OtherCycles; readonly year: ProgrammeYear };

/** The renewal under way that lets a certificate outlast its term, and until when at most. */
export function holding(
  { until }: Certificate,
  { others, year }: Renewing,
): { renewal: string; until: Day } | undefined {
  if (until === undefined) return undefined;
  const law = lawOn(until);
  const [closes, latest] = [dayOfTerm('renewal-closes', until, law), dayOfTerm('late-renewal-validity', until, law)];
  if (closes === undefined || latest === undefined) return undefined;
  const inTransition = closes < law.effectiveFrom;
  const kept = inTransition || policiesOf(year)['renewal-undecided'] === 'valid-until-result';
  const renewal = renewalsOf(others).find((cycle) => {
    const filed = others.get(cycle)?.submitted?.on;
    return filed !== undefined && filed <= (inTransition ? until : closes);
  });
  return kept && renewal !== undefined ? { renewal, until: latest } : undefined;
}

/** What is due at the end of its days: it is held, or it runs out; undefined where nothing is. */
export function atTheEnd(state: Certificate, q: Renewing): { holds: boolean; until: Day; at: string } | undefined {
  const { until, held, ended } = state;
  if (until === undefined || ended) return undefined;
  const last = held ? lastDayHeld(until, held, q.others) : until;
  return { holds: !held && holding(state, q) !== undefined, until: last, at: endOfDay(last) };
}

/** It holds out until the result: that day where it is no new recognition, else until the new certificate is there. */
function lastDayHeld(until: Day, held: NonNullable<Certificate['held']>, others: OtherCycles): Day {
  const { submitted, ended } = others.get(held.renewal) ?? {};
  if (ended?.kind === 'recognised' || (submitted && !ended)) return held.until;
  const result = ended && ended.on > until ? ended.on : until;
  return [result, held.until].sort()[0] as Day;
}

const ending = { input: z.strictObject({}), by: workflow, ...withKin } as const;

type Needs = { year: ProgrammeYear; relatives?: OtherCycles };
const endOf = ({ state, needs }: { state: Certificate; needs: Needs }) =>
  atTheEnd(state, { others: needs.relatives ?? new Map(), year: needs.year });

export const expireCertificate = certificate.command('ExpireCertificate', {
  ...ending,
  guard: (c) => {
    const end = endOf(c);
    if (!end) return 'already-so';
    return end.holds || c.at < end.at ? NOT_DUE() : undefined;
  },
  decide: (c) => [certificateExpired({ until: endOf(c)?.until ?? c.today })],
  words: { vi: 'Ghi nhận hết hiệu lực', en: 'Record that it ran out' },
});

export const holdValidity = certificate.command('HoldValidity', {
  ...ending,
  guard: (c) => {
    const end = endOf(c);
    if (!end?.holds) return 'already-so';
    return c.at < end.at ? NOT_DUE() : undefined;
  },
  decide: ({ state, needs }) => {
    const held = holding(state, { others: needs.relatives ?? new Map(), year: needs.year });
    return held ? [validityHeld(held)] : [];
  },
  words: { vi: 'Kéo dài hiệu lực đến khi có kết quả', en: 'Hold its validity until the result' },
});
