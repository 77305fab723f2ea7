// Letters on the real Temporal: the post office wakes at its hour, what could not be sent goes again by a workflow of its
// reader's, and Temporal may lose everything in between.
import { afterEach, expect, test } from 'vitest';
import { postErrands } from '../../activities/post-errands.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { type PostWorld, postWorld } from '../post-world.ts';
import { eventually, lookAgain, startProcess, startServer, type TemporalWorld } from '../temporal-world.ts';
import { addProduct } from '../world.ts';

const COMMUNE = 'demo-krong-nang-xa-1';
const DISTRICT = 'demo-krong-nang';
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function running(w: PostWorld): Promise<TemporalWorld> {
  const server = await startServer();
  closers.push(() => server.stop());
  const begun = Date.now();
  const process = await startProcess(w, server.address, {
    offsetMs: () => Date.parse(w.now()) - begun,
    errand: postErrands(w.executor, w.post),
  });
  closers.push(() => process.stop());
  return process;
}

const statusOf = async (w: PostWorld, account: string) => (await w.lettersOf(account)).map((l) => l.status);

test('a morning’s letters go out, a failed one again, and after Temporal has lost everything as well', async () => {
  const w = await postWorld();
  w.at('2022-02-10');
  const command = getCommand('productCycle', 'StartCycle');
  await w.give({ by: COMMUNE, command, id: w.cycle, input: { entry: 'awareness' } });
  const first = await running(w);
  const cycle = `product-cycle/${w.cycle}`;
  await eventually(
    async () => (await w.executor.look(command.aggregate, w.cycle)).revision,
    (revision) => revision >= 1,
  );
  w.trouble.next = ({ to }) => (to.startsWith(COMMUNE) ? { outcome: 'failed', code: 'SMTP_451' } : undefined);
  // The reminder comes due at midnight; its letter waits for the morning.
  w.at('2022-02-16T17:30:00.000Z');
  await lookAgain(first.client, cycle);
  await eventually(
    async () => (await w.executor.look(command.aggregate, w.cycle)).facts.map((f) => f.type),
    (types) => types.includes('ReminderCameDue'),
  );
  expect(w.outbox).toEqual([]);
  w.at('2022-02-17T01:00:00.000Z');
  await lookAgain(first.client, 'post-office/66');
  await eventually(
    () => statusOf(w, COMMUNE),
    (status) => status.join() === 'failed',
  );
  await eventually(
    () => statusOf(w, DISTRICT),
    (status) => status.join() === 'sent',
  );
  // Its server and its database are gone: the store says what is to be done.
  for (const close of closers.splice(0).reverse()) await close();
  w.trouble.next = () => undefined;
  w.at('2022-02-17T01:10:00.000Z');
  await running(w);
  await eventually(
    () => statusOf(w, COMMUNE),
    (status) => status.join() === 'sent',
  );
  expect(w.outbox.map((m) => m.to).sort()).toEqual([`${COMMUNE}@example.invalid`, `${DISTRICT}@example.invalid`]);
}, 120_000);

test('a week without Temporal: people go on, and then what is still so is told once', async () => {
  const w = await postWorld();
  await addProduct(w, 'da-xong');
  const [left, done] = [w.cycle, '66-2022-da-xong-1'];
  w.at('2022-02-10');
  const cycle = (id: string, name: string, input: object = {}) =>
    w.give({ by: COMMUNE, command: getCommand('productCycle', name), id, input });
  for (const id of [left, done]) await cycle(id, 'StartCycle', { entry: 'awareness' });
  await running(w);
  const types = async (id: string) => (await w.executor.look(productCycle, id)).facts.map((f) => f.type);
  await eventually(
    async () => (await Promise.all([left, done].map(types))).every((all) => all.includes('StepOpened')),
    (begun) => begun,
  );
  // The reminders of 17 and 23 February fall into the week.
  w.at('2022-02-16');
  for (const close of closers.splice(0).reverse()) await close();
  w.at('2022-02-21');
  await cycle(done, 'IdentifyPotential');
  w.at('2022-02-24T03:00:00.000Z');
  expect(w.outbox).toEqual([]);
  const { client } = await running(w);
  const reminded = async () =>
    (await w.store.readStream(productCycle.stream(left)))
      .filter((e) => e.type === 'ReminderCameDue')
      .map((e) => (e.data as { which: string }).which);
  // Of those that were missed the latest; the next one comes by itself.
  await eventually(reminded, (which) => which.join() === 'T-3', 60_000);
  w.at('2022-02-24T17:30:00.000Z');
  await lookAgain(client, `product-cycle/${left}`);
  await eventually(reminded, (which) => which.join() === 'T-3,T-1', 60_000);
  w.at('2022-02-25T01:00:00.000Z');
  await lookAgain(client, 'post-office/66');
  await eventually(
    () => w.outbox.map((m) => m.to).sort(),
    (to) => to.length >= 2,
    60_000,
  );
  await eventually(
    () => statusOf(w, COMMUNE),
    (status) => status.join() === 'sent',
  );
  expect(await types(done)).not.toContain('ReminderCameDue');
  expect(w.outbox.map((m) => m.to).sort()).toEqual([`${COMMUNE}@example.invalid`, `${DISTRICT}@example.invalid`]);
  expect(w.outbox.map((m) => m.subject)).toEqual(
    Array(2).fill('OCOP: xác định sản phẩm tiềm năng – Cà phê mẫu; hạn 28/02/2022, còn 1 ngày làm việc'),
  );
}, 240_000);
