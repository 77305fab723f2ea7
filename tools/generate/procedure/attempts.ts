// What is tried in every state of a cycle: each command with the inputs on which it turns what follows, and what comes
// from outside (time, the year, the product). Whether it is accepted, and what then follows, the domain decides.

import type { Account } from '../../../domain/access/grants.ts';
import { points } from '../../../domain/kernel/fields.ts';
import { fold } from '../../../domain/kernel/fold.ts';
import type { Words } from '../../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle } from '../../../domain/product-cycle/product-cycle.ts';
import { steps } from '../../../domain/programme-year/steps.ts';
import { knockOutTable } from '../../../domain/rulebooks/knock-outs.ts';
import { rulebooks } from '../../../domain/rulebooks/registry.ts';
import type { RoleId } from '../../../domain/rulebooks/responsibilities.ts';
import { setsOfGroup } from '../../../domain/rulebooks/taxonomy.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { unitTree } from '../../../domain/unit/unit-tree.ts';
import { told } from '../../../test/domain/specification.ts';
import { coffee, doc, resultOf, type Story, totalsOf, units, yearOf } from '../../../test/domain/story.ts';
import { planUnder } from '../../../test/plans.ts';

/** `words`: on what the outcome turns, where the same command has several. */
export type Attempt = { readonly input: (s: Story) => unknown; readonly words?: Words };

const one = (input: unknown): readonly Attempt[] => [{ input: () => input }];
const from = (input: (s: Story) => unknown): readonly Attempt[] => [{ input }];
const text = 'x';
const scores = [
  [4000, 2],
  [5500, 3],
  [8000, 4],
  [9200, 5],
] as const;
const scored = ([mean, stars]: readonly [number, number]): Words => ({
  vi: `${points(mean)} điểm, ${stars} sao`,
  en: `${points(mean, 'en')} points, ${stars} stars`,
});
const ground = 'forged-dossier';
const sets = ['R2019/6', 'R2023/13', 'R2026/13'];
/** Every law with every set that it has for the product. */
const bindings = rulebooks.flatMap((law) =>
  setsOfGroup(law, coffee.group ?? '').map((criteriaSet) => ({ rulebook: law.id, criteriaSet })),
);
const earlier = (s: Story, outcome: string, more: object = {}) => ({
  earlier: {
    year: Number(s.id.slice(3, 7)) - 1,
    outcome,
    document: doc('TB', `${Number(s.id.slice(3, 7)) - 1}-12-01`),
    ...more,
  },
});

export const attempts: Readonly<Record<string, readonly Attempt[]>> = {
  StartCycle: [
    { input: () => ({ entry: 'awareness' }), words: steps.awareness },
    { input: () => ({ entry: 'idea' }), words: steps.idea },
    { input: (s) => ({ entry: 'business-plan', ...earlier(s, 'plan-not-selected') }), words: steps['business-plan'] },
    { input: (s) => ({ entry: 'rating', ...earlier(s, 'rated', { stars: 2 }) }), words: steps.rating },
  ],
  IdentifyPotential: one({}),
  RegisterIdea: one({ summary: text }),
  ListIdea: one({ list: doc('DS') }),
  SelectIdea: one({}),
  RejectIdea: one({ reason: text }),
  ApproveIdea: one({ list: doc('DS') }),
  StrikeIdea: one({ reason: text }),
  SubmitPlan: one({ targetStar: 4, plan: doc('PA') }),
  SelectPlan: one({}),
  RejectPlan: one({ reason: text }),
  TellPlanDecision: one({ letter: doc('TB') }),
  RecordVisit: one({ remarks: text }),
  RecordNeed: one({ kind: 'machinery' }),
  RecordSupport: one({ kind: 'machinery', source: 'state', amountDong: 1 }),
  AimAtRound: one({ round: 2 }),
  AddEvidence: from((s) => ({ id: `mc-${s.state.evidence.length}`, kind: 'registration-form', document: doc('MC') })),
  RemoveEvidence: from((s) => ({ id: s.state.evidence[0]?.id })),
  ConfirmLocalShares: one({ labour: 9000, material: 8500, document: doc('XN') }),
  SubmitDossier: from((s) => ({
    criteriaSet: sets.find((criteriaSet) => Array.isArray(s.when('SubmitDossier', { criteriaSet }).outcome)),
  })),
  RequestSupplement: from((s) => ({ items: text, answerBy: addDays(s.today, 7) })),
  AnswerSupplement: one({ documents: [doc('BS')] }),
  GoOnWithoutSupplement: one({}),
  RecordPreAssessment: [
    { input: () => ({ report: doc('BC'), proposes: true }), words: { vi: 'đề nghị', en: 'proposed' } },
    { input: () => ({ report: doc('BC'), proposes: false }), words: { vi: 'không đề nghị', en: 'not proposed' } },
  ],
  RecordTierResult: [
    ...scores.map((score): Attempt => ({ input: () => resultOf(score[0], score[1]), words: scored(score) })),
    { input: () => ({ minutes: doc('BB'), stars: 0, knockOut: ground }), words: knockOutTable[ground].name },
  ],
  RecordReview: [
    ...[2, 3, 4].map(
      (stars): Attempt => ({
        input: () => ({ basis: 'national-result', minutes: doc('BB'), stars, reason: text }),
        words: { vi: `theo kết quả cấp trên, ${stars} sao`, en: `on the result from above, ${stars} stars` },
      }),
    ),
    ...scores.map(
      ([mean, stars]): Attempt => ({
        input: () => ({
          basis: 're-rating',
          minutes: doc('BB'),
          stars,
          totals: totalsOf(mean),
          mean,
          unreadConfirmed: true,
        }),
        words: { vi: `đánh giá lại, ${scored([mean, stars]).vi}`, en: `rated again, ${scored([mean, stars]).en}` },
      }),
    ),
  ],
  NotifyResult: one({ letter: doc('TB') }),
  CompleteDossier: one({ documents: [] }),
  ForwardDossier: one({ letter: doc('CV'), minutes: doc('BB'), samples: 5 }),
  ReceiveDossier: one({ receipt: doc('PN') }),
  Recognise: from((s) => ({ decision: doc('QĐ', s.today) })),
  PublishResult: one({ document: doc('CB') }),
  RecordFollowUp: one({ supportPlan: text }),
  RecordPromotion: one({ kind: 'fair', where: 'Huế' }),
  WithdrawProduct: one({ reason: text }),
  CloseNotSelected: one({}),
  FixDeadline: from((s) => ({ dueOn: addDays(s.today, 10), reason: text })),
  ChangeRulebook: from((s) =>
    bindings
      .map((bound) => ({ ...bound, legalBasis: doc('QĐ') }))
      .find((input) => s.state.rulebook && Array.isArray(s.when('ChangeRulebook', input).outcome)),
  ),
  CorrectFact: from((s) => ({
    revision: s.facts.findLast(({ type }) => type === 'PlanSubmitted')?.revision,
    changes: { targetStar: 5 },
    reason: text,
    document: doc('ĐC'),
  })),
  AnnulFacts: from((s) => ({
    revisions: [s.facts.findLast(({ actor }) => actor.kind === 'person')?.revision],
    reason: text,
    document: doc('HB'),
  })),
  ForgetValues: one({ fields: ['summary'], ground: 'asked', document: doc('ĐN') }),
  AssignWork: one({ account: 'ai-cung-duoc' }),
  RemindNow: one({ text }),
  AddNote: one({ text }),
  AskOffice: one({ question: text }),
  AnswerQuestion: from((s) => ({ question: s.state.questions?.at(-1)?.asked.at, answer: text })),
  PlaceCycle: one({ place: '24001', document: doc('NQ') }),
};

/** What is to be given only after another one. */
export const opened: Readonly<Record<string, string>> = { AskOffice: 'AnswerQuestion' };

/** An account that may act for everybody, to whom work is assigned. */
const acting: readonly (readonly [RoleId, string])[] = [
  ['producer', 'htx-mau'],
  ['commune-officer', '650-01'],
  ['district-officer', '650'],
  ['province-officer', '66'],
  ['signer', '66'],
];
export const holder: Account = {
  grants: acting.map(([role, unit]) => ({ id: role, role, unit, from: '2004-01-01' })),
};

/**
 * What comes from outside the cycle: changes the story, and answers whether there was anything to change. Afterwards all
 * goes on as before, but for the command that it `opens`: only where the state is another one is gone on from.
 */
export type Outside = { readonly words: Words; readonly happens: (s: Story) => boolean; readonly opens?: string };

const divided = ['24001', '24002'].map((code) => ({
  type: 'UnitRegistered',
  data: { code, name: `xã ${code}`, level: 'commune', parent: '66', from: '2022-01-10', replaces: ['650-01'] },
}));

export const outside: readonly Outside[] = [
  {
    words: { vi: 'Hết hạn', en: 'The date passes' },
    happens(s) {
      const { deadline, ended } = s.state;
      if (!deadline || ended || deadline.overdue) return false;
      s.on(addDays(deadline.dueOn, 1));
      return true;
    },
  },
  {
    words: { vi: 'Kế hoạch năm điều chỉnh', en: 'The year plan is changed' },
    happens(s) {
      if (!s.state.started || s.state.ended || s.year.changedAt > 1) return false;
      const { year, rulebook } = lawOf(s);
      const later = (on: string) => addDays(on, 3);
      const plan = planUnder(rulebook, year);
      s.year = yearOf(
        year,
        () => ({
          ...plan,
          windows: Object.fromEntries(
            Object.entries(plan.windows).map(([step, w]) => [step, { ...w, until: later(w.until) }]),
          ) as typeof plan.windows,
        }),
        { changedAt: s.year.changedAt + 1 },
      );
      return true;
    },
  },
  {
    words: { vi: 'Năm đóng', en: 'The year closes' },
    happens(s) {
      if (!s.state.started || s.state.ended || s.year.closed) return false;
      s.year = { ...s.year, closed: true, changedAt: s.year.changedAt + 1 };
      return true;
    },
  },
  {
    words: { vi: 'Năm được mở lại', en: 'The year is opened again' },
    happens(s) {
      if (s.state.ended?.kind !== 'carried-over' || !s.year.closed || s.nextYear) return false;
      s.year = { ...s.year, closed: false, changedAt: s.year.changedAt + 1 };
      return true;
    },
  },
  {
    words: { vi: 'Kế hoạch năm sau được phê duyệt', en: 'Next year’s plan is approved' },
    happens(s) {
      if (s.state.ended?.kind !== 'carried-over' || s.nextYear || !s.year.closed) return false;
      const { year, rulebook } = lawOf(s);
      s.nextYear = yearOf(year + 1, () => planUnder(rulebook, year + 1));
      return true;
    },
  },
  {
    words: { vi: 'Chu trình năm sau đã mở', en: 'Next year’s cycle has begun' },
    happens(s) {
      if (s.state.ended?.kind !== 'carried-over' || !s.nextYear || s.nextStarted) return false;
      s.nextStarted = true;
      const next: ProductCycle = { ...productCycle.initial, started: { on: s.today, at: 0 } };
      s.others = { ...s.others, next };
      return true;
    },
  },
  {
    words: { vi: 'Sản phẩm chuyển sang chủ thể khác', en: 'The product goes to another producer' },
    happens(s) {
      if (!s.state.started || s.state.ended || s.product.producer === 'htx-khac') return false;
      s.product = { ...s.product, producer: 'htx-khac', changedAt: 1 };
      return true;
    },
  },
  {
    words: { vi: 'Xã bị chia', en: 'The commune is divided' },
    opens: 'PlaceCycle',
    happens(s) {
      if (!s.state.started || s.state.ended || s.units !== units) return false;
      const last = told(unitTree, '66', divided);
      s.units = { ...units, ...foldOnto(units, last) };
      return true;
    },
  },
];

const foldOnto = (tree: typeof units, facts: ReturnType<typeof told>) => fold({ ...unitTree, initial: tree }, facts);

export const lawOf = (s: Story) => ({ year: Number(s.id.slice(3, 7)), rulebook: s.year.plan?.rulebook ?? '' });
