// Which refusals a command can answer with, read from the source: those that its declaration names, directly or through
// the functions it calls. What a correction answers on behalf of the fact it corrects is not found this way.
import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

type Declaration = { readonly path: string; readonly name: string; readonly text: string };

const START = /^(?:export )?(?:async )?(?:const|function) (\w+)/gm;
const IMPORT = /^import (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm;

export function refusalFinder(files: readonly SourceFile[]): (command: string) => readonly string[] {
  const declarations = new Map<string, Declaration>();
  const imports = new Map<string, Map<string, string>>();
  for (const { path, text } of files) {
    const starts = [...text.matchAll(START)];
    starts.forEach((start, i) => {
      const name = start[1] as string;
      declarations.set(`${path}#${name}`, { path, name, text: text.slice(start.index, starts[i + 1]?.index) });
    });
    imports.set(path, importsOf(path, text));
  }

  const resolve = (path: string, name: string): Declaration | undefined =>
    declarations.get(`${path}#${name}`) ??
    (imports.get(path)?.has(name) ? declarations.get(`${imports.get(path)?.get(name)}#${name}`) : undefined);

  function codes(from: Declaration, seen: Set<Declaration>): string[] {
    if (seen.has(from)) return [];
    seen.add(from);
    const declared = /= refusal\(\s*'(\w+)'/.exec(from.text)?.[1];
    if (declared) return [declared];
    const names = new Set(withoutText(from.text).match(/(?<![.\w])[A-Za-z_]\w*/g));
    return [...names].flatMap((name) => {
      const next = resolve(from.path, name);
      return next ? codes(next, seen) : [];
    });
  }

  return (command) => {
    const start = new RegExp(`(?:^export const \\w+ =|^  return) \\w+\\.command\\('${command}'`, 'm');
    const declaration = [...declarations.values()].find((d) => start.test(d.text));
    return declaration ? [...new Set(codes(declaration, new Set()))].sort() : [];
  };
}

function importsOf(path: string, text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(IMPORT))
    for (const name of names.split(',')) {
      const bare = name.trim().replace(/^type /, '');
      if (bare) found.set(bare, posix.join(posix.dirname(path), from));
    }
  return found;
}

/** A name inside a sentence is no reference. */
const withoutText = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'[^'\n]*'/g, "''");
