// `ocop rulebook …`: the law as data, read, checked, compared and tried out. Exit 0 done, 1 refused or lint errors,
// 2 wrong use.
import { Command } from 'commander';
import { isRefusal, type Refusal, refusalSentence } from '../domain/kernel/refusal.ts';
import { diffRulebooks, diffSets } from '../domain/rulebooks/diff.ts';
import type { Finding } from '../domain/rulebooks/finding.ts';
import { lintRulebook } from '../domain/rulebooks/lint.ts';
import { rateSheets, rulebookNamed, setNamed } from '../domain/rulebooks/rate-sheets.ts';
import { findCriteriaSet, getCriteriaSet, rulebooks } from '../domain/rulebooks/registry.ts';
import type { Rulebook } from '../domain/rulebooks/rulebook.ts';
import { correspondingSets } from '../domain/rulebooks/taxonomy.ts';
import { whatIf } from '../domain/rulebooks/what-if.ts';
import { readSheetsFile } from './rulebook-file.ts';
import { diffText, findingText, ratingText, rulebookText, setText, whatIfText } from './rulebook-text.ts';

/** Where a command writes, and how it tells how it went. */
export type Terminal = {
  out: (text: string) => void;
  err: (text: string) => void;
  /** how the command ends once it has written everything */
  exit: (code: 1 | 2) => void;
  /** ends at once, after help or wrong use */
  leave: (code: 0 | 2) => never;
};

const terminal: Terminal = {
  out: (text) => {
    // `ocop rulebook show R2026 | head`: who has read enough is no trouble.
    process.stdout.once('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
    process.stdout.write(`${text}\n`);
  },
  err: (text) => void process.stderr.write(`${text}\n`),
  exit: (code) => {
    process.exitCode = code;
  },
  leave: (code) => process.exit(code),
};

type Json = { json?: boolean };

/** The group of commands; `at` stands in for the process in tests. */
export function rulebookCommand(at: Terminal = terminal): Command {
  const answer = (value: unknown, text: () => string, { json }: Json) => at.out(json ? JSON.stringify(value) : text());
  const refuse = (refusal: Refusal, { json }: Json): void => {
    const sentence = { vi: refusalSentence(refusal, 'vi'), en: refusalSentence(refusal, 'en') };
    if (json) at.out(JSON.stringify({ ...refusal, sentence }));
    else at.err(`${refusal.code}: ${sentence.vi}\n${sentence.en}`);
    at.exit(1);
  };
  const group = new Command('rulebook')
    .description('the law as data: check, show, compare and try it')
    .showHelpAfterError()
    .configureOutput({ writeErr: (text) => at.err(text.trimEnd()), writeOut: (text) => at.out(text.trimEnd()) })
    .exitOverride(({ exitCode }) => at.leave(exitCode === 0 ? 0 : 2));

  group
    .command('lint')
    .description('prove sums, codes, minimum options and that every star can be reached')
    .option('--json')
    .action((o: Json) => {
      const findings = uniqueFindings(rulebooks.flatMap((rulebook) => lintRulebook(rulebook, findCriteriaSet)));
      const errors = findings.filter(({ level }) => level === 'error').length;
      const summary = `${rulebooks.length} rulebooks: ${errors} errors, ${findings.length - errors} notices`;
      answer({ ok: errors === 0, findings }, () => [...findings.map(findingText), summary].join('\n'), o);
      if (errors > 0) at.exit(1);
    });

  group
    .command('show <id>')
    .description('a whole rulebook with its sets, or one set: R2026, R2026/13')
    .option('--json')
    .action((id: string, o: Json) => {
      if (id.includes('/')) {
        const set = findCriteriaSet(id) ?? setNamed(id);
        return isRefusal(set) ? refuse(set, o) : answer(set, () => setText(set), o);
      }
      const rulebook = rulebookNamed(id);
      if (isRefusal(rulebook)) return refuse(rulebook, o);
      answer({ ...rulebook, sets: setsOf(rulebook) }, () => rulebookText(rulebook, setsOf(rulebook)), o);
    });

  group
    .command('diff <a> <b>')
    .description('two rulebooks, or two sets, side by side')
    .option('--json')
    .action((a: string, b: string, o: Json) => {
      const differences = a.includes('/') ? diffOfSets(a, b) : diffOfRulebooks(a, b);
      if (isRefusal(differences)) return refuse(differences, o);
      answer({ a, b, differences }, () => diffText(a, b, differences), o);
    });

  group
    .command('rate <file>')
    .description('rate the sheets of a file (see cli/rulebook-sample.json), with the explanation')
    .option('--json')
    .action((path: string, o: Json) => {
      const file = readSheetsFile(path);
      if ('wrong' in file) return wrongUse(file.wrong);
      const rated = rateSheets(file.sheets);
      if (isRefusal(rated)) return refuse(rated, o);
      answer(rated.rating, () => ratingText(rated.rating, rated.set), o);
    });

  group
    .command('what-if <file>')
    .description('re-rate the sheets of a file under another rulebook, where criteria correspond')
    .requiredOption('--under <id>', 'the other rulebook')
    .option('--set <id>', 'its set, where several correspond')
    .option('--json')
    .action((path: string, o: Json & { under: string; set?: string }) => {
      const file = readSheetsFile(path);
      if ('wrong' in file) return wrongUse(file.wrong);
      const rated = rateSheets({ ...file.sheets, unreadConfirmed: true });
      const under = rulebookNamed(o.under);
      if (isRefusal(rated)) return refuse(rated, o);
      if (isRefusal(under)) return refuse(under, o);
      const candidates = correspondingSets(rated.set.id, under, rulebooks);
      const id = o.set ?? candidates[0];
      if (id === undefined || (o.set === undefined && candidates.length > 1)) {
        return wrongUse(
          `${under.id} has ${candidates.join(', ') || 'no set'} for ${rated.set.id}; name one with --set`,
        );
      }
      const to = setNamed(id);
      if (isRefusal(to)) return refuse(to, o);
      const { sheets, mapping, policies } = file.sheets;
      const result = whatIf({ sheets, from: rated.set, to, under, mapping, policies });
      if (isRefusal(result)) return refuse(result, o);
      answer({ from: rated.rating, set: to.id, ...result }, () => whatIfText(rated.rating, to, result), o);
    });

  function wrongUse(message: string): void {
    at.err(message);
    at.exit(2);
  }
  return group;
}

/** R2025 rates by R2023's sets, so what lint says of them stands once. */
function uniqueFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ of, code, what }: Finding) => `${of} ${code} ${what.en}`;
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}

const setsOf = ({ taxonomy }: Rulebook) =>
  taxonomy.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(({ id }) => getCriteriaSet(id))));

function diffOfRulebooks(a: string, b: string) {
  const [one, other] = [rulebookNamed(a), rulebookNamed(b)];
  if (isRefusal(one)) return one;
  return isRefusal(other) ? other : diffRulebooks(one, other);
}

function diffOfSets(a: string, b: string) {
  const [one, other] = [setNamed(a), setNamed(b)];
  if (isRefusal(one)) return one;
  return isRefusal(other) ? other : diffSets(one, other);
}
