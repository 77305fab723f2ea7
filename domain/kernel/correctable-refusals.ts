import { refusal } from './refusal.ts';

export const FACT_UNKNOWN = refusal('FACT_UNKNOWN', 'unknown', {
  vi: 'Không có ghi nhận số {revision}.',
  en: 'There is no fact {revision}.',
});
export const FACT_STANDS = refusal('FACT_STANDS', 'conflict', {
  vi: 'Ghi nhận số {revision} không thể hủy bỏ.',
  en: 'Fact {revision} cannot be annulled.',
});
export const FACTS_REST_ON_IT = refusal('FACTS_REST_ON_IT', 'conflict', {
  vi: 'Các ghi nhận sau dựa trên đó, phải hủy cùng: {revisions}.',
  en: 'Later facts rest on it and have to be annulled with it: {revisions}.',
});
export const FOLLOWS_FROM_ANOTHER = refusal('FOLLOWS_FROM_ANOTHER', 'conflict', {
  vi: 'Ghi nhận số {revision} là hệ quả của ghi nhận số {cause}; phải hủy cùng.',
  en: 'Fact {revision} follows from fact {cause} and can only be annulled with it.',
});
export const NOT_CORRECTABLE = refusal('NOT_CORRECTABLE', 'invalid', {
  vi: 'Không đính chính được trường {fields} của ghi nhận này; hãy hủy bỏ và ghi lại.',
  en: 'The fields {fields} of this fact cannot be corrected; annul it and record it again.',
});
export const CORRECTION_INVALID = refusal('CORRECTION_INVALID', 'invalid', {
  vi: 'Nội dung đính chính chưa đúng.',
  en: 'The corrected content is not valid.',
});
export const CORRECTED_DAY = refusal('CORRECTED_DAY', 'invalid', {
  vi: 'Ngày {on} không hợp lệ cho ghi nhận này.',
  en: '{on} cannot be the day of this fact.',
});
export const OUTCOME_WOULD_CHANGE = refusal('OUTCOME_WOULD_CHANGE', 'conflict', {
  vi: 'Đính chính làm thay đổi hệ quả; các ghi nhận {revisions} không còn đúng: phải hủy cùng, bằng cách nêu chúng ở “annuls”.',
  en: 'The correction changes what follows; facts {revisions} no longer do: name them in “annuls” to annul them with it.',
});
export const STILL_FOLLOWS = refusal('STILL_FOLLOWS', 'invalid', {
  vi: 'Các ghi nhận {revisions} vẫn đúng sau đính chính: không hủy cùng.',
  en: 'Facts {revisions} still follow after the correction: they are not annulled with it.',
});
export const NOTHING_CHANGES = refusal('NOTHING_CHANGES', 'invalid', {
  vi: 'Nội dung đính chính giống nội dung đã ghi.',
  en: 'The correction changes nothing.',
});
