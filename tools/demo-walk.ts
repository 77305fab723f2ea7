// npm run demo:walk [-- --address http://127.0.0.1:7070 --json]: walks a new product to 4★ on a running server.
// Exit 0 when the stream is exactly the expected one, 1 when anything differs, 2 on wrong use.
import { randomBytes } from 'node:crypto';
import { walkOf } from '../demo/walk.ts';
import { beforeSummer } from '../demo/walk-days.ts';
import { type SeenFact, walkOverHttp } from '../demo/walk-over-http.ts';
import { optionsOf, reasonOf, type WalkOptions } from './walk-options.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function show(fact: SeenFact, json: boolean): void {
  const byTemporal = fact.actor.kind === 'workflow';
  const { revision, type, words, actor, quiet } = fact;
  if (json) {
    say(JSON.stringify({ revision, type, ...words, actor, byTemporal, quiet }));
    return;
  }
  const who = byTemporal ? '⚙ Temporal' : `${actor.role ?? actor.kind} ${actor.unit ?? ''}`.trim();
  say(`${String(revision).padStart(4)}  ${who.padEnd(28)}  ${words.vi}`);
  say(`${' '.repeat(36)}${words.en}`);
}

function fail(json: boolean, message: string, more: Record<string, unknown> = {}): void {
  process.exitCode = 1;
  if (json) {
    say(JSON.stringify({ ok: false, message, ...more }));
    return;
  }
  process.stderr.write(`\nThe walk failed: ${message}\n`);
  for (const [name, value] of Object.entries(more))
    process.stderr.write(`${name}: ${JSON.stringify(value, null, 2)}\n`);
}

async function run({ address, json }: WalkOptions): Promise<void> {
  const walk = walkOf(`ca-phe-di-thu-${randomBytes(4).toString('hex')}`, { days: beforeSummer });
  const begun = performance.now();
  if (!json) say(`${walk.product} at ${address}: district → province (92.00) → nation (misses 5★) → review → 4★\n`);
  try {
    const walked = await walkOverHttp({ address, walk, onFact: (fact) => show(fact, json) });
    const seconds = Math.round(performance.now() - begun) / 1000;
    if (json) {
      say(JSON.stringify({ ok: true, ...walked, seconds }));
      return;
    }
    say(
      `\n4★. ${walked.facts} facts in ${seconds} s, ${walked.byTemporal} of them the process moving on by Temporal; the stream is the expected one.`,
    );
    say(`${address}/v1/product-cycles/${walked.cycle}/timeline`);
  } catch (error) {
    const { message, more } = reasonOf(error, address);
    fail(json, message, { ...more, cycle: walk.cycle });
  }
}

let options: WalkOptions | undefined;
try {
  options = optionsOf(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `${(error as Error).message}\nUsage: npm run demo:walk -- [--address http://127.0.0.1:7070] [--json]\n`,
  );
  process.exitCode = 2;
}
if (options) await run(options);
