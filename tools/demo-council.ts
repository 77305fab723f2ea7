// npm run demo:council [-- --address http://127.0.0.1:7070 --json]: two councils on a running demo, whose clock it moves on
// by some days. Exit 0 when every cycle ends as it must, 1 when anything differs, 2 on wrong use.
import { randomBytes } from 'node:crypto';
import { councilsOverHttp, type Told } from '../demo/council-over-http.ts';
import { optionsOf, reasonOf, type WalkOptions } from './walk-options.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run({ address, json }: WalkOptions): Promise<void> {
  const mark = `hd-${randomBytes(3).toString('hex')}`;
  const begun = performance.now();
  const onAct = (told: Told) => say(json ? JSON.stringify(told) : `${told.act.padEnd(20)} ${told.of}  (${told.by})`);
  try {
    const done = await councilsOverHttp({ address, mark, onAct });
    const seconds = Math.round(performance.now() - begun) / 1000;
    if (json) return say(JSON.stringify({ ok: true, ...done, seconds }));
    for (const [cycle, outcome] of Object.entries(done.outcomes)) say(`${cycle}  ${outcome}`);
    say(`\n${done.products} products through two councils in ${seconds} s; every cycle ended as it must.`);
  } catch (error) {
    process.exitCode = 1;
    const { message, more = {} } = reasonOf(error, address);
    if (json) return say(JSON.stringify({ ok: false, message, ...more }));
    process.stderr.write(`\nThe councils failed: ${message}\n${JSON.stringify(more, null, 2)}\n`);
  }
}

try {
  await run(optionsOf(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(
    `${(error as Error).message}\nUsage: npm run demo:council -- [--address http://127.0.0.1:7070] [--json]\n`,
  );
  process.exitCode = 2;
}
