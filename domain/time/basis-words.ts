// Where a due date comes from: facts keep it as a short English phrase; here it is told in Vietnamese.
const shownDay = (on: string): string => `${on.slice(8, 10)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;

/** @param stepName what a step is called */
export function basisInVietnamese(basis: string, stepName: (id: string) => string): string {
  return basis
    .replace(/year plan, window of ([\w-]+)/, (_, id: string) => `kế hoạch năm, khung thời gian bước “${stepName(id)}”`)
    .replace(/year plan, filing for round (\d+)/, (_, round: string) => `kế hoạch năm, nộp hồ sơ cho đợt ${round}`)
    .replace(/year plan, round (\d+), [\w-]+ \w+/, (_, round: string) => `kế hoạch năm, đợt ${round}`)
    .replace(/year plan, duty ([\w-]+)/, (_, id: string) => `kế hoạch năm, nhiệm vụ ${id}`)
    .replace(/policy [\w-]+ \((\d+)\)/, (_, days: string) => `quy định của năm: ${days} ngày làm việc`)
    .replace(/, (\d+) working days for supplements/, (_, days: string) => `, thêm ${days} ngày làm việc để bổ sung`)
    .replace(
      /, a day off \(([\d-]+)\): art\. 148 of the Civil Code/,
      (_, on: string) => `; ngày cuối ${shownDay(on)} là ngày nghỉ (Bộ luật Dân sự 2015, Điều 148)`,
    )
    .replace(/, calendar of (\d+) not confirmed yet/, (_, year: string) => `; lịch nghỉ năm ${year} chưa được xác nhận`)
    .replace('set by the tier that asked', 'cấp yêu cầu bổ sung ấn định')
    .replace('fixed by the coordination office', 'Văn phòng Điều phối ấn định');
}
