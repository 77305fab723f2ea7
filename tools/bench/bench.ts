// npm run bench [-- names…] [--json] [--strict]: what the parts that matter cost, each beside a bare way of doing the
// same on this machine. What it is doing goes to stderr, so that stdout holds the figures alone.
import { parseArgs } from 'node:util';
import { council } from './council.ts';
import type { Bench, Figure } from './figure.ts';
import { isMet } from './figure.ts';
import { herd } from './herd.ts';
import { http } from './http/http.ts';
import { kurrentdb } from './kurrentdb.ts';
import { manyCallers } from './many-callers.ts';
import { movedOn } from './moved-on.ts';
import { oneCaller } from './one-caller.ts';
import { asLine, asTable } from './print.ts';
import { proof } from './proof.ts';
import { readable } from './readable.ts';
import { rebuild } from './rebuild.ts';
import { recovered } from './recovered.ts';
import { seen } from './seen.ts';
import { start } from './start.ts';
import { stepOpened } from './step-opened.ts';
import { store } from './store/store.ts';
import { web } from './web/web.ts';

const benches: readonly Bench[] = [oneCaller, manyCallers, stepOpened, readable, movedOn, recovered, rebuild];
/** Run only when asked for, all figures by the name of the group: they take long, or install other software. */
const groups: ReadonlyMap<string, Bench> = new Map([
  ['store', store],
  ['herd', herd],
  ['start', start],
  ['proof', proof],
  ['council', council],
  ['seen', seen],
  ['http', http],
  ['kurrentdb', kurrentdb],
  ['web', web],
]);
const usual = benches.flatMap((b) => b.names);
const names = [...usual, ...[...groups].flatMap(([group, { names }]) => [group, ...names])];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' }, help: { type: 'boolean' } },
});

const unknown = positionals.find((p) => !names.includes(p));
if (values.help || unknown !== undefined) {
  if (unknown !== undefined) say(`There is no figure ${unknown}.`);
  say(`Usage: npm run bench -- [--json] [--strict] [figure …]\nFigures: ${usual.join(', ')}`);
  for (const [group, bench] of groups)
    say(`Only when asked for, all of them by the name ${group}: ${bench.names.join(', ')}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const asked = positionals.length === 0 ? usual : positionals.flatMap((p) => groups.get(p)?.names ?? [p]);
const wanted = (name: string): boolean => asked.includes(name);
const figures: Figure[] = [];
for (const bench of [...benches, ...groups.values()].filter((b) => b.names.some(wanted))) {
  const begun = performance.now();
  say(`Measuring ${bench.about} …`);
  for (const figure of await bench.measure(say)) {
    if (!wanted(figure.name)) continue;
    figures.push(figure);
    if (values.json) process.stdout.write(`${asLine(figure)}\n`);
  }
  say(`  took ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
if (!values.json) process.stdout.write(`${asTable(figures)}\n`);
// A goal that nothing could be measured against is not met either, but nobody has missed it.
const unmet = Map.groupBy(
  figures.filter((f) => !isMet(f)),
  (f) => (Number.isNaN(f.ratio) ? 'not measured' : 'missed'),
);
for (const [how, those] of unmet) say(`Goal ${how}: ${those.map((f) => f.name).join(', ')}`);
process.exit(values.strict && unmet.size > 0 ? 1 : 0);
