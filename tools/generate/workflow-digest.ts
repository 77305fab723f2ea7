// The code that runs inside the workflows, by digest: what is written there decides whether a running history replays.
import { createHash } from 'node:crypto';
import { sourceFiles } from './source-files.ts';

/** Comments and white space do not count. */
const bare = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/\s+/g, ' ');

export function workflowDigest(root: string): string {
  const kernel = sourceFiles(root, 'domain/kernel').filter(({ path }) => /\/(procedure|due-action)\.ts$/.test(path));
  const hash = createHash('sha256');
  for (const { path, text } of [...sourceFiles(root, 'workflows'), ...kernel]) hash.update(`${path}\n${bare(text)}\n`);
  return hash.digest('hex');
}
