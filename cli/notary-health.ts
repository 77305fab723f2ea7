// What /readyz says of the notary. Where it halted, the office is to know at once: something was written over.
import type { PartHealth } from '../api/parts.ts';
import type { Halt, NotaryState } from '../audit/notary.ts';
import type { SealingState } from '../audit/sealing.ts';
import type { Words } from '../domain/kernel/refusal.ts';

const words: Readonly<Record<Halt['why'], (at: string) => Words>> = {
  'hash-differs': (at) => ({
    vi: `dừng trước sự kiện ${at}: nội dung không khớp mã băm của nó; chạy ocop verify, khôi phục bản sao lưu`,
    en: `it stopped before ${at}, which is not what its hash was made of: run ocop verify, restore a backup`,
  }),
  'newer-envelope': (at) => ({
    vi: `dừng trước sự kiện ${at} do phiên bản mới hơn ghi: nâng cấp tiến trình này`,
    en: `it stopped before ${at}, which a newer release wrote: upgrade this process`,
  }),
  'sealed-otherwise': (at) => ({
    vi: `kho không còn là kho đã niêm phong ở điểm ${at}: chạy ocop verify với các điểm niêm phong`,
    en: `the store is not the one that checkpoint ${at} sealed: run ocop verify with the checkpoints`,
  }),
  'shorter-than-sealed': (at) => ({
    vi: `kho ngắn hơn điểm niêm phong ${at}: đã khôi phục bản sao lưu cũ hoặc phần cuối bị xóa; chạy ocop verify, rồi ocop notary accept-restore`,
    en: `the store is shorter than checkpoint ${at}: an old backup was restored, or its end removed: run ocop verify, then ocop notary accept-restore`,
  }),
};

const unsealed: Readonly<Record<NonNullable<SealingState['unsealed']>, Words>> = {
  'no-key': { vi: 'chưa có khóa niêm phong', en: 'nothing is sealed: it has no key' },
  'not-certified': { vi: 'khóa chưa được khóa gốc chứng nhận', en: 'nothing is sealed: no root key certified its key' },
  'certificate-bad': {
    vi: 'chứng nhận của khóa không đúng',
    en: 'nothing is sealed: its key’s certificate is not good',
  },
  revoked: { vi: 'khóa niêm phong đã bị thu hồi', en: 'nothing is sealed: its key was revoked' },
  'not-its-days': { vi: 'khóa niêm phong hết hạn', en: 'nothing is sealed: its key is not for this day' },
};

export function notaryHealth(state: NotaryState & SealingState): Omit<PartHealth, 'since'> {
  const { size, caughtUp, halted, trouble, latest, unsealed: why, lost } = state;
  const name = 'notary';
  if (halted) return { name, ok: false, note: words[halted.why](halted.at) };
  // It waits out an outage of the store, which says so itself.
  if (trouble !== undefined) return { name, ok: true, note: { vi: `đang chờ: ${trouble}`, en: `waiting: ${trouble}` } };
  const parts: Words[] = [
    { vi: `${size} sự kiện trong sổ Merkle`, en: `${size} events in the log` },
    ...(caughtUp ? [] : [{ vi: 'đang đọc tiếp', en: 'reading on' }]),
    ...(latest ? [{ vi: `đã niêm phong ${latest.size}`, en: `sealed up to ${latest.size}` }] : []),
    ...(why ? [unsealed[why]] : []),
    ...(lost > 0
      ? [
          {
            vi: `${lost} điểm niêm phong của phần đã mất khi khôi phục bản sao lưu`,
            en: `${lost} checkpoints seal what was lost in a restore`,
          },
        ]
      : []),
  ];
  const told = (lang: 'vi' | 'en') => parts.map((part) => part[lang]).join('; ');
  return { name, ok: true, note: { vi: told('vi'), en: told('en') } };
}
