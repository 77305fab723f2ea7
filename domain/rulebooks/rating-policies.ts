// Where the acts on rating are silent or contradict themselves, the year plan names its choice; these are the choices, in words.
import { type Words, words } from './words.ts';

/** One policy: what it decides, which values it may have, and the value of a year plan that says nothing. */
export type Policy<V extends string = string> = {
  name: Words;
  why: Words;
  values: Readonly<Record<V, Words>>;
  default: NoInfer<V>;
};

const policy = <const V extends string>(definition: Policy<V>): Policy<V> => definition;

/**
 * The policies of a rating.
 * - `band-gaps`: 1048/QĐ-TTg prints 50-69, 70-89, 90-100. Default `half-open` as 148 and 26/2026 print (4★ = 70 ≤ x < 90).
 * - `forwarding`: Phần II IV.6.5 of the scheme says both "3-5 stars" and "50-100 points". Default `points`.
 * - `mean-compared`: no act says which mean is held against a band. Default `exact`: rounding is for display only.
 * - `minimum-options`: no act says how one minimum is judged by several members. Default `majority`: more than half of
 *   the members who scored chose that option or a higher one. A minimum is a fact (a standard is declared or not), so
 *   neither one strict member alone nor the high marks of some others should decide it.
 */
export const ratingPolicies = {
  'band-gaps': policy({
    name: words('Điểm nằm giữa hai khung sao', 'Means between two printed bands'),
    why: words(
      'Quyết định 1048 in khung điểm bằng số nguyên, có khoảng hở (89,5?)',
      'Decision 1048 prints whole-number bands with gaps (89.5?)',
    ),
    values: {
      'half-open': words('Khung nửa mở: đủ điểm sàn mới lên sao', 'Half-open: the floor itself must be reached'),
      'round-to-point': words('Làm tròn điểm trung bình đến số nguyên', 'The mean is rounded to a whole point first'),
    },
    default: 'half-open',
  }),
  forwarding: policy({
    name: words('Điều kiện chuyển cấp trên', 'What lets a product go on to the next tier'),
    why: words(
      'Đề án ghi cả “50-100 điểm” và “3-5 sao”; hai điều kiện khác nhau khi thiếu điểm tối thiểu',
      'The scheme says both “50-100 points” and “3-5 stars”; they differ when a minimum option is missed',
    ),
    values: {
      points: words('Theo điểm', 'By points'),
      stars: words('Theo số sao', 'By stars'),
    },
    default: 'points',
  }),
  'mean-compared': policy({
    name: words('Điểm trung bình so với khung sao', 'Which mean is held against a band'),
    why: words(
      'Quy định không nói so điểm trung bình chính xác hay điểm đã làm tròn in trong biên bản (89,995 in thành 90,00)',
      'No act says whether the exact mean counts or the rounded one that the minutes print (89.995 prints as 90.00)',
    ),
    values: {
      exact: words('Điểm chính xác', 'The exact mean'),
      printed: words('Điểm làm tròn như in trong biên bản', 'The mean as the minutes print it'),
    },
    default: 'exact',
  }),
  'minimum-options': policy({
    name: words('Đạt điểm tối thiểu khi nhiều thành viên chấm', 'When a minimum option counts as met'),
    why: words(
      'Quy định không nói cách tính điểm tối thiểu khi các thành viên chọn khác nhau',
      'No act says how a minimum is judged when members chose differently',
    ),
    values: {
      majority: words('Quá nửa số thành viên chấm đạt', 'More than half of the members find it met'),
      mean: words('Điểm trung bình của tiêu chí đạt', 'The mean of the criterion reaches it'),
      every: words('Mọi thành viên đều chấm đạt', 'Every member finds it met'),
    },
    default: 'majority',
  }),
} as const;
