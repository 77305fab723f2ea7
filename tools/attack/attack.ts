// npm run attack [-- names… minutes]: attacks that take longer than a test may. One file of test/attack/ is one suite.
import { readdirSync } from 'node:fs';
import type { Suite } from './suite.ts';

const folder = new URL('../../test/attack/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const given = process.argv.slice(2);
const minutes = given.map(Number).find((n) => n > 0);
const asked = given.filter((word) => !(Number(word) > 0));
if (asked.some((name) => !names.includes(name))) {
  say(`Usage: npm run attack -- [suite …] [minutes]\nSuites: ${names.join(', ')}`);
  process.exit(2);
}

let failed = 0;
for (const name of asked.length === 0 ? names : asked) {
  const { suite } = (await import(new URL(`${name}.ts`, folder).href)) as { suite: Suite };
  if (suite.onlyWhenNamed && asked.length === 0) continue;
  const begun = performance.now();
  say(`${name}: ${suite.about} …`);
  try {
    const counts = await suite.run((line) => say(`  ${line}`), minutes);
    const told = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
    process.stdout.write(
      `held    ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s): ${told.join(', ')}\n`,
    );
  } catch (error) {
    failed++;
    process.stdout.write(`BROKEN  ${name}: ${(error as Error).stack}\n`);
  }
}
process.exit(failed === 0 ? 0 : 1);
