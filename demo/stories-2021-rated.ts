// Invented products that went through the rating of 2021, and what became of them until June 2022.
import type { Story } from './story.ts';

export const stories2021Rated: readonly Story[] = [
  {
    name: 'Cà phê bột minh họa Đồi Gió',
    at: 'buon-ma-thuot/1',
    applicant: 'company',
    set: 6,
    target: 5,
    origin: 'existing',
    cycles: {
      2021: '@handed-on 91 90.5 92 · 20/7 rate 93 92.5 94 · 22/7 tell · 26/7 complete · 29/7 forward · 4/8 receive · 20/10 rate 91.5 92 · 26/10 tell · 24/11 recognise · 25/11 issue · 30/11 follow-up · 9/12 promote fair Hội chợ minh họa cuối năm · 16/5/22 promote e-commerce Sàn thương mại điện tử minh họa',
    },
  },
  {
    name: 'Cà phê rang mộc minh họa Suối Trong',
    at: 'krong-nang/1',
    applicant: 'cooperative',
    set: 6,
    target: 5,
    cycles: {
      2021: '@handed-on-late 90 91.5 92 · 24/11 rate 92.5 91.5 92 · 26/11 tell · 30/11 complete · 6/12 forward · 14/12 receive · 22/3/22 rate 88 87.5 · 5/4/22 review stars=4 · 14/4/22 recognise · 14/4/22 issue · 20/4/22 follow-up · 28/4/22 promote trade-link Kết nối cung cầu minh họa',
    },
  },
  {
    name: 'Hạt tiêu đen minh họa Chư Sao',
    at: 'cu-kuin/1',
    applicant: 'cooperative',
    set: 9,
    target: 5,
    cycles: {
      2021: '@handed-on-late+1 91 92 90.5 · 25/11 rate 92 92 · 29/11 tell · 1/12 complete · 7/12 forward · 15/12 receive · 6/6/22 rate 88.5 89',
    },
  },
  {
    name: 'Mật ong minh họa Rừng Khộp',
    at: 'buon-don/1',
    applicant: 'household',
    set: 11,
    target: 5,
    origin: 'existing',
    cycles: {
      2021: '@handed-on-late+2 90.5 90 · 26/11 rate 91 90.5 92 · 30/11 tell · 2/12 complete · 8/12 forward · 16/12 receive',
    },
  },
  {
    name: 'Bột ca cao minh họa Thác Bạc',
    at: 'm-drak/1',
    applicant: 'company',
    set: 6,
    target: 5,
    cycles: {
      2021: '@handed-on-late+3 90.5 91 · 25/11 ask 24/12 · 22/12 answer · 18/5/22 rate 92 92 92 · 23/5/22 tell · 27/5/22 complete · 13/6/22 forward',
    },
  },
  {
    name: 'Quả bơ minh họa Nắng Cao',
    at: 'krong-buk/1',
    applicant: 'cooperative',
    set: 15,
    target: 3,
    origin: 'existing',
    cycles: {
      2021: '@handed-on+1 62 60.5 64 · 23/7 rate 63 61 · 26/7 tell · 10/8 recognise · 10/8 issue · 12/8 publish · 20/8 follow-up · 7/10 promote outlet Điểm giới thiệu minh họa · 15/3/22 find post-inspection kept · 12/5/22 promote fair Hội chợ minh họa vùng',
    },
  },
  {
    name: 'Gạo nếp minh họa Hồ Lớn',
    at: 'lak/1',
    applicant: 'cooperative',
    set: 10,
    cycles: {
      2021: '@handed-on+1 78 80 79.5 · 22/7 rate 81 79.5 · 23/7 correct-result 81 80.5 · 26/7 tell · 11/8 recognise · 12/8 issue · 18/8 promote publicity Bản tin minh họa · 9/3/22 find mark-misuse to-remedy by=31/3/22 · 25/3/22 remedy',
    },
  },
  {
    name: 'Hạt điều rang minh họa Vui Mùa',
    at: 'ea-sup/2',
    applicant: 'company',
    set: 3,
    cycles: {
      2021: '@handed-on 82 83.5 81 · 21/7 rate 80 82 · 23/7 tell · 9/8 recognise · 9/8 issue · 1/3/22 ask-replacement lost · 8/3/22 replace',
    },
  },
  {
    name: 'Sầu riêng sấy minh họa Múi Vàng',
    at: 'krong-pac/1',
    applicant: 'company',
    set: 3,
    target: 3,
    cycles: {
      2021: '@handed-on-late 66 64 68 · 23/11 rate 65 66.5 · 25/11 tell · 21/12 recognise · 21/12 issue · 28/12 follow-up',
    },
  },
  {
    name: 'Rượu cần minh họa Nhà Dài',
    at: 'krong-a-na/1',
    applicant: 'household',
    set: 24,
    origin: 'existing',
    cycles: {
      2021: '@handed-on-late+1 74 76 75 · 26/11 rate 77 75.5 · 30/11 tell · 18/1/22 recognise · 19/1/22 issue · 15/2/22 promote publicity Phóng sự minh họa',
    },
  },
  {
    name: 'Thổ cẩm minh họa Sợi Chàm',
    at: 'lak/2',
    applicant: 'cooperative-group',
    set: 13,
    target: 3,
    cycles: {
      2021: '@handed-on-late+2 58 61 59.5 · 29/11 rate 60 62 · 1/12 tell · 20/1/22 recognise · 20/1/22 issue · 27/1/22 follow-up · 14/6/22 propose-revocation criteria-no-longer-met',
    },
  },
  {
    name: 'Nấm khô minh họa Mưa Đầu',
    at: 'krong-bong/3',
    applicant: 'household',
    set: 3,
    target: 3,
    cycles: {
      2021: '@handed-on-late+1 55 57 · 25/11 rate 56 58.5 · 29/11 tell · 29/12 recognise · 29/12 issue · 12/1/22 follow-up on=30/12 · 10/5/22 propose-revocation production-ended · 17/5/22 hear · 20/5/22 revoke',
    },
  },
  {
    name: 'Chè dây minh họa Sương Sớm',
    at: 'ea-kar/1',
    applicant: 'cooperative',
    set: 1,
    target: 3,
    cycles: {
      2021: '@handed-on+2 64 66 · 27/7 rate 65.5 64 · 29/7 tell · 12/8 recognise · 13/8 issue · 21/4/22 promote fair Phiên chợ minh họa · 5/5/22 propose-revocation mark-misused · 12/5/22 hear · 16/5/22 drop-revocation',
    },
  },
  {
    name: 'Khoai lang minh họa Ruộng Bậc',
    at: 'buon-ho/1',
    applicant: 'cooperative',
    set: 15,
    target: 3,
    cycles: { 2021: '@rated-late 53 55.5' },
  },
];
