// npm run demo:council [-- --address http://127.0.0.1:7070 --json]: two councils on a running demo, whose clock it moves on
// by some days. Exit 0 when every cycle ends as it must, 1 when anything differs, 2 on wrong use.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { councilsOverHttp, type Told } from '../demo/council-over-http.ts';
import { WalkFailed } from '../demo/over-http.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run({ address, json }: { address: string; json: boolean }): Promise<void> {
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
    const { message } = error as Error;
    const more = error instanceof WalkFailed ? { expected: error.expected, found: error.found } : {};
    if (json) return say(JSON.stringify({ ok: false, message, ...more }));
    process.stderr.write(`\nThe councils failed: ${message}\n${JSON.stringify(more, null, 2)}\n`);
  }
}

try {
  const { values } = parseArgs({ options: { address: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const given = values.address ?? process.env.OCOP_ADDRESS ?? 'http://127.0.0.1:7070';
  await run({ address: new URL(/^https?:\/\//.test(given) ? given : `http://${given}`).origin, json: values.json });
} catch (error) {
  process.stderr.write(
    `${(error as Error).message}\nUsage: npm run demo:council -- [--address http://127.0.0.1:7070] [--json]\n`,
  );
  process.exitCode = 2;
}
