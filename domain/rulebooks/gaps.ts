// What our sources leave open, in words. A gap (`incomplete`) must be confirmed before a rating binds; a caveat only says
// how a figure was read. Both stand in the set's data by id.
import { type Criterion, leavesIn, type Part } from './criteria-set.ts';
import type { Cite, Unread } from './rulebook.ts';
import { words } from './words.ts';

/** 781/QĐ-TTg put the minimums per star into the procedure's annex, in prose. */
export const minimumCite: Cite = { act: '781/QĐ-TTg', article: 'Phụ lục II, mục 6' };

/**
 * What an option does not show and the council confirms. 781's item 6 stands in prose, so R2019's minimum options are its
 * least demanding readings on the form: the system alone denies a star only where the minimum is surely missed.
 */
export const confirmWords = {
  'standard-declared': words(
    'Tiêu chuẩn sản phẩm đã được công bố theo quy định.',
    'The product standard is declared as regulated.',
  ),
  'internal-control': words(
    'Có kế hoạch kiểm soát nội bộ gắn với truy xuất nguồn gốc.',
    'There is an internal control plan tied to traceability.',
  ),
  distinctive: words('Chất lượng độc đáo, mang tính đặc trưng.', 'The quality is distinctive and characteristic.'),
  'fine-craft': words('Sản phẩm có giá trị mỹ thuật, kỹ thuật.', 'The product has artistic and technical value.'),
} as const;

export type GapId = 'minimum-options' | 'part-sum' | 'set-empty';

/** A gap of a set as its council confirms it; `parts` are the set's own. */
export function gapOf(id: GapId, parts: readonly Part[], form: Cite): Unread {
  const confirmedBy = 'council' as const;
  if (id === 'minimum-options') {
    return {
      id,
      what: words(
        'Các điểm tối thiểu còn lại của Quyết định 781 (phần A, B; 4 sao còn lại; 5 sao) được Hội đồng xác nhận.',
        'The council confirms the other minimums of Decision 781 (parts A and B, the rest of 4★, 5★), which were not read.',
      ),
      confirmedBy,
      fromStar: 3,
      cite: minimumCite,
    };
  }
  if (id === 'set-empty') {
    const what = words(
      'Nguồn không có nội dung bộ tiêu chí này: Hội đồng chấm trên biểu giấy và xác nhận kết quả.',
      'Our source holds nothing of this set: the council scores on the paper form and confirms the result.',
    );
    return { id, what, confirmedBy, cite: form };
  }
  const short = parts.filter(({ max, criteria }) => sumOf(criteria) !== max);
  const sums = short.map(({ code, max, criteria }) => `${code} ${sumOf(criteria) / 100}/${max / 100}`).join(', ');
  const what = words(
    `Nguồn thiếu điểm ở phần ${sums}: Hội đồng đối chiếu biểu gốc và xác nhận.`,
    `Our source lacks points in part ${sums}: the council compares with the original form and confirms.`,
  );
  return { id, what, confirmedBy, cite: form };
}

const sumOf = (criteria: readonly Criterion[]) => leavesIn(criteria).reduce((sum, { max }) => sum + max, 0);

/** How a figure was read where the source could not be taken as it stands. */
export const caveatWords = {
  'source-numbering': words(
    'Số thứ tự là của cơ sở dữ liệu nguồn, không phải của Phụ lục.',
    'The number is the source database’s, not the annex’s.',
  ),
  'rules-may-be-missing': words(
    'Điều kiện loại và ghi chú chỉ có ở nơi nguồn còn giữ; không thấy không có nghĩa là không có.',
    'Knock-outs and notes are held only where the source kept them; absence proves nothing.',
  ),
  'number-repeated': words(
    'Biểu gốc lặp số này; thêm chữ để mã không trùng.',
    'The form repeats this number; a letter keeps codes unique.',
  ),
  'cases-inferred': words(
    'Hai trường hợp suy từ biểu của các quyết định sau.',
    'The two alternatives are inferred from the later acts’ forms.',
  ),
  'yes-no-implied': words(
    'Biểu chỉ in điểm tối đa 1; lựa chọn có và không là hiểu ngầm.',
    'The form prints only the maximum of 1; yes and no are implied.',
  ),
  'blank-score-read-as-0': words(
    'Điểm của một lựa chọn bị bỏ trống; hiểu là 0 như các bộ cùng loại.',
    'One option’s score is blank; read as 0 as in the sibling sets.',
  ),
  'misprint-corrected': words(
    'Điểm in sai; dùng giá trị duy nhất khớp điểm tối đa.',
    'A misprinted score; the only value that fits the maximum is used.',
  ),
  'misprint-kept': words(
    'Thang điểm có vẻ in sai; giữ như nguồn.',
    'The scale looks misprinted; kept as the source has it.',
  ),
  'wording-repeated': words(
    'Hai lựa chọn khác điểm in cùng một nội dung; giữ như nguồn.',
    'Two options with different points print the same wording; kept as the source has it.',
  ),
  'box-mistyped': words(
    'Ô đánh dấu của lựa chọn cao nhất bị gõ thành chữ.',
    'The top option’s box is typed as a letter.',
  ),
  'option-missing': words(
    'Nguồn ghi tối đa 4 điểm nhưng lựa chọn chỉ đến 3: thiếu một lựa chọn.',
    'The source states 4 points but its options stop at 3: one option is missing.',
  ),
  'part-header-misprint': words(
    'Tiêu đề phần A in 35; cột điểm ghi 40.',
    'The header of part A prints 35; the score column says 40.',
  ),
} as const;
