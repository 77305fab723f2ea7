// The words the stories are written in: each act gives one command, or a few of the same day. Who gives it follows
// from the rulebook (officer-for.ts), papers get numbers that nobody can take for real ones.
import { certificate } from '../domain/certificate/certificate.ts';
import { type ActContext, happenedOn, lastOf, minutesOf, paper, restingOn, scores } from './act-context.ts';
import { communeOfficer } from './officer-for.ts';
import { readDay } from './script.ts';
import { placeOf, productOf } from './story.ts';

/** A command on the cycle, or on another stream of its id, by name. */
export type Given = { command: string; input: Record<string, unknown>; category?: string };

const arg = (c: ActContext, i = 0): string => {
  const value = c.scripted.args[i];
  if (value === undefined) throw new Error(`“${c.scripted.act}” of ${c.story.name} needs ${i + 1} words after it`);
  return value;
};

const one =
  (command: string, input: (c: ActContext) => Record<string, unknown> = () => ({})) =>
  (c: ActContext): readonly Given[] => [{ command, input: input(c) }];

/** The papers every dossier must hold (1048/QĐ-TTg), and the product's story. */
const papers = ['registration-form', 'business-plan', 'organisation-profile', 'business-registration', 'samples'];
const dossier = (c: ActContext): readonly Given[] =>
  [...papers, 'story'].map((kind, i) => ({
    command: 'AddEvidence',
    input: {
      id: kind,
      kind,
      ...(kind === 'story' && c.story.set === 6 ? { criterion: '5.1', pages: { from: 1, to: 2 } } : {}),
      document: paper(c, `HS${i + 1}`),
    },
  }));

const onCertificate =
  (command: string, input: (c: ActContext) => Record<string, unknown> = () => ({})) =>
  (c: ActContext): readonly Given[] => [{ command, input: input(c), category: certificate.category }];

const rate = one('RecordTierResult', (c) => ({ minutes: paper(c, 'BB'), ...scores(c) }));
const review = one('RecordReview', (c) => {
  const minutes = paper(c, 'BBRS');
  return c.scripted.args.length > 0
    ? { basis: 're-rating', minutes, ...scores(c) }
    : { basis: 'national-result', minutes, stars: Number(c.scripted.options.stars) };
});

/** Returning products name the earlier cycle (`after=2021`) or the paper of a result this system did not see. */
const start = one('StartCycle', (c) => {
  const [entry = 'awareness'] = c.scripted.args;
  const { after, earlier, stars } = c.scripted.options;
  return {
    entry,
    ...(after === undefined ? {} : { after: `66-${after}-${productOf(c.story)}-1` }),
    ...(earlier === undefined
      ? {}
      : {
          earlier: {
            year: Number(earlier),
            outcome: 'rated',
            ...(stars === undefined ? {} : { stars: Number(stars) }),
            document: { number: `${c.no}/MH-KQ`, date: `${earlier}-12-15` },
          },
        }),
  };
});

const annul = one('AnnulFacts', (c) => ({
  revisions: restingOn(c, lastOf(c, arg(c))),
  reason: 'Nhập nhầm sang sản phẩm khác (minh họa)',
  document: paper(c, 'DC'),
}));
const correct = (type: string, changes: (c: ActContext) => Record<string, unknown>) =>
  one('CorrectFact', (c) => ({
    revision: lastOf(c, type).revision,
    changes: changes(c),
    reason: 'Nhập sai so với văn bản gốc (minh họa)',
    document: paper(c, 'DC'),
  }));

const withRemarks = (remarks: string) => (): Record<string, unknown> => ({ remarks });
const withReason = (reason: string) => (): Record<string, unknown> => ({ reason });

export const acts: Readonly<Record<string, (c: ActContext) => readonly Given[]>> = {
  start,
  potential: one('IdentifyPotential', withRemarks('Nguyên liệu sẵn có tại địa phương (minh họa)')),
  idea: one('RegisterIdea', (c) => ({ summary: `Ý tưởng minh họa: ${c.story.name}`, form: paper(c, 'PDK') })),
  list: one('ListIdea', (c) => ({ list: paper(c, 'DSX') })),
  select: one('SelectIdea', (c) => ({ opinion: 'Phù hợp địa bàn và chủ thể (minh họa)', list: paper(c, 'DSH') })),
  reject: one('RejectIdea', withReason('Chưa rõ vùng nguyên liệu (minh họa)')),
  approve: one('ApproveIdea', (c) => ({ list: paper(c, 'DST') })),
  strike: one('StrikeIdea', withReason('Trùng với sản phẩm đã có (minh họa)')),
  plan: one('SubmitPlan', (c) => ({
    targetStar: Number(c.scripted.args[0] ?? c.story.target ?? 4),
    plan: paper(c, 'PA'),
  })),
  'select-plan': one('SelectPlan', (c) => ({ list: paper(c, 'DSPA') })),
  'tell-plan': one('TellPlanDecision', (c) => ({ letter: paper(c, 'TBPA') })),
  'reject-plan': one('RejectPlan', withReason('Phần thị trường cần làm rõ (minh họa)')),
  visit: one('RecordVisit', (c) => ({
    progressPercent: Number(arg(c)),
    remarks: 'Làm việc tại cơ sở sản xuất (minh họa)',
    ...(c.scripted.options.difficulties === undefined ? {} : { difficulties: 'Thiếu thiết bị đóng gói (minh họa)' }),
  })),
  need: one('RecordNeed', (c) => ({ kind: arg(c) })),
  support: one('RecordSupport', (c) => ({
    kind: arg(c),
    amountDong: Number(arg(c, 1)) * 1_000_000,
    source: c.scripted.options.source ?? 'state',
    document: paper(c, 'HT'),
  })),
  assign: one('AssignWork', (c) => ({ account: communeOfficer(placeOf(c.story).slug, placeOf(c.story).no) })),
  remind: one('RemindNow', () => ({ text: 'Đề nghị gửi hồ sơ trước hạn (minh họa)' })),
  note: one('AddNote', () => ({ text: 'Đã trao đổi qua điện thoại (minh họa)' })),
  'ask-office': one('AskOffice', () => ({ question: 'Hồ sơ cần mấy bản giấy? (minh họa)' })),
  'answer-office': one('AnswerQuestion', (c) => ({
    question: lastOf(c, 'OfficeAsked').revision,
    answer: 'Một bản gốc, một bản sao (minh họa)',
  })),
  aim: one('AimAtRound', (c) => ({ round: Number(arg(c)) })),
  dossier,
  remove: one('RemoveEvidence', (c) => ({ id: arg(c) })),
  shares: one('ConfirmLocalShares', (c) => ({
    labour: Number(c.scripted.args[0] ?? 85) * 100,
    material: Number(c.scripted.args[1] ?? 75) * 100,
    document: paper(c, 'XN'),
  })),
  file: one('SubmitDossier', (c) => ({ criteriaSet: `R2019/${c.story.set}` })),
  ask: one('RequestSupplement', (c) => ({
    items: 'Bổ sung phiếu kiểm nghiệm, nhãn hàng hóa (minh họa)',
    answerBy: readDay(arg(c), c.year),
  })),
  'without-supplement': one('GoOnWithoutSupplement'),
  answer: one('AnswerSupplement', (c) => ({ documents: [paper(c, 'KN'), paper(c, 'NH')] })),
  rate,
  tell: one('NotifyResult', (c) => ({ letter: paper(c, 'TB') })),
  complete: one('CompleteDossier', (c) => ({ documents: [paper(c, 'BS')] })),
  forward: one('ForwardDossier', (c) => ({ letter: paper(c, 'CV'), minutes: minutesOf(c), samples: 5 })),
  receive: one('ReceiveDossier', (c) => ({ receipt: paper(c, 'PN') })),
  review,
  recognise: one('Recognise', (c) => ({ decision: paper(c, 'QD') })),
  issue: onCertificate('IssueCertificate', (c) => ({ number: `${c.no}/MH-GCN`, issuedOn: happenedOn(c) })),
  find: onCertificate('RecordFinding', (c) => ({
    kind: arg(c),
    result: arg(c, 1),
    conclusion: paper(c, 'KL'),
    ...(c.scripted.options.by === undefined ? {} : { remedyBy: readDay(c.scripted.options.by, c.year) }),
  })),
  remedy: onCertificate('RecordRemedy', (c) => ({
    finding: c.certificate.findings.at(-1)?.at,
    document: paper(c, 'KP'),
  })),
  'ask-replacement': onCertificate('AskForReplacement', (c) => ({ because: arg(c), letter: paper(c, 'DN') })),
  replace: onCertificate('ReplaceCertificate', (c) => ({ number: `${c.no}/MH-GCN-L2`, replacedOn: happenedOn(c) })),
  'propose-revocation': onCertificate('ProposeRevocation', (c) => ({ ground: arg(c), conclusion: paper(c, 'KLTH') })),
  hear: onCertificate('HearProducer', (c) => ({ minutes: paper(c, 'BBGT'), attended: true })),
  revoke: onCertificate('RevokeCertificate', (c) => ({ number: c.certificate.number, decision: paper(c, 'QDTH') })),
  'drop-revocation': onCertificate('DropRevocation', (c) => ({
    reason: 'Chủ thể đã khắc phục (minh họa)',
    document: paper(c, 'TBTH'),
  })),
  publish: one('PublishResult', (c) => ({ document: paper(c, 'CB') })),
  'follow-up': one('RecordFollowUp', () => ({ supportPlan: 'Hoàn thiện bao bì, truy xuất nguồn gốc (minh họa)' })),
  withdraw: one('WithdrawProduct', withReason('Chủ thể tạm dừng sản xuất (minh họa)')),
  close: one('CloseNotSelected'),
  fix: one('FixDeadline', (c) => ({
    dueOn: readDay(arg(c), c.year),
    reason: c.scripted.options.unpublished === undefined ? 'Theo lịch họp Hội đồng (minh họa)' : unpublished,
  })),
  promote: one('RecordPromotion', (c) => ({ kind: arg(c), where: c.scripted.args.slice(1).join(' ') })),
  annul,
  'correct-target': correct('PlanSubmitted', (c) => ({ targetStar: Number(arg(c)) })),
  'correct-result': correct('TierResultRecorded', scores),
};

const unpublished = 'Kết quả chưa có trong nguồn đã công bố; dữ liệu minh họa không suy đoán';
