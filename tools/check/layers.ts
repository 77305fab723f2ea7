// Checks who imports whom (.dependency-cruiser.cjs). A check that saw nothing has not passed: it fails.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IModule, type IViolation } from 'dependency-cruiser';

/** The parts, held to all rules. */
export const FOLDERS: readonly string[] =
  'domain sqlite eventstore vault accounts activities workflows relay projections audit moving settings papers spreadsheets api rehearsal cli web demo post'.split(
    ' ',
  );
/** They may know anything, but run in no circle either. */
const AROUND = ['setup', 'tools', 'test'];

export type Layers = { readonly modules: number; readonly problems: readonly string[] };

/** Every module of ours, and what breaks a rule. */
async function cruised(root: string): Promise<{ modules: readonly IModule[]; violations: readonly IViolation[] }> {
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: object[];
    options: ICruiseOptions;
  };
  const folders = [...FOLDERS, ...AROUND].filter((folder) => existsSync(join(root, folder)));
  if (folders.length === 0) return { modules: [], violations: [] };
  const { output } = await cruise(folders, {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden } as never,
  });
  const { modules, summary } = output as ICruiseResult;
  const ours = modules.filter((m) => !m.source.includes('node_modules/') && existsSync(join(root, m.source)));
  return { modules: ours, violations: summary.violations };
}

export const seenModules = async (root: string): Promise<readonly IModule[]> => (await cruised(root)).modules;

/** @param atLeast fewer modules than this mean that the check itself is broken */
export async function checkLayers({ root, atLeast = 50 }: { root: string; atLeast?: number }): Promise<Layers> {
  const { modules, violations } = await cruised(root);
  const imports = modules.reduce((n, m) => n + m.dependencies.length, 0);
  const problems = violations.map(
    ({ rule, from, to, cycle }) => `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`,
  );
  if (modules.length < atLeast)
    problems.push(`only ${modules.length} modules were seen (at least ${atLeast} are there)`);
  if (imports < modules.length / 2) problems.push(`only ${imports} imports were seen in ${modules.length} modules`);
  return { modules: modules.length, problems };
}

if (import.meta.main) {
  const { modules, problems } = await checkLayers({ root: join(import.meta.dirname, '../..') });
  for (const problem of problems) console.log(problem);
  console.log(`${modules} modules, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
