// npm run bench [-- names…] [--json] [--strict]: what the parts that matter cost, each beside a bare way of doing the
// same on this machine. What it is doing goes to stderr, so that stdout holds the figures alone.
import { parseArgs } from 'node:util';
import type { Bench, Figure } from './figure.ts';
import { isMet } from './figure.ts';
import { manyCallers } from './many-callers.ts';
import { movedOn } from './moved-on.ts';
import { oneCaller } from './one-caller.ts';
import { asLine, asTable } from './print.ts';
import { readable } from './readable.ts';
import { rebuild } from './rebuild.ts';
import { recovered } from './recovered.ts';
import { stepOpened } from './step-opened.ts';

const benches: readonly Bench[] = [oneCaller, manyCallers, stepOpened, readable, movedOn, recovered, rebuild];
const names = benches.flatMap((b) => b.names);

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' }, help: { type: 'boolean' } },
});

const unknown = positionals.find((p) => !names.includes(p));
if (values.help || unknown !== undefined) {
  if (unknown !== undefined) say(`There is no figure ${unknown}.`);
  say(`Usage: npm run bench -- [--json] [--strict] [figure …]\nFigures: ${names.join(', ')}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const figures: Figure[] = [];
for (const bench of benches.filter((b) => b.names.some(wanted))) {
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
const missed = figures.filter((f) => !isMet(f)).map((f) => f.name);
if (missed.length > 0) say(`Goal missed: ${missed.join(', ')}`);
process.exit(values.strict && missed.length > 0 ? 1 : 0);
