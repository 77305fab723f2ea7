// Invented products that 2021 left unrecognised: rated too low, not selected, withdrawn or carried over; several return.
import type { Story } from './story.ts';

export const stories2021Returned: readonly Story[] = [
  {
    name: 'Cá khô minh họa Sông Lặng',
    at: 'ea-sup/1',
    applicant: 'household',
    set: 5,
    target: 3,
    cycles: {
      2021: '@rated 41 43 42.5 · 25/6 follow-up',
      2022: '8/2 start rating after=2021 · @handed-on-again 58 60 · 27/4 rate 57 59 · 28/4 tell · 20/5 recognise · 23/5 issue',
    },
  },
  {
    name: 'Trà mãng cầu minh họa Vườn Mây',
    at: 'ea-kar/1',
    applicant: 'household',
    set: 7,
    target: 3,
    cycles: { 2021: '@rated+2 28 26.5 · 28/6 follow-up' },
  },
  {
    name: 'Dầu gội thảo mộc minh họa Lá Xanh',
    at: 'ea-h-leo/1',
    applicant: 'company',
    set: 12,
    target: 3,
    cycles: { 2021: '@handed-on+2 52 51 · 26/7 rate 47 48.5 · 28/7 tell · 5/8 follow-up' },
  },
  {
    name: 'Măng khô minh họa Núi Đôi',
    at: 'm-drak/2',
    applicant: 'cooperative-group',
    set: 3,
    cycles: {
      2021: '@plan+2 · 16/4 reject-plan · 20/10 close',
      2022: '1/3 start business-plan after=2021 · 28/3 plan 3 · 12/4 select-plan · 17/5 visit 45 · 17/5 need packaging-labels',
    },
  },
  {
    name: 'Chuối sấy minh họa Bến Gỗ',
    at: 'krong-a-na/2',
    applicant: 'household',
    set: 3,
    cycles: {
      2021: '@listed+3 · 22/3 reject',
      2022: '1/3 start idea · 4/3 idea · 10/3 list · 16/3 select · 25/3 approve · 20/5 plan 3',
    },
  },
  {
    name: 'Bột nghệ minh họa Đất Đỏ',
    at: 'ea-kar/2',
    applicant: 'cooperative',
    set: 17,
    cycles: { 2021: '@selected+1 · 26/3 strike' },
  },
  {
    name: 'Tương ớt minh họa Cay Vừa',
    at: 'cu-m-gar/2',
    applicant: 'household',
    set: 23,
    cycles: { 2021: '19/2 start', 2022: '18/2 potential · 7/3 idea · 11/3 list' },
  },
  {
    name: 'Bánh đa minh họa Nia Tre',
    at: 'buon-ho/2',
    applicant: 'household',
    set: 2,
    cycles: { 2021: '@idea+4', 2022: '8/3 list · 14/3 select · 24/3 approve · 5/4 plan 3' },
  },
  {
    name: 'Muối é minh họa Cối Đá',
    at: 'cu-m-gar/1',
    applicant: 'cooperative-group',
    set: 9,
    cycles: {
      2021: '@approved+2',
      2022: '14/3 plan 4 · 29/3 select-plan · 18/5 visit 50 · 19/5 support product-standard 15',
    },
  },
  {
    name: 'Đũa gỗ minh họa Thớ Mịn',
    at: 'krong-bong/1',
    applicant: 'household',
    set: 19,
    target: 3,
    cycles: {
      2021: '@carried-out+3',
      2022: '24/2 visit 70 · 16/3 dossier · 18/3 shares · 22/3 file · 20/4 rate 63 61 · 22/4 tell · 26/4 complete · 28/4 forward · 5/5 receive',
    },
  },
  {
    name: 'Điểm du lịch cộng đồng minh họa Bến Nước',
    at: 'buon-don/2',
    applicant: 'association',
    set: 8,
    cycles: {
      2021: '@carried-out+5 · 15/9 support machinery 120 source=mobilised',
      2022: '25/3 visit 40 difficulties=yes · 25/3 need machinery',
    },
  },
  {
    name: 'Rượu trắng minh họa Men Lá',
    at: 'krong-nang/2',
    applicant: 'household',
    set: 16,
    cycles: { 2021: '@planned+2 · 9/7 withdraw' },
  },
];
