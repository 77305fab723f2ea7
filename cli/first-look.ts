// What somebody who has just started the demo may look at first, one line per role.
import type { Words } from '../domain/kernel/refusal.ts';

type Look = { account: string; words: Words; at: string };

/** `at`: a page, or a command of ours. */
const LOOKS: readonly Look[] = [
  {
    account: 'demo-province',
    words: { vi: 'cả tỉnh theo từng bước', en: 'the province by steps' },
    at: '/app/board?as=demo-province',
  },
  {
    account: 'demo-krong-nang',
    words: { vi: 'cấp huyện: việc của huyện Krông Năng', en: 'a district: its work' },
    at: '/app/work?as=demo-krong-nang',
  },
  {
    account: 'demo-krong-nang-xa-1',
    words: { vi: 'cấp xã: việc đã quá hạn ở xã', en: 'a commune: what is overdue there' },
    at: '/app/work?as=demo-krong-nang-xa-1',
  },
  {
    account: 'demo-htx-soi-trong',
    words: { vi: 'chủ thể: hồ sơ phải bổ sung', en: 'a producer: a dossier to be supplemented' },
    at: '/app/cycles/66-2022-mien-dong-minh-hoa-soi-trong-1?as=demo-htx-soi-trong',
  },
  {
    account: 'demo-signer',
    words: { vi: 'lãnh đạo ký: sản phẩm chờ công nhận', en: 'who signs: a product to be recognised' },
    at: '/app/cycles/66-2022-ca-phe-bot-minh-hoa-binh-nguyen-1?as=demo-signer',
  },
  {
    account: 'demo-auditor',
    words: { vi: 'thanh tra: một quyết định đã hủy và ghi lại', en: 'an auditor: a decision annulled and taken anew' },
    at: '/app/cycles/66-2022-oi-minh-hoa-ruot-hong-1?as=demo-auditor',
  },
  {
    account: 'demo-admin',
    words: { vi: 'quản trị: tua đồng hồ minh họa', en: 'the administrator: the demo clock moves on' },
    at: 'demo --forward 7d',
  },
];

/** @param ocop how a command is called here */
export function firstLooks(address: string, ocop: string, looks = LOOKS): readonly string[] {
  const width = Math.max(...looks.map(({ account }) => account.length));
  return looks.map(({ account, words, at }) => {
    const where = at.startsWith('/') ? new URL(at, address).href : `${ocop} ${at}`;
    return `  ${account.padEnd(width)}  ${words.vi} (${words.en}): ${where}`;
  });
}
