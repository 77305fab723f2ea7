// Who does what under the ladder district → province → national (Phần II, IV.6 of the scheme). A producer may always
// hand in paper: the commune's or district's officer then enters it on the producer's behalf.
import { holders } from '../holders.ts';
import type { ResponsibilityTable } from '../responsibilities.ts';

const {
  producer,
  commune,
  district,
  province,
  department,
  ownDepartment,
  adviser,
  provinceSigner,
  admin,
  districtSecretary,
  provinceSecretary,
} = holders;

export const r2019Responsibilities: ResponsibilityTable = {
  'start-cycle': [producer, commune, district, province],
  'identify-potential': [commune, district],
  'register-idea': [producer, commune, district],
  'list-ideas': [commune, district],
  'select-ideas': [district],
  'approve-ideas': [province],
  'submit-plan': [producer, commune, district],
  'select-plans': [district],
  'record-implementation': [commune, district, province, department, adviser],
  'collect-evidence': [producer, commune, district],
  'confirm-local-shares': [commune],
  'submit-dossier': [producer, commune, district],
  'answer-supplement': [producer, commune, district],
  'withdraw-product': [producer, commune, district],
  'record-follow-up': [commune],
  'work-by-hand': [commune, district, province, department],
  'ask-office': [producer, commune, district, department],
  'answer-question': [province, district],
  'supervise-certificates': [commune, district, province, department],
  'request-replacement': [producer, commune, district],
  'give-consent': [producer, commune, district, province],
  'record-promotion': [commune, district, province, department],
  // The highest first: who holds several roles corrects with the highest. What a level gave, none below it corrects.
  'correct-facts': [province, district, commune],
  'change-rulebook': [province, district],
  'close-not-selected': [district, province],
  'plan-year': [province],
  'approve-year': [provinceSigner],
  // Its own officer first; who stands above enters a report that came on paper.
  'report-duty': [commune, district, ownDepartment, province],
  // The highest first, as who reports for a unit does not judge it: its leader does.
  'judge-duty': [provinceSigner, province, district],
  'register-unit': [admin, province],
  'register-producer': [commune, district, province],
  // Neither part of a divided commune decides what is its own.
  'place-divided': [province],
  'register-product': [producer, commune, district, province],
  'grant-roles': [admin, province],
  'move-demo-clock': [admin],
  // The lowest first; who signs for the province stands above it.
  'date-back': [commune, district, province, provinceSigner],
  'confirm-clock': [admin],
  'keep-log-keys': [admin],
  'run-post': [admin, province],
  'forget-values': [admin],
  // The nation works outside this system: the coordination office enters its papers and its answer.
  'check-dossier': { perTier: { district: [district], province: [province], national: [province] } },
  'convene-council': { perTier: { district: [district, districtSecretary], province: [province, provinceSecretary] } },
  'record-result': {
    perTier: {
      district: [district, districtSecretary],
      province: [province, provinceSecretary],
      national: [province],
    },
  },
  'notify-result': { perTier: { district: [district], province: [province], national: [province] } },
  'complete-dossier': { perTier: { district: [district], province: [province] } },
  'forward-dossier': { perTier: { district: [district], province: [province] } },
  'receive-dossier': { perTier: { district: [district], province: [province], national: [province] } },
  // The decision is signed on paper; the office may enter it with its number.
  recognise: { perTier: { province: [provinceSigner, province], national: [province] } },
  'review-result': { perTier: { province: [province, provinceSecretary] } },
};
