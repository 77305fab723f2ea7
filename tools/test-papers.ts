// npm run test:papers: starts a demo year of its own, has it write every paper twice, and has each file opened by programs that
// are not ours: poppler and LibreOffice from Debian, veraPDF from Maven. Without them it fails; it is no part of npm test.
import { type ExecFileSyncOptions, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startProduct } from '../test/process/product.ts';
import { writePapers } from './papers/writing.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** A typeface with the measures of Times New Roman, which offices have. */
const TYPEFACE = 'fonts-liberation';
const DEBIAN = {
  pdftotext: 'poppler-utils',
  pdffonts: 'poppler-utils',
  soffice: 'libreoffice-writer-nogui',
  javac: 'default-jdk-headless',
  mvn: 'maven',
} as const;
/** So many documents LibreOffice opens in one go. */
const AT_ONCE = 40;

/** So many of each kind are made a second time. */
const TWICE = 3;

let passed = 0;
const failures: string[] = [];
function expect(what: string, isSo: boolean): void {
  if (isSo) passed += 1;
  else failures.push(what);
}

function install(): void {
  const missing = Object.entries(DEBIAN).filter(([program]) => spawnSync(program, ['--version']).error);
  const hasTypeface = spawnSync('fc-list', [':family=Liberation Serif'], { encoding: 'utf8' }).stdout?.trim();
  const packages = [...new Set([...missing.map(([, name]) => name), ...(hasTypeface ? [] : [TYPEFACE])])];
  if (packages.length === 0) return;
  say(`Debian: installing ${packages.join(', ')} …`);
  const quiet: ExecFileSyncOptions = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], quiet);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
}

/** What it prints; what it warns of is a failure. */
function run(program: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  expect(
    `${program} ${basename(args.find((arg) => arg.endsWith('.pdf')) ?? '')}: ${stderr.trim()}`,
    status === 0 && stderr === '',
  );
  return stdout;
}

/** Vietnamese that is searched for in each file; a paper without it is none of ours. */
const WORDS = /cộng hòa xã hội chủ nghĩa việt nam/iu;
const LETTERS = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u;

function checkPdf(path: string, fonts: 'ours' | 'any'): void {
  const name = basename(path);
  const text = run('pdftotext', ['-layout', path, '-']).normalize('NFC');
  expect(`${name}: the country's name is not in its text`, WORDS.test(text.replace(/\s+/g, ' ')));
  expect(`${name}: no Vietnamese letter is in its text`, LETTERS.test(text));
  if (fonts === 'any') return;
  const listed = run('pdffonts', [path]).trim().split('\n').slice(2);
  expect(`${name}: no font`, listed.length > 0);
  // Columns from the right: object and generation, then unicode map, subset, embedded.
  for (const line of listed) expect(`${name}: not embedded: ${line}`, line.trim().split(/\s+/).at(-5) === 'yes');
}

function checkDocx(paths: readonly string[], into: string): void {
  for (let i = 0; i < paths.length; i += AT_ONCE) {
    const some = paths.slice(i, i + AT_ONCE);
    execFileSync(
      'soffice',
      [`-env:UserInstallation=file://${into}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', into, ...some],
      {
        stdio: 'ignore',
      },
    );
  }
  for (const path of paths) {
    const converted = join(into, basename(path).replace(/docx$/, 'pdf'));
    expect(`${basename(path)}: LibreOffice did not open it`, readdirSync(into).includes(basename(converted)));
    if (readdirSync(into).includes(basename(converted))) checkPdf(converted, 'any');
  }
}

/** veraPDF from Maven: each is PDF/A-2a, the archive's format whose parts a reader that speaks finds. */
function checkPdfA(paths: readonly string[], into: string): void {
  cpSync(join(import.meta.dirname, 'papers', 'pdfa'), into, { recursive: true });
  execFileSync('mvn', ['-q', '-B', '-f', join(into, 'pom.xml'), 'compile', 'dependency:copy-dependencies'], {
    stdio: 'ignore',
  });
  const classes = `${join(into, 'target', 'classes')}:${join(into, 'target', 'dependency')}/*`;
  const { stdout } = spawnSync('java', ['-cp', classes, 'CheckPdfA', '2a', ...paths], { encoding: 'utf8' });
  const judged = stdout.split('\n');
  for (const path of paths) {
    const at = judged.indexOf(`OK ${path}`);
    const wrong = judged.indexOf(`BAD ${path}`);
    expect(`${basename(path)}: no PDF/A-2a:${judged[wrong + 1] ?? ' it was not read'}`, at >= 0);
  }
}

install();
const folder = mkdtempSync(join(tmpdir(), 'ocop-papers-'));
const [once, again, converted, pdfa] = ['once', 'again', 'converted', 'pdfa'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
];
mkdirSync(converted);
const product = await startProduct({ OCOP_DATA: join(folder, 'data') }, 300_000);
try {
  const { files, kinds } = await writePapers(product.address, once);
  await writePapers(product.address, again, TWICE);
  say(`${files} files: ${[...kinds].join(', ')}`);
  const names = readdirSync(once);
  for (const name of readdirSync(again))
    expect(
      `${name}: other bytes the second time`,
      readFileSync(join(once, name)).equals(readFileSync(join(again, name))),
    );
  const of = (kind: string): string[] => names.filter((name) => name.endsWith(kind)).map((name) => join(once, name));
  for (const path of of('.pdf')) checkPdf(path, 'ours');
  checkPdfA(of('.pdf'), pdfa);
  checkDocx(of('.docx'), converted);
} finally {
  product.launcher.kill('SIGTERM');
  await product.ended;
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) say(failure);
say(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
