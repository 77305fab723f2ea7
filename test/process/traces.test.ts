// Traces by setting, held against a collector of our own: one from a request to what the process does because of it.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, pathOf, requestOf, walkOf } from '../../demo/walk.ts';
import { beforeSummer } from '../../demo/walk-days.ts';
import { demoIn } from '../loaded-demo.ts';
import { otlpReceiver, type TakenSpan } from '../otlp-receiver.ts';
import { eventually } from '../temporal-world.ts';
import { type Product, startProduct } from './product.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-traces-'));
const key = join(folder, 'key');
let receiver: Awaited<ReturnType<typeof otlpReceiver>>;
let product: Product;
beforeAll(async () => {
  receiver = await otlpReceiver();
  writeFileSync(key, 'Bearer thu-nghiem\n');
  const env = { OCOP_DATA: join(folder, 'data'), OCOP_TRACES_URL: receiver.url, OCOP_TRACES_KEY_FILE: key };
  await demoIn(env.OCOP_DATA);
  product = await startProduct(env, 110_000);
}, 120_000);
afterAll(async () => {
  if (product) process.kill(product.launcher.pid as number, 'SIGTERM');
  await product?.ended;
  await receiver?.close();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** @returns its trace, by the answer */
async function give(act: Act, id: string, more: Record<string, string> = {}): Promise<string> {
  const path = `${product.address}/v1/${pathOf(act)}`;
  const headers = { authorization: `Bearer ${act.by}`, 'content-type': 'application/json' };
  const seen = (await fetch(path, { headers })).headers.get('etag');
  const response = await fetch(`${path}/${act.command.route}`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': id, ...(seen ? { 'if-match': seen } : {}), ...more },
    body: JSON.stringify(requestOf(act)),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.headers.get('traceresponse')?.split('-')[1] ?? '';
}

const attribute = (span: TakenSpan, name: string) => span.attributes.find((a) => a.key === name)?.value.stringValue;
const inTrace = (trace: string) => receiver.spans.filter(({ traceId }) => traceId === trace);

/** From a span to the beginning of its trace. */
function wayOf(span: TakenSpan): string[] {
  const parent = inTrace(span.traceId).find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent ? wayOf(parent) : [])];
}

test('one trace: the request, its append, the hint, the workflow’s next command', async () => {
  const theirs = '0af7651916cd43dd8448eb211c80319c';
  const opens = (found: readonly TakenSpan[]) => found.some(({ name }) => name === 'RunActivity:give');
  let [trace, name] = ['', ''];
  let spans: readonly TakenSpan[] = [];
  // What a relay that is still starting finds there already is told of in no trace, as everything that stands open: on a busy
  // machine that may be the first products.
  for (const product of ['t1', 't2', 't3', 't4', 't5', 't6']) {
    const { entry, way } = walkOf(product, { days: beforeSummer });
    const moves = way.findIndex(({ facts }) => facts.some(({ by }) => by === 'workflow'));
    for (const act of [...entry, ...way.slice(0, moves)]) await give(act, randomUUID());
    const act = way[moves] as Act;
    const id = randomUUID();
    name = act.command.name;
    trace = await give(act, id, { traceparent: `00-${theirs}-b7ad6b7169203331-01` });
    expect(trace).toBe(id.replaceAll('-', ''));
    spans = await eventually(() => inTrace(trace), opens, 20_000).catch(() => []);
    if (spans.length > 0) break;
  }
  const next = spans.find((span) => attribute(span, 'ocop.command_id')?.startsWith('productCycle-')) as TakenSpan;
  expect(attribute(next, 'ocop.outcome')).toBe('appended');
  expect(wayOf(next)).toEqual([
    next.name,
    'RunActivity:give',
    expect.stringMatching(/^SignalWithStartWorkflow:productCycle$/),
    'append',
    name,
    'POST /v1/:resource/:id/:command',
  ]);
  const request = spans.find(({ parentSpanId }) => !parentSpanId) as TakenSpan;
  expect(request.links?.map(({ traceId }) => traceId)).toEqual([theirs]);
  expect(receiver.heads.at(-1)?.authorization).toBe('Bearer thu-nghiem');

  // What the process has written is found under its own name, with the way back.
  const itsFact = await eventually(
    () =>
      receiver.spans.find((span) => span.name === 'append' && span.links?.some((link) => link.spanId === next.spanId)),
    (span) => span !== undefined,
  );
  expect(itsFact?.traceId).not.toBe(trace);
}, 400_000);

test('no trace says who asked, for what, or by which path', async () => {
  await fetch(`${product.address}/opened/ai-do/1/bi-mat-cua-thu?tim=nguyen-van-a`);
  await eventually(() => receiver.spans.some(({ name }) => name === 'GET /opened/:account/:no/:token'), Boolean);
  const wire = receiver.texts.join('\n');
  for (const secret of ['bi-mat-cua-thu', 'nguyen-van-a', 'Bearer', 'demo-krong-nang-xa-1"'])
    expect(wire).not.toContain(secret);
});
