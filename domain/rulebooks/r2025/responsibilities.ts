// Who does what with two levels of local government, under R2025 and R2026. What the district judged close to the place
// is the commune's (it assesses origin, labour, idea and identity of the product: 26/2026/QĐ-TTg, art. 7.2 and 10.4);
// what it decided about others' facts is the province's. Assumption `district-duties` names this.
import { holders } from '../holders.ts';
import type { ResponsibilityTable } from '../responsibilities.ts';

const { producer, commune, province, department, ownDepartment, adviser, provinceSigner, provinceSecretary, admin } =
  holders;

export const twoLevelResponsibilities: ResponsibilityTable = {
  'start-cycle': [producer, commune, province],
  'identify-potential': [commune],
  'register-idea': [producer, commune],
  'list-ideas': [commune],
  'select-ideas': [commune],
  'approve-ideas': [province],
  'submit-plan': [producer, commune],
  'select-plans': [commune],
  'record-implementation': [commune, province, department, adviser],
  'collect-evidence': [producer, commune],
  'confirm-local-shares': [commune],
  'submit-dossier': [producer, commune],
  'answer-supplement': [producer, commune],
  'withdraw-product': [producer, commune],
  'record-follow-up': [commune],
  'work-by-hand': [commune, province, department],
  'ask-office': [producer, commune, department],
  'answer-question': [province],
  'supervise-certificates': [commune, province, department],
  'request-replacement': [producer, commune],
  'give-consent': [producer, commune, province],
  'record-promotion': [commune, province, department],
  'correct-facts': [province, commune],
  'change-rulebook': [province],
  'close-not-selected': [commune, province],
  'plan-year': [province],
  'approve-year': [provinceSigner],
  'report-duty': [commune, ownDepartment, province],
  'judge-duty': [provinceSigner, province],
  'register-unit': [admin, province],
  'register-producer': [commune, province],
  // Neither part of a divided commune decides what is its own.
  'place-divided': [province],
  'register-product': [producer, commune, province],
  'grant-roles': [admin, province],
  'move-demo-clock': [admin],
  'date-back': [commune, province, provinceSigner],
  'confirm-clock': [admin],
  'keep-log-keys': [admin],
  'run-post': [admin, province],
  'forget-values': [admin],
  // The commune assesses without points: it checks, completes its own file and proposes to the province.
  'check-dossier': { perTier: { commune: [commune], province: [province], national: [province] } },
  'convene-council': { perTier: { province: [province, provinceSecretary] } },
  'record-result': {
    perTier: { commune: [commune], province: [province, provinceSecretary], national: [province] },
  },
  'notify-result': { perTier: { province: [province], national: [province] } },
  'complete-dossier': { perTier: { commune: [commune], province: [province] } },
  'forward-dossier': { perTier: { commune: [commune], province: [province] } },
  'receive-dossier': { perTier: { commune: [commune], province: [province], national: [province] } },
  recognise: { perTier: { province: [provinceSigner, province], national: [province] } },
  'review-result': { perTier: { province: [province, provinceSecretary] } },
};
