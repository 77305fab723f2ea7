// Demo accounts: pseudonymous ids with roles, no people. `Authorization: Bearer demo-<name>`.
import { districts, PROVINCE } from './districts.ts';

export type DemoAccount = { id: string; role: string; unit: string; who: string };

/** Officers of the province, and of every district and commune of the demo; producers get theirs with their product. */
export const officers: readonly DemoAccount[] = [
  { id: 'demo-province', role: 'province-officer', unit: PROVINCE.code, who: 'Văn phòng Điều phối tỉnh' },
  { id: 'demo-signer', role: 'signer', unit: PROVINCE.code, who: 'Lãnh đạo UBND tỉnh' },
  { id: 'demo-admin', role: 'admin', unit: PROVINCE.code, who: 'Quản trị' },
  { id: 'demo-auditor', role: 'auditor', unit: PROVINCE.code, who: 'Thanh tra' },
  ...districts.flatMap((d) => [
    { id: `demo-${d.slug}`, role: 'district-officer', unit: d.code, who: `Cán bộ ${d.name}` },
    ...communesOf(d.code).map((c, i) => ({
      id: `demo-${d.slug}-xa-${i + 1}`,
      role: 'commune-officer',
      unit: c.code,
      who: `Cán bộ ${c.name}`,
    })),
  ]),
];

export function communesOf(district: string): readonly { code: string; name: string }[] {
  const d = districts.find((x) => x.code === district);
  const name = d?.name.replace(/^(thành phố|thị xã|huyện) /, '') ?? district;
  return [1, 2].map((n) => ({ code: `${district}-0${n}`, name: `xã minh họa ${n} (${name})` }));
}

/** A commune that was merged at the end of 2021: what happened there is dealt with by its successor. */
export const formerCommune = {
  code: '653-03',
  name: 'xã minh họa 3 (Krông Bông)',
  district: '653',
  until: '2021-12-31',
  successor: '653-01',
  officer: { id: 'demo-krong-bong-xa-3', role: 'commune-officer', unit: '653-03', who: 'Cán bộ xã minh họa 3' },
} as const;
