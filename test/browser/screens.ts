// The screens of the web application, as the people for whom they are there. A screen that is added stands here, and is
// photographed and held against axe with the others.
export type Screen = {
  readonly name: string;
  /** below /app */
  readonly path: string;
  readonly as?: string;
  readonly dark?: true;
  /** photographed alone: what it is made of is held against axe on other screens already */
  readonly isOnlyLookedAt?: true;
  /** what its first question may be answered with, besides what is there */
  readonly expects?: RegExp;
};

const RUNNING = '/cycles/66-2022-mien-dong-minh-hoa-soi-trong-1';

const SESSION = '/councils/66-2022-hoi-dong-tinh-dot-1';
const HELD = '/councils/66-2022-hoi-dong-tinh-09-06';

export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'work-district', path: '/work', as: 'demo-krong-nang' },
  { name: 'work-commune', path: '/work', as: 'demo-krong-nang-xa-1' },
  { name: 'work-producer', path: '/work', as: 'demo-htx-soi-trong' },
  { name: 'work-nothing', path: '/work', as: 'demo-auditor' },
  { name: 'board', path: '/board', as: 'demo-province' },
  { name: 'products', path: '/products', as: 'demo-province' },
  { name: 'products-preview', path: '/products?chosen=66-2022-mien-dong-minh-hoa-soi-trong-1', as: 'demo-province' },
  {
    name: 'products-columns',
    path: '/products?columns=code,group,step,stars,who,due&asOf=2022-04-01',
    as: 'demo-province',
    isOnlyLookedAt: true,
  },
  { name: 'product', path: RUNNING, as: 'demo-htx-soi-trong' },
  { name: 'product-history', path: `${RUNNING}?tab=history`, as: 'demo-province' },
  { name: 'product-points', path: '/cycles/66-2022-ca-phe-bot-minh-hoa-binh-nguyen-1?tab=points', as: 'demo-signer' },
  { name: 'product-proof', path: '/cycles/66-2022-oi-minh-hoa-ruot-hong-1?tab=proof', as: 'demo-auditor' },
  { name: 'product-as-of', path: `${RUNNING}?asOf=2022-04-01`, as: 'demo-province', isOnlyLookedAt: true },
  { name: 'councils', path: '/councils', as: 'demo-province' },
  { name: 'council', path: SESSION, as: 'demo-hd-uy-vien-4' },
  { name: 'council-people', path: `${SESSION}?tab=people`, as: 'demo-hd-thu-ky' },
  { name: 'council-results', path: `${HELD}?tab=results`, as: 'demo-hd-chu-tich' },
  { name: 'council-minutes', path: `${HELD}?tab=minutes`, as: 'demo-hd-thu-ky' },
  { name: 'council-live', path: `${SESSION}/live`, as: 'demo-hd-chu-tich' },
  { name: 'council-live-dark', path: `${SESSION}/live`, as: 'demo-hd-thu-ky', dark: true },
  {
    name: 'council-sheet',
    path: `${SESSION}/sheets/66-2022-yen-mach-rang-minh-hoa-nang-non-1`,
    as: 'demo-hd-uy-vien-1',
    expects: /\b40[14]\b/,
  },
  { name: 'plan', path: '/plan?year=2022', as: 'demo-province' },
  { name: 'plan-policies', path: '/plan?year=2022&tab=policies', as: 'demo-signer' },
  { name: 'plan-duties', path: '/plan?tab=duties', as: 'demo-province' },
  { name: 'plan-edit', path: '/plan/edit?year=2022', as: 'demo-province' },
  {
    name: 'plan-next-year',
    path: '/plan/edit?year=2023',
    as: 'demo-province',
    isOnlyLookedAt: true,
    expects: /\b40[14]\b/,
  },
  { name: 'duties', path: '/duties?year=2022', as: 'demo-province' },
  { name: 'duties-communes', path: '/duties?year=2022', as: 'demo-krong-nang' },
  { name: 'duties-overdue', path: '/duties/list?year=2022&state=overdue', as: 'demo-province' },
  { name: 'duties-of-unit', path: '/duties/66-2022-643?duty=awareness-channels', as: 'demo-province' },
  { name: 'certificates', path: '/certificates', as: 'demo-province' },
  { name: 'certificate', path: '/certificates/66-2021-nam-kho-minh-hoa-mua-dau-1', as: 'demo-signer' },
  { name: 'letters', path: '/letters', as: 'demo-province' },
  { name: 'audit', path: '/audit?resource=product-cycles', as: 'demo-auditor' },
  { name: 'admin', path: '/admin?chosen=demo-krong-nang', as: 'demo-admin' },
  {
    name: 'admin-calendar',
    path: '/admin?tab=calendar',
    as: 'demo-province',
    expects: /\b40[14]\b/,
    isOnlyLookedAt: true,
  },
  { name: 'admin-post', path: '/admin?tab=post', as: 'demo-admin', isOnlyLookedAt: true },
  { name: 'admin-wording', path: '/admin?tab=wording&chosen=greeting', as: 'demo-admin' },
  { name: 'admin-rulebooks', path: '/admin?tab=rulebooks&a=R2026&b=R2023', as: 'demo-province' },
  { name: 'admin-tables', path: '/admin?tab=tables', as: 'demo-province', isOnlyLookedAt: true },
  { name: 'admin-health', path: '/admin?tab=health', as: 'demo-auditor', isOnlyLookedAt: true },
  { name: 'account', path: '/account', as: 'demo-province', isOnlyLookedAt: true },
  { name: 'no-screen', path: '/khong-co', as: 'demo-province' },
  { name: 'product-dark', path: RUNNING, as: 'demo-krong-a-na', dark: true },
  { name: 'work-dark', path: '/work', as: 'demo-krong-nang', dark: true },
];
