// Each official text that a running demo has data for, as PDF and as DOCX in a folder: what there is to write follows from the
// lists that routes and documentation follow from.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificatePapers, cyclePapers, dutiesPapers, sessionPapers, yearPapers } from '../../papers/papers.ts';

const YEAR = '66-2022';
const headers = { authorization: 'Bearer demo-province' };

/** What papers are asked of: `/v1/<of>/papers/<paper>?<narrowed>`. */
type About = {
  readonly of: string;
  readonly name: string;
  readonly papers: readonly string[];
  readonly narrowed?: string;
};

export type Written = { readonly files: number; readonly kinds: ReadonlySet<string> };

/**
 * @param most so many of each kind
 * @throws where the server answers with anything but a paper, or that it cannot be made yet
 */
export async function writePapers(address: string, folder: string, most = Number.POSITIVE_INFINITY): Promise<Written> {
  mkdirSync(folder, { recursive: true });
  const kinds = new Map<string, number>();
  let files = 0;
  for (const about of await everything(address))
    for (const paper of about.papers.filter((name) => (kinds.get(name) ?? 0) < most))
      for (const as of paper === 'certificate' ? (['pdf'] as const) : (['pdf', 'docx'] as const)) {
        const bytes = await paperOf(address, about, { paper, as });
        // What is not recorded yet makes no paper.
        if (!bytes) break;
        writeFileSync(join(folder, `${paper}-${about.name}.${as}`), bytes);
        files += 1;
        if (as === 'pdf') kinds.set(paper, (kinds.get(paper) ?? 0) + 1);
      }
  return { files, kinds: new Set(kinds.keys()) };
}

async function everything(address: string): Promise<readonly About[]> {
  const about = (resource: string, papers: object, ids: readonly string[]): readonly About[] =>
    ids.map((id) => ({ of: `${resource}/${id}`, name: id, papers: Object.keys(papers) }));
  const units = [
    '66',
    ...(await rowsOf(address, `programme-years/${YEAR}/board`, (row) => (row.unit as { code: string }).code)),
  ];
  const id = (row: Row): string => String(row.id);
  return [
    ...about('council-sessions', sessionPapers, await rowsOf(address, `council-sessions?year=2022`, id)),
    ...about(
      'product-cycles',
      cyclePapers,
      await rowsOf(address, `product-cycles?year=2022&limit=200`, (row) => String(row.cycle)),
    ),
    ...about(
      'certificates',
      { certificate: true, ...certificatePapers },
      await rowsOf(address, 'certificates?limit=200', (row) => String(row.certificate)),
    ),
    ...about(
      'unit-duties',
      dutiesPapers,
      units.map((unit) => `${YEAR}-${unit}`),
    ),
    ...units.map((unit) => ({
      of: `programme-years/${YEAR}`,
      name: `${YEAR}-${unit}`,
      papers: Object.keys(yearPapers),
      narrowed: `unit=${unit}`,
    })),
  ];
}

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(address: string, list: string, of: (row: Row) => string): Promise<readonly string[]> {
  const response = await fetch(`${address}/v1/${list}`, { headers });
  if (!response.ok) throw new Error(`${list}: ${await response.text()}`);
  const { items, rows = [] } = (await response.json()) as { items?: readonly Row[]; rows?: readonly Row[] };
  return (items ?? rows).map(of);
}

async function paperOf(
  address: string,
  { of, narrowed }: About,
  { paper, as }: { paper: string; as: 'pdf' | 'docx' },
): Promise<Buffer | undefined> {
  const query = [...(narrowed ? [narrowed] : []), ...(as === 'docx' ? ['as=docx'] : [])].join('&');
  const path = `/v1/${of}/papers/${paper}${query ? `?${query}` : ''}`;
  const response = await fetch(`${address}${path}`, { headers });
  if (response.status === 409 || (response.status === 404 && of.startsWith('unit-duties'))) return undefined;
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}
