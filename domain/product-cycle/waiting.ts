// Whose move it is: the command that is waited for, from which the responsibility and so role and unit follow.
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { firstTier } from '../rulebooks/ladder.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import type { ResponsibilityId } from '../rulebooks/responsibilities.ts';
import { supplementPending } from './escalation/supplement.ts';
import { isTold, reviewToOpen, tierAhead, tierOf, tierRates, tierToOpen } from './escalation/tier.ts';
import { type ProductCycle, rulebookIdOf, type TierVisit, visitOf } from './product-cycle.ts';
import { stepToOpen } from './step.ts';

export type Waiting = {
  readonly responsibility: ResponsibilityId;
  readonly tier?: string | undefined;
  readonly vi: string;
  readonly en: string;
};

/** What a started cycle waits for a person to do; undefined when it is the process's move or nothing is left to do. */
export function waitingFor(state: ProductCycle, year: Pick<ProgrammeYear, 'plan'>): Waiting | undefined {
  if (state.ended) return waitingToBeTold(state);
  if (!state.started || stepToOpen(state) || tierToOpen(state) || reviewToOpen(state)) return undefined;
  switch (state.step) {
    case 'awareness':
      return {
        responsibility: 'identify-potential',
        vi: 'xác định sản phẩm tiềm năng',
        en: 'identify the potential product',
      };
    case 'idea':
      return waitingForIdea(state);
    case 'business-plan':
      return state.plan?.status === 'submitted'
        ? { responsibility: 'select-plans', vi: 'xem xét phương án', en: 'decide on the plan' }
        : {
            responsibility: 'submit-plan',
            vi: state.plan ? 'hoàn thiện, nộp lại phương án' : 'nộp phương án',
            en: 'submit the plan',
          };
    case 'implementation':
    case 'rating':
      return state.submitted ? waitingAtTier(state) : waitingForDossier(state, year);
    default:
      return undefined;
  }
}

/** What a rating ended with is still to be told and, where it was recognised, published. */
function waitingToBeTold(state: ProductCycle): Waiting | undefined {
  const visit = visitOf(state);
  const { ended, published } = state;
  if (!visit?.result || (ended?.kind !== 'rated' && ended?.kind !== 'recognised')) return undefined;
  const { tier } = visit;
  if (!isTold(state, visit))
    return { responsibility: 'notify-result', tier, vi: 'thông báo kết quả', en: 'tell the result' };
  if (ended.kind === 'recognised' && !published)
    return { responsibility: 'recognise', tier, vi: 'công bố kết quả', en: 'publish the result' };
  return undefined;
}

function waitingForIdea({ idea }: ProductCycle): Waiting {
  switch (idea?.status) {
    case 'registered':
    case 'listed':
      return { responsibility: 'select-ideas', vi: 'xem xét ý tưởng', en: 'decide on the idea' };
    case 'selected':
      return { responsibility: 'approve-ideas', vi: 'phê duyệt danh sách ý tưởng', en: 'approve the list of ideas' };
    default:
      return {
        responsibility: 'register-idea',
        vi: idea ? 'hoàn thiện, nộp lại ý tưởng' : 'đăng ký ý tưởng',
        en: 'register the idea',
      };
  }
}

/** Where the first tier is the commune's own pre-assessment, it confirms the shares there. */
function waitingForDossier(state: ProductCycle, year: Pick<ProgrammeYear, 'plan'>): Waiting {
  const confirmedBefore = firstTier(getRulebook(rulebookIdOf(state, year))).rates;
  return confirmedBefore && state.evidence.length > 0 && !state.localShares
    ? { responsibility: 'confirm-local-shares', vi: 'xác nhận tỷ lệ lao động, nguyên liệu', en: 'confirm local shares' }
    : { responsibility: 'submit-dossier', vi: 'hoàn thiện, nộp hồ sơ', en: 'file the dossier' };
}

function ratingWords({ entries = [] }: TierVisit): { vi: string; en: string } {
  if (entries.length === 0) return { vi: 'đánh giá, ghi nhận kết quả', en: 'rate and record the result' };
  return entries.length === 1
    ? { vi: 'người thứ hai nhập biên bản giấy', en: 'enter the minutes on paper a second time, by somebody else' }
    : { vi: 'đối chiếu hai lần nhập biên bản giấy', en: 'compare the two entries of the minutes on paper' };
}

function waitingAtTier(state: ProductCycle): Waiting | undefined {
  const visit = visitOf(state);
  const tier = tierOf(state);
  if (!visit) return undefined;
  if (supplementPending(state))
    return state.deadline?.overdue || state.deadline?.subject !== 'supplement'
      ? { responsibility: 'check-dossier', tier, vi: 'tiếp tục không chờ bổ sung', en: 'go on without the supplement' }
      : { responsibility: 'answer-supplement', vi: 'bổ sung hồ sơ', en: 'hand in the supplement' };
  if (!visit.result)
    return visit.review
      ? { responsibility: 'review-result', tier, vi: 'rà soát kết quả', en: 'review the result' }
      : tierRates(state, tier)
        ? { responsibility: 'record-result', tier, ...ratingWords(visit) }
        : { responsibility: 'record-result', tier, vi: 'thẩm định ban đầu', en: 'pre-assess the dossier' };
  if (visit.result.outcome === 'recognise')
    return {
      responsibility: 'recognise',
      tier,
      vi: 'ban hành quyết định, cấp giấy chứng nhận',
      en: 'decide and certify',
    };
  if (!isTold(state, visit))
    return { responsibility: 'notify-result', tier, vi: 'thông báo kết quả', en: 'tell the result' };
  if (!visit.completed)
    return { responsibility: 'complete-dossier', tier, vi: 'hoàn thiện hồ sơ để chuyển', en: 'complete the dossier' };
  if (!visit.forwarded)
    return { responsibility: 'forward-dossier', tier, vi: 'chuyển hồ sơ', en: 'forward the dossier' };
  return {
    responsibility: 'receive-dossier',
    tier: tierAhead(state),
    vi: 'tiếp nhận hồ sơ',
    en: 'receive the dossier',
  };
}
