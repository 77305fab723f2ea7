// npm run demo:council [-- --address http://127.0.0.1:7070 --json]: two councils on a running demo, whose clock it moves on
// by some days. Exit 0 when every cycle ends as it must, 1 when anything differs, 2 on wrong use.
import { randomBytes } from 'node:crypto';
import { councilsOverHttp, type Ended, type Told } from '../demo/council-over-http.ts';
import { outcomeWords } from '../domain/product-cycle/escalation/rating.ts';
import { tierName } from '../domain/product-cycle/escalation/tier.ts';
import { optionsOf, reasonOf, type WalkOptions } from './walk-options.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line for what is done again and again: a hundred sheets are sealed. */
function inRuns(say: (line: string) => void) {
  let last: { told: Told; times: number } | undefined;
  const end = (): void => {
    if (!last) return;
    const { told, times } = last;
    const about = [told.of, times === 1 ? told.product : undefined].filter(Boolean).join(' · ');
    say(`${times === 1 ? '' : `${times} × `}${told.vi} / ${told.en}  (${about}${times === 1 ? `, ${told.by}` : ''})`);
    last = undefined;
  };
  const kind = ({ act, of, product }: Told): string =>
    product === undefined || act === 'SealSheet' ? `${act} ${of}` : '';
  return {
    end,
    next(told: Told): void {
      if (last && kind(told) !== '' && kind(told) === kind(last.told)) {
        last = { told, times: last.times + 1 };
        return;
      }
      end();
      last = { told, times: 1 };
    },
  };
}

function endedIn({ tier, stars, outcome }: Ended): string {
  const [at, came] = [tierName(tier), outcomeWords[outcome]];
  return `${at.vi}: ${stars} sao, ${came.vi} / ${at.en}: ${stars} stars, ${came.en}`;
}

async function run({ address, json }: WalkOptions): Promise<void> {
  const mark = `hd-${randomBytes(3).toString('hex')}`;
  const begun = performance.now();
  const shown = inRuns(say);
  const onAct = (told: Told) => (json ? say(JSON.stringify(told)) : shown.next(told));
  try {
    const done = await councilsOverHttp({ address, mark, onAct });
    const seconds = Math.round(performance.now() - begun) / 1000;
    if (json) return say(JSON.stringify({ ok: true, ...done, seconds }));
    shown.end();
    say('');
    for (const [cycle, ended] of Object.entries(done.outcomes)) say(`${cycle}  ${endedIn(ended)}`);
    say(`\n${done.products} products through two councils in ${seconds} s; every cycle ended as it must.`);
    for (const session of done.sessions) say(`${address}/council-sessions/${session}`);
  } catch (error) {
    process.exitCode = 1;
    const { message, more } = reasonOf(error, address);
    if (json) return say(JSON.stringify({ ok: false, message, ...more }));
    shown.end();
    process.stderr.write(`\nThe councils failed: ${message}\n`);
    if (more) process.stderr.write(`${JSON.stringify(more, null, 2)}\n`);
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
