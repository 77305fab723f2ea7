// A product of the demo and its cycles. Ids, the producer and the criteria group follow from name, place and set.
import type { ApplicantKind } from '../domain/producer/producer.ts';
import { r2019Taxonomy } from '../domain/rulebooks/r2019/taxonomy.ts';
import { districts } from './districts.ts';

export type DistrictSlug = (typeof districts)[number]['slug'];

export type Story = {
  readonly name: string;
  /** district and number of its demo commune */
  readonly at: `${DistrictSlug}/${1 | 2 | 3}`;
  readonly applicant: ApplicantKind;
  /** number of the criteria set in R2019 */
  readonly set: number;
  /** target star of its plans; 4 when absent */
  readonly target?: 3 | 4 | 5;
  readonly origin?: 'existing' | 'new';
  /** the producer's name, where it does not follow from the product's */
  readonly producer?: string;
  /** per year (a second cycle in one year as `2022-2`) what happened */
  readonly cycles: Readonly<Partial<Record<'2021' | '2022' | '2022-2', string>>>;
};

const producers: Readonly<Record<ApplicantKind, readonly [slug: string, name: string]>> = {
  cooperative: ['htx', 'HTX'],
  'cooperative-group': ['tht', 'Tổ hợp tác'],
  company: ['cty', 'Công ty'],
  farm: ['trai', 'Trang trại'],
  household: ['ho', 'Hộ kinh doanh'],
  association: ['hoi', 'Hội du lịch'],
  'site-board': ['bql', 'Ban quản lý điểm du lịch'],
};

/** `Cà phê bột Ea Kmat` → `ca-phe-bot-ea-kmat` */
function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

export const productOf = (story: Story): string => slugOf(story.name);

/** What is invented says so: `Cà phê minh họa Suối Trong` comes from `HTX minh họa Suối Trong`. */
export function producerOf(story: Story): { id: string; name: string } {
  const [slug, kind] = producers[story.applicant];
  const brand = story.name.split(' minh họa ')[1];
  if (story.producer !== undefined) return { id: `chu-the-${productOf(story)}`.slice(0, 55), name: story.producer };
  if (brand === undefined) throw new Error(`${story.name} is not named as invented and names no producer`);
  return { id: `${slug}-${slugOf(brand)}`, name: `${kind} minh họa ${brand}` };
}

export function placeOf(story: Story): { district: string; commune: string; slug: DistrictSlug; no: number } {
  const [slug, no] = story.at.split('/') as [DistrictSlug, string];
  const district = districts.find((d) => d.slug === slug)?.code as string;
  return { district, commune: `${district}-0${no}`, slug, no: Number(no) };
}

export function groupOf(story: Story): string {
  const groups = r2019Taxonomy.flatMap((industry) => industry.groups);
  const group = groups.find((g) => g.sets.some((s) => s.id === `R2019/${story.set}`));
  if (!group) throw new Error(`R2019 has no criteria set ${story.set}`);
  return group.id;
}
