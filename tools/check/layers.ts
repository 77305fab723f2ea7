// Checks who imports whom (.dependency-cruiser.cjs). A check that saw nothing has not passed: it fails.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

const FOLDERS =
  'domain eventstore vault activities workflows relay projections audit moving settings api cli web demo'.split(' ');

export type Layers = { readonly modules: number; readonly problems: readonly string[] };

/** @param atLeast fewer modules than this mean that the check itself is broken */
export async function checkLayers({ root, atLeast = 50 }: { root: string; atLeast?: number }): Promise<Layers> {
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: object[];
    options: ICruiseOptions;
  };
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const result =
    folders.length === 0
      ? undefined
      : ((await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet: { forbidden } as never }))
          .output as ICruiseResult);
  const ours = (result?.modules ?? []).filter(
    (m) => !m.source.includes('node_modules/') && existsSync(join(root, m.source)),
  );
  const imports = ours.reduce((n, m) => n + m.dependencies.length, 0);
  const problems = (result?.summary.violations ?? []).map(
    ({ rule, from, to, cycle }) => `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`,
  );
  if (ours.length < atLeast) problems.push(`only ${ours.length} modules were seen (at least ${atLeast} are there)`);
  if (imports < ours.length / 2) problems.push(`only ${imports} imports were seen in ${ours.length} modules`);
  return { modules: ours.length, problems };
}

if (import.meta.main) {
  const { modules, problems } = await checkLayers({ root: join(import.meta.dirname, '../..') });
  for (const problem of problems) console.log(problem);
  console.log(`${modules} modules, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
