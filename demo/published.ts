// Real products, with nothing but what was published about them. Sources: Sở KH&CN Đắk Lắk on the provincial council of
// 30/11/2021 (round 1/2021: 12 products of 5 districts were submitted, the outcome is not in the source), and Báo Đắk Lắk
// on the council of 26–27/12/2022, which lies after the demo's clock.
//
// The engine knows no way to the province without a district's points, and those are not published. So the twelve are
// shown as filed in round 1, their result awaited, the deadline fixed by the office so that nobody is called late.
// What filing needs and no source gives (target, shares, papers, day) is filled alike for all of them, marked as such.
import type { Story } from './story.ts';

const unnamed = 'Chủ thể không nêu trong nguồn đã công bố';
const nothingKnown = { applicant: 'household', producer: unnamed, target: 3 } as const;

/** Entered from the papers on the day of the council, as filed on the last working day of round 1. */
const filed = [
  'start on=30/7 papers=da-nop-2021',
  'potential on=30/7 papers=da-nop-2021',
  'fix 30/12/22 unpublished=yes',
  'idea on=30/7 papers=da-nop-2021',
  'list on=30/7 papers=da-nop-2021',
  'select on=30/7 papers=da-nop-2021',
  'approve on=30/7 papers=da-nop-2021',
  'fix 30/12/22 unpublished=yes',
  'plan on=30/7 papers=da-nop-2021',
  'select-plan on=30/7 papers=da-nop-2021',
  'dossier on=30/7 papers=da-nop-2021',
  'shares 100 100 on=30/7 papers=da-nop-2021',
  'file on=30/7 papers=da-nop-2021',
  'fix 30/12/22 unpublished=yes',
]
  .map((act) => `30/11 ${act}`)
  .join(' · ');

const submitted2021: readonly (readonly [name: string, at: Story['at'], set: number])[] = [
  ['Thati Coffee', 'krong-pac/1', 6],
  ['Cà phê bột Công Bằng Ea Kmat', 'krong-pac/1', 6],
  ['Gạo Briết đặc sản 5 tháng', 'ea-sup/1', 10],
  ['Chả ốc Ea Súp nhồi ống nứa', 'ea-sup/1', 5],
  ['Chả cá Thác lát Ea Súp', 'ea-sup/1', 5],
  ['Cá Thác lát rút xương', 'ea-sup/1', 5],
  ['Cà phê bột Ea Nam', 'ea-h-leo/1', 6],
  ['Gà hoa mơ Đại Phúc', 'cu-m-gar/1', 18],
  ['Bơ Booth hữu cơ Organic', 'cu-m-gar/1', 15],
  ['Kẹo Socola đen', 'krong-a-na/1', 6],
  ['Kẹo Socola sữa', 'krong-a-na/1', 6],
  ['Cà phê bột Robusta Êđê', 'krong-a-na/1', 6],
];

export const publishedStories: readonly Story[] = [
  ...submitted2021.map(([name, at, set]): Story => ({ ...nothingKnown, name, at, set, cycles: { 2021: filed } })),
  // Its result is of December 2022 and still ahead: it has only just begun.
  { ...nothingKnown, name: "Maca Ea H'leo", at: 'ea-h-leo/1', set: 3, cycles: { 2022: '16/6 start · 17/6 potential' } },
];
