// The departments of the province that the scheme gives duties, with an officer each.
import type { DemoAccount } from './accounts.ts';

export const departments = [
  { code: 'snn', name: 'Sở Nông nghiệp và PTNT' },
  { code: 'sct', name: 'Sở Công Thương' },
  { code: 'skhcn', name: 'Sở Khoa học và Công nghệ' },
  { code: 'svhttdl', name: 'Sở Văn hóa, Thể thao và Du lịch' },
  { code: 'syt', name: 'Sở Y tế' },
  { code: 'stc', name: 'Sở Tài chính' },
] as const;

export const departmentOfficers: readonly DemoAccount[] = departments.map(({ code, name }) => ({
  id: `demo-${code}`,
  role: 'department-officer',
  unit: code,
  who: `Cán bộ ${name}`,
}));
