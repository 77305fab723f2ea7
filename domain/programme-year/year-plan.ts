// The year plan as data: windows, rounds, policies. What the law leaves open is a policy here, with a default.
import { z } from 'zod';
import { choice } from '../kernel/fields.ts';
import { ratingPoliciesInput } from '../rulebooks/policies.ts';
import { day } from '../time/civil-date.ts';
import { plannedDuty } from './duties.ts';
import { policyReasons } from './policy-reasons.ts';
import { steps } from './step-names.ts';

const window = z.strictObject({ from: day, until: day });
export type Window = z.infer<typeof window>;

const tierDates = z.strictObject({
  /** last day for the tier's result */
  resultBy: day,
  /** last day for forwarding to the next tier */
  forwardBy: day.optional(),
  /** last day for decision and certificate */
  recogniseBy: day.optional(),
});

const round = z.strictObject({
  no: z.int().min(1).max(12),
  from: day,
  until: day,
  /** legal closing date for filing: a dossier filed later goes to the next round */
  filingClosesOn: day.optional(),
  /** per tier of the rulebook's ladder; the national tier's are the national programme's own dates */
  tiers: z.record(z.string(), tierDates),
});
export type Round = z.infer<typeof round>;

const reasonOf = (policy: keyof typeof policyReasons) => ({ description: policyReasons[policy].en });

/** The rating's policies (rulebooks/policies.ts) and the year's own. */
export const policies = ratingPoliciesInput.extend({
  /** working days given to a step that opens after its window */
  'late-step-working-days': z.int().min(1).max(60).default(10),
  /** days after which a rejected idea may be handed in again ("sau 01 tuần") */
  'idea-resubmit-days': z.int().min(0).max(60).default(7),
  /** working days for what the plan gives no date (forwarding, decision, review) */
  'follow-on-working-days': z.int().min(1).max(60).default(10),
  /** working days that whoever is handed an idea, a plan or a forwarded dossier has at least */
  'hand-over-working-days': z.int().min(1).max(60).default(5),
  /** working days after the end of a rating by which its result is told, and by which a recognition is published */
  'telling-working-days': z.int().min(1).max(60).default(5).meta(reasonOf('telling-working-days')),
  'publishing-working-days': z.int().min(1).max(60).default(10),
  /** working days after a recognition by which its certificate is issued */
  'issuing-working-days': z.int().min(1).max(60).default(10).meta(reasonOf('issuing-working-days')),
  /** how often a tier may ask for a supplement in one stay: once at each of its passings */
  'supplement-requests': z.int().min(1).max(5).default(2),
  /** working days before a due date on which to remind; 0 is the day itself */
  'reminder-working-days': z.array(z.int().min(0).max(60)).max(10).default([15, 7, 3, 1, 0]),
  /** the same for the duties of units, of which each unit has many a year */
  'duty-reminder-working-days': z.array(z.int().min(0).max(60)).max(10).default([7, 1]),
  /** working days after a due date on which who stands above is told that nothing was done */
  'overdue-working-days': z.array(z.int().min(1).max(60)).max(10).default([1, 3, 7]),
  /** days before the end of a certificate on which to warn; the law’s own is warned of whatever stands here */
  'certificate-warning-days': z.array(z.int().min(1).max(366)).max(10).default([180, 120, 90, 30]),
  /** a certificate that runs out while its renewal, filed in time, is not decided */
  'renewal-undecided': choice({
    'valid-until-result': { vi: 'còn hiệu lực đến khi có kết quả', en: 'valid until the result' },
    'transition-only': { vi: 'chỉ giữ trong thời gian chuyển tiếp', en: 'kept in the transition only' },
  })
    .default('valid-until-result')
    .meta(reasonOf('renewal-undecided')),
  /** whether the producer is heard before a certificate is revoked */
  'revocation-hearing': choice({
    required: { vi: 'bắt buộc', en: 'required' },
    'not-required': { vi: 'không bắt buộc', en: 'not required' },
  })
    .default('required')
    .meta(reasonOf('revocation-hearing')),
  /** a window, round or term whose last day is a day off */
  'last-day-off': choice({
    'next-working-day': { vi: 'lùi sang ngày làm việc tiếp theo', en: 'the next working day' },
    'as-planned': { vi: 'giữ ngày đã định', en: 'as planned' },
  })
    .default('next-working-day')
    .meta(reasonOf('last-day-off')),
  /** working days by which an applicant may date an act back, and an officer */
  'dating-back-applicant-working-days': z
    .int()
    .min(0)
    .max(60)
    .default(5)
    .meta(reasonOf('dating-back-applicant-working-days')),
  'dating-back-officer-working-days': z
    .int()
    .min(0)
    .max(250)
    .default(30)
    .meta(reasonOf('dating-back-officer-working-days')),
  /** days without a fact after which, at a start, it is the clock that is doubted */
  'clock-gap-days': z.int().min(1).max(366).default(60).meta(reasonOf('clock-gap-days')),
  /** what a council's own rules say otherwise than its rulebook's defaults */
  'council-max-spread': z.int().min(0).max(10_000).optional().meta(reasonOf('council-max-spread')),
  'council-quorum-basis-points': z.int().min(1).max(10_000).optional().meta(reasonOf('council-quorum-basis-points')),
  'council-min-members': z.int().min(1).max(40).optional().meta(reasonOf('council-min-members')),
  'council-lead-working-days': z.int().min(0).max(20).optional().meta(reasonOf('council-lead-working-days')),
  /** how long members have for a written opinion, in working days */
  'written-opinion-working-days': z.int().min(1).max(30).default(5),
  'appeal-working-days': z.int().min(1).max(60).default(10).meta(reasonOf('appeal-working-days')),
  'appeal-answer-working-days': z.int().min(1).max(60).default(10).meta(reasonOf('appeal-answer-working-days')),
  'paper-minutes': choice({
    once: { vi: 'một người nhập', en: 'entered once' },
    twice: { vi: 'hai người nhập độc lập', en: 'entered by two people' },
  })
    .default('once')
    .meta(reasonOf('paper-minutes')),
  'minutes-working-days': z.int().min(1).max(30).default(3).meta(reasonOf('minutes-working-days')),
  'decision-working-days': z.int().min(1).max(60).optional().meta(reasonOf('decision-working-days')),
  'who-presides': choice({
    'named-after-deputies': {
      vi: 'Phó Chủ tịch, rồi người được giao trong quyết định',
      en: 'deputies, then whom the decision names',
    },
    'deputies-only': { vi: 'chỉ Phó Chủ tịch', en: 'deputies only' },
  })
    .default('named-after-deputies')
    .meta(reasonOf('who-presides')),
  'sheet-keys': choice({
    chair: { vi: 'khóa do Chủ tịch giữ', en: 'a key that the chair holds' },
    server: { vi: 'khóa do máy chủ giữ', en: 'the server’s key' },
  })
    .default('chair')
    .meta(reasonOf('sheet-keys')),
  'knock-out-vote': choice({
    majority: { vi: 'quá nửa', en: 'majority' },
    'two-thirds': { vi: 'hai phần ba', en: 'two thirds' },
    every: { vi: 'tất cả', en: 'everybody' },
  })
    .default('majority')
    .meta(reasonOf('knock-out-vote')),
  /** step at which a product carried over while implementing goes on next year */
  'carry-over-implementation': choice({
    implementation: steps.implementation,
    'business-plan': steps['business-plan'],
  }).default('implementation'),
});
export type Policies = z.infer<typeof policies>;
export const defaultPolicies: Policies = policies.parse({});

export const yearPlan = z.strictObject({
  rulebook: z.string().min(1),
  opensOn: day,
  closesOn: day,
  windows: z.strictObject({
    awareness: window,
    idea: window,
    'business-plan': window,
    implementation: window,
    promotion: window,
  }),
  rounds: z.array(round).min(1).max(12),
  /** what units are to do and report in the year, besides what products make necessary */
  duties: z.array(plannedDuty).max(200).optional(),
  policies: policies.default(defaultPolicies),
});
export type YearPlan = z.infer<typeof yearPlan>;
export type YearPlanInput = z.input<typeof yearPlan>;
