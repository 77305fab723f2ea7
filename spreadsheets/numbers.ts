// Numbers that are names (of taxpayers, people, telephones) and numbers that are figures, as offices write them.
import type { Words } from '../domain/kernel/refusal.ts';

export type Read = { readonly value: string | number | undefined } | { readonly fault: Words };
export const fault = (vi: string, en: string): Read => ({ fault: { vi, en } });

/** 10 digits, or 13 of a branch (105/2020/TT-BTC). */
export function taxNumber(text: string): Read {
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d{10}$/.test(digits)) return { value: digits };
  if (/^\d{13}$/.test(digits)) return { value: `${digits.slice(0, 10)}-${digits.slice(10)}` };
  return fault('Mã số thuế có 10 hoặc 13 chữ số.', 'A tax number has 10 or 13 digits.');
}

/** 12 digits, or the 9 of an old card. What its first digits say of a province is not checked: people move. */
export function personalNumber(text: string): Read {
  const digits = text.replace(/[\s.]/g, '');
  return /^(\d{12}|\d{9})$/.test(digits)
    ? { value: digits }
    : fault(
        'Số định danh có 12 chữ số (9 nếu là chứng minh cũ).',
        'A personal number has 12 digits (9 on an old card).',
      );
}

/** Prefixes of 11-digit mobile numbers, which became ten in 2018 (Ministry of Information, plan 798/BTTTT-CVT). */
const renumbered: Readonly<Record<string, string>> = {
  ...{ '0120': '070', '0121': '079', '0122': '077', '0126': '076', '0128': '078' },
  ...{ '0123': '083', '0124': '084', '0125': '085', '0127': '081', '0129': '082' },
  ...{
    '0162': '032',
    '0163': '033',
    '0164': '034',
    '0165': '035',
    '0166': '036',
    '0167': '037',
    '0168': '038',
    '0169': '039',
  },
  ...{ '0186': '056', '0188': '058', '0199': '059' },
};

export function telephoneNumber(text: string): Read {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(\+|00)84|^84(?=\d{9,10}$)/, '0');
  if (/^0[35789]\d{8}$/.test(digits) || /^02\d{8,9}$/.test(digits)) return { value: digits };
  const prefix = renumbered[digits.slice(0, 4)];
  if (prefix && digits.length === 11) {
    const now = prefix + digits.slice(4);
    return fault(
      `Số cũ 11 chữ số; nay là ${now}. Hãy ghi số mới nếu đúng.`,
      `An old number of 11 digits; it is ${now} now. Write that if it is right.`,
    );
  }
  return fault('Số di động có 10 chữ số, như 0912 345 678.', 'A mobile number has 10 digits, as 0912 345 678.');
}

/** Decimals behind a comma, thousands by a point: `1.234,5`; a point with one or two digits behind it is a comma mistyped. */
export function figure(cell: unknown): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  const text = String(cell).replaceAll(' ', '');
  const isGrouped = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text);
  if (!isGrouped && !/^\d+([,.]\d{1,2})?$/.test(text)) return undefined;
  return Number((isGrouped ? text.replaceAll('.', '') : text).replace(',', '.'));
}
