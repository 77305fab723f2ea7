// The 78 criteria sets. They are read from their data when first asked for: most runs need a handful of them.
import { buildSet, type SetHead, type SetsData } from './build-set.ts';
import type { CriteriaSet } from './criteria-set.ts';
import sets2019 from './r2019/sets.json' with { type: 'json' };
import { r2019Taxonomy } from './r2019/taxonomy.ts';
import sets2023 from './r2023/sets.json' with { type: 'json' };
import { r2023Taxonomy } from './r2023/taxonomy.ts';
import sets2026 from './r2026/sets.json' with { type: 'json' };
import { r2026Taxonomy } from './r2026/taxonomy.ts';
import type { Industry } from './rulebook.ts';
import type { Words } from './words.ts';

type Shelf = {
  data: SetsData;
  taxonomy: readonly Industry[];
  act: string;
  annex: string;
  actNo: (no: number) => number | undefined;
};

/** R2019's data are numbered by a database; of the act's own numbers only tourism's is known. */
const tourism2019 = { no: 8, actNo: 26 };

const shelves: readonly Shelf[] = [
  {
    data: sets2019 as unknown as SetsData,
    taxonomy: r2019Taxonomy,
    act: '1048/QĐ-TTg',
    annex: 'Phụ lục III',
    actNo: (no) => (no === tourism2019.no ? tourism2019.actNo : undefined),
  },
  {
    data: sets2023 as unknown as SetsData,
    taxonomy: r2023Taxonomy,
    act: '148/QĐ-TTg',
    annex: 'Phụ lục về bộ tiêu chí',
    actNo: (no) => no,
  },
  {
    data: sets2026 as unknown as SetsData,
    taxonomy: r2026Taxonomy,
    act: '26/2026/QĐ-TTg',
    annex: 'Phụ lục II',
    actNo: (no) => no,
  },
];

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function headOf({ act, annex, actNo }: Shelf, no: number, name: Words): SetHead {
  const own = actNo(no);
  const cite = { act, article: `${annex}, bộ tiêu chí ${lowerFirst(name.vi)}` };
  return { name, cite, ...(own === undefined ? {} : { actNo: own }) };
}

type Source = { id: string; build: () => CriteriaSet };

const sources: readonly Source[] = shelves.flatMap((shelf) =>
  shelf.taxonomy
    .flatMap(({ groups }) => groups.flatMap(({ sets }) => sets))
    .map(({ id, name }) => {
      const no = Number(id.split('/')[1]);
      const data = shelf.data.sets.find((set) => set.no === no);
      if (!data) throw new Error(`no data for set ${id}`);
      return { id, build: () => buildSet(shelf.data, data, headOf(shelf, no, name)) };
    }),
);

const byId = new Map(sources.map((source) => [source.id, source]));
const built = new Map<string, CriteriaSet>();

/** The ids of all criteria sets, in the order of the taxonomies. @internal tests go through them */
export const criteriaSetIds: readonly string[] = sources.map(({ id }) => id);

export function findCriteriaSet(id: string): CriteriaSet | undefined {
  const known = built.get(id) ?? byId.get(id)?.build();
  if (known) built.set(id, known);
  return known;
}

/** The criteria set of that id ('R2019/6'). Throws when there is none. */
export function getCriteriaSet(id: string): CriteriaSet {
  const set = findCriteriaSet(id);
  if (!set) throw new Error(`unknown criteria set ${id}`);
  return set;
}
