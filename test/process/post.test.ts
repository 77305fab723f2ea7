// Letters on the real Temporal: the post office wakes at its hour, what could not be sent goes again by a workflow of its
// reader's, and Temporal may lose everything in between.
import { afterEach, expect, test } from 'vitest';
import { postErrands } from '../../activities/post-errands.ts';
import { getCommand } from '../../domain/registry.ts';
import { type PostWorld, postWorld } from '../post-world.ts';
import { eventually, lookAgain, startProcess, startServer, type TemporalWorld } from '../temporal-world.ts';

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
}, 90_000);
