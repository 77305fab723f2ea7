import { setTimeout as pause } from 'node:timers/promises';
import { whatIsDue } from '../../activities/processes.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { closing } from './closing.ts';
import type { Bench } from './figure.ts';
import { startServer } from './process.ts';
import { addProducts, CALLERS, cycleOf, execute, openProvince, type Province } from './province.ts';
import { together } from './rounds.ts';

const HERD = Number(process.env.OCOP_BENCH_HERD ?? 10_000);
/** As many cycles a second at least set their timer anew before the instant comes, on a machine that is free. */
const LOOKED_PER_SECOND = 15;
const POLL_MS = 50;

/** Thousands of cycles have a reminder at the same instant: how many are reminded per second, each of them once. */
export const herd: Bench = {
  names: ['herd-reminded'],
  about: `${HERD} deadlines at the same instant, every one of them reminded once, against as many bare timers`,
  measure: (say) =>
    closing(async (onEnd) => {
      const clock = runningClock();
      const province = await openProvince({ clock });
      onEnd(province.close);
      const server = await startServer(province.folder);
      onEnd(server.stop);
      const process_ = await server.attach(province);
      onEnd(process_.stop);
      const touched = new Map<string, number>();
      const bare = await server.attachBare((id) => touched.set(id, Date.now()));
      onEnd(bare.stop);
      const relay = await process_.begin();
      const dueAt = await nextReminder(province, () => relay.idle());
      const products = await addProducts(province, HERD);
      const seen = countReminders(province);
      onEnd(seen.stop);
      const begun = Date.now();
      await together(CALLERS, products, (product) => start(province, product));
      await relay.idle();
      say(`  ${HERD} cycles have begun`);
      // The clock is moved close to the instant, and everybody told of it.
      const leadMs = Math.max((HERD / LOOKED_PER_SECOND) * 1000, Date.now() - begun) + 20_000;
      province.at(new Date(Date.parse(dueAt) - leadMs).toISOString());
      const instant = Date.now() + leadMs;
      await relay.recover();
      await relay.idle();
      if (Date.now() > instant) throw new Error('the instant came before every cycle waited for it');
      const ours = await rateFrom(instant, () => products.filter((p) => seen.of(cycleOf(p)) > 0).length);

      const bareInstant = Date.now() + leadMs / 2;
      await together(CALLERS, products, (product) => bare.waitUntil(product, bareInstant));
      if (Date.now() > bareInstant) throw new Error('the instant came before every bare workflow had begun');
      const bareRate = await rateFrom(bareInstant, () => touched.size);
      const twice = products.filter((p) => seen.of(cycleOf(p)) !== 1).length;
      if (twice !== 0) throw new Error(`${twice} cycles were reminded more than once`);
      say(`  ours ${ours.toFixed(1)}, bare ${bareRate.toFixed(1)} a second; each once`);
      return [
        {
          name: 'herd-reminded',
          unit: 'cycles/s',
          value: ours,
          baseline: 'bare workflow: one timer, one local activity',
          baselineValue: bareRate,
          ratio: ours / bareRate,
        },
      ];
    }),
};

/** A clock that runs on from where it is set. */
function runningClock(): { now: string } {
  let offset = 0;
  return {
    get now() {
      return new Date(Date.now() + offset).toISOString();
    },
    set now(instant: string) {
      offset = Date.parse(instant) - Date.now();
    },
  };
}

const start = (province: Province, product: string) =>
  execute(province, {
    command: getCommand('productCycle', 'StartCycle'),
    id: cycleOf(product),
    input: {},
    commandId: `bench/${product}/start`,
    caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
  });

/** The instant at which a cycle that begins now is reminded. */
async function nextReminder(province: Province, settled: () => Promise<void>): Promise<string> {
  const [probe] = await addProducts(province, 1);
  await start(province, probe as string);
  for (;;) {
    await settled();
    const due = await whatIsDue(province.executor, productCycle.stream(cycleOf(probe as string)), province.now());
    const next = due.find(({ which }) => which.startsWith('T-'));
    if (next) return next.dueAt;
    await pause(POLL_MS);
  }
}

function countReminders({ store }: Province) {
  const stopping = new AbortController();
  const counts = new Map<string, number>();
  void (async () => {
    for await (const d of store.subscribe({ prefixes: [productCycle.stream('')], signal: stopping.signal }))
      if (d.kind === 'event' && d.event.type === 'ReminderCameDue')
        counts.set(d.event.stream, (counts.get(d.event.stream) ?? 0) + 1);
  })();
  return {
    of: (cycle: string) => counts.get(productCycle.stream(cycle)) ?? 0,
    stop: async () => stopping.abort(),
  };
}

/** Per second from the instant until all of them are done. */
async function rateFrom(instant: number, done: () => number): Promise<number> {
  await pause(instant - Date.now());
  while (done() < HERD) await pause(POLL_MS);
  return (HERD * 1000) / (Date.now() - instant);
}
