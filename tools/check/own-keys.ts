// Finds where an object is read by a string that is not one of its known names: `units[code]` answers `constructor` with
// what every object has. Such a look-up goes through `own` (domain/kernel/own.ts), a Map, or says Object.hasOwn itself.
import { join, relative } from 'node:path';
import {
  type ElementAccessExpression,
  type Expression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isAsExpression, isElementAccessExpression } from 'typescript/unstable/ast/is';
import { API, type Project } from 'typescript/unstable/sync';

const FOLDERS =
  /^(domain|sqlite|eventstore|vault|activities|workflows|relay|projections|audit|moving|settings|api|cli|demo)\//;
const TESTS = /\.(test|fixture)\.ts$/;

/** `config`: the tsconfig.json of the files to look at. */
export function readsByForeignKey(config: string, of: (path: string) => boolean = isShipped): readonly string[] {
  const root = join(config, '..');
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects();
    if (!project) throw new Error(`${config} could not be opened`);
    const names = project.program.getSourceFileNames().filter((name) => of(relative(root, name)));
    if (names.length === 0) throw new Error('no file was seen');
    return names.flatMap((name) => readsByForeignKeyIn(project, name).map((read) => relative(root, read)));
  } finally {
    api.close();
  }
}

function readsByForeignKeyIn({ program, checker }: Project, name: string): readonly string[] {
  const file = program.getSourceFile(name);
  const reads = file ? readsIn(file) : [];
  if (!file || reads.length === 0) return [];
  const text = checker.getStringType();
  const types = checker.getTypeAtLocation(reads.map(keyOf));
  return reads
    .filter((_, i) => types[i] && checker.isTypeAssignableTo(text, types[i]))
    .map((read) => `${name}:${lineOf(file, read)}: ${file.text.slice(read.pos, read.end).trim()}`);
}

const lineOf = (file: SourceFile, { end }: Node): number => file.text.slice(0, end).split('\n').length;

/** They read what they have just asked Object.keys for. */
const EXEMPT = new Set(['domain/kernel/own.ts', 'eventstore/canonical.ts', 'api/body.ts']);

const isShipped = (path: string): boolean => FOLDERS.test(path) && !TESTS.test(path) && !EXEMPT.has(path);

/** A cast says what somebody hopes. */
function keyOf(read: ElementAccessExpression): Expression {
  let key = read.argumentExpression;
  while (isAsExpression(key)) key = key.expression;
  return key;
}

function readsIn(file: SourceFile): readonly ElementAccessExpression[] {
  const found: ElementAccessExpression[] = [];
  const walk = (node: Node, parent: Node): void => {
    if (isElementAccessExpression(node) && !isWritten(node, parent, file)) found.push(node);
    node.forEachChild((child) => walk(child, node));
  };
  walk(file, file);
  return found;
}

const isWritten = (node: Node, parent: Node, file: SourceFile): boolean =>
  parent.kind === SyntaxKind.BinaryExpression && /^\s*=[^=]/.test(file.text.slice(node.end, parent.end));

if (import.meta.main) {
  const found = readsByForeignKey(join(import.meta.dirname, '../../tsconfig.json'));
  for (const read of found) console.log(`${read}: use own() of domain/kernel/own.ts, or a Map`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
