// Why a policy of the year plan is one: what the acts say of it, or that they say nothing.
import type { Words } from '../kernel/refusal.ts';

export const policyReasons = {
  'telling-working-days': {
    vi: '1576/QĐ-UBND, phần II IV.6.5 yêu cầu thông báo, công bố kết quả nhưng không ghi thời hạn',
    en: '1576/QĐ-UBND, part II IV.6.5 has results told and published, and says not by when',
  },
  'issuing-working-days': {
    vi: '1576/QĐ-UBND, phần II IV.6.5 ghi quyết định và giấy chứng nhận cùng lúc, không ghi ngày cấp giấy',
    en: '1576/QĐ-UBND, part II IV.6.5 names decision and certificate in one breath, and no day for the paper',
  },
  'renewal-undecided': {
    vi: '26/2026/QĐ-TTg, điều 12 khoản 3 giữ hiệu lực cho hồ sơ nộp muộn trong thời gian chuyển tiếp; hồ sơ nộp đúng hạn thì không nói',
    en: '26/2026/QĐ-TTg, art. 12.3 keeps one valid for what was filed late in the transition; of what was filed in time it says nothing',
  },
  'revocation-hearing': {
    vi: '26/2026/QĐ-TTg, điều 8 có căn cứ, thời hạn và người quyết định, không nói việc nghe chủ thể',
    en: '26/2026/QĐ-TTg, art. 8 has grounds, term and who decides, and says nothing of hearing the producer',
  },
  'last-day-off': {
    vi: 'Bộ luật Dân sự 2015, điều 148, khoản 5: thời hạn kết thúc vào ngày làm việc tiếp theo',
    en: 'Bộ luật Dân sự 2015, điều 148, khoản 5: the term ends on the next working day',
  },
  'dating-back-applicant-working-days': {
    vi: 'chưa văn bản nào ghi được nhập chậm bao lâu; chậm hơn thì phải có văn bản và cấp trên nhập',
    en: 'no act says by how much an entry may lag; further back only with a document and by the tier above',
  },
  'dating-back-officer-working-days': {
    vi: 'văn bản của hội đồng và cấp trên thường về muộn; với tỉnh, lãnh đạo ký đứng trên',
    en: 'papers of councils and higher tiers come late; for the province the signer stands above',
  },
  'clock-gap-days': {
    vi: 'dài hơn Tết và vài tuần mất điện; trong khoảng đó không nghi ngờ đồng hồ khi khởi động',
    en: 'longer than Tết and an outage of weeks; within it a clock that runs ahead is not doubted at a start',
  },
  'council-max-spread': {
    vi: 'chênh lệch tổng điểm giữa các thành viên; không ghi thì theo bộ quy định',
    en: 'hundredths of a point by which members’ totals may differ; without it as the rulebook has it',
  },
  'council-quorum-basis-points': {
    vi: 'tỷ lệ trên số thành viên không có xung đột lợi ích; không ghi thì theo bộ quy định',
    en: 'share of the members without the conflicted; without it as the rulebook has it',
  },
  'council-min-members': {
    vi: 'văn bản đã đọc không ghi số thành viên; không ghi thì theo bộ quy định',
    en: 'no act that was read names a size; without it as the rulebook has it',
  },
  'council-lead-working-days': {
    vi: 'từ khi gửi hồ sơ đến ngày họp; không ngắn hơn thời hạn trong văn bản',
    en: 'between dossier and meeting; never less than the act’s own term',
  },
  'appeal-working-days': {
    vi: 'tính từ ngày thông báo kết quả; văn bản đã đọc không ghi thời hạn đề nghị xem xét lại',
    en: 'from the day a council’s result was told; no act that was read says by when one may appeal',
  },
  'appeal-answer-working-days': {
    vi: 'thời hạn xét đề nghị có hợp lệ hay không; văn bản đã đọc không ghi',
    en: 'within which an appeal is found admissible or not; no act that was read says by when',
  },
  'paper-minutes': {
    vi: 'biên bản giấy do một hay hai người nhập độc lập; không văn bản nào yêu cầu',
    en: 'whether two people enter minutes held on paper, each for themselves; no act asks for it',
  },
  'minutes-working-days': {
    vi: 'từ quyết định cuối cùng của hội đồng đến khi ký biên bản; văn bản đã đọc không ghi',
    en: 'from what a council decided last until its minutes are signed; no act that was read says by when',
  },
  'decision-working-days': {
    vi: 'từ kết quả đến quyết định công nhận khi kế hoạch không ghi ngày; không ghi thì theo thời hạn chung',
    en: 'from the result until the decision that recognises it, where the plan names no day; without it follow-on-working-days',
  },
  'who-presides': {
    vi: 'khi Chủ tịch và Phó Chủ tịch vắng hoặc có xung đột lợi ích: người được giao trong quyết định, hoặc không ai',
    en: 'where chair and deputies are away or have a conflict: whom the establishing decision names, or nobody',
  },
  'sheet-keys': {
    vi: 'ai mở được phiếu đã niêm phong: khóa do Chủ tịch giữ, hoặc tệp khóa của máy chủ',
    en: 'who can open sealed sheets: a key that the chair alone holds, or the server’s own key file',
  },
  'knock-out-vote': {
    vi: 'tính trên số người biểu quyết; không văn bản nào ghi cần bao nhiêu',
    en: 'of those who vote; no act says by how many a ground is established',
  },
} as const satisfies Readonly<Record<string, Words>>;
