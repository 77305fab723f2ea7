import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { expect, it } from 'vitest';
import { startFakeProcess } from './as-process.ts';
import { closeAfterTest, connect, fakeAndClient, refusal, stored, thing } from './in-tests.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'protocol-fake-'));
  closeAfterTest(async () => rmSync(folder, { recursive: true }));
  return join(folder, 'log');
}

const idsIn = async (client: KurrentDBClient, stream?: string): Promise<string[]> =>
  (await stored(client, stream)).map((e) => e.id);

it('loses nothing acknowledged when it is killed', { timeout: 60_000 }, async () => {
  const fake = await startFakeProcess({ file: newFile() });
  closeAfterTest(fake.stop);
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const client = connect(fake.url);
    const before = acknowledged.length;
    let killed: Promise<void> | undefined;
    const write = async (writer: number): Promise<void> => {
      const stream = `round-${round}-${writer}`;
      for (let n = 0; ; n++) {
        const event = thing(n);
        try {
          await client.appendToStream(stream, event, { streamState: n === 0 ? NO_STREAM : BigInt(n - 1) });
        } catch {
          return;
        }
        acknowledged.push(event.id);
        if (acknowledged.length - before === 300) killed = fake.kill();
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    await killed;
    await fake.restart();
  }
  const stored = await idsIn(connect(fake.url));
  expect(acknowledged.length).toBeGreaterThanOrEqual(900);
  expect(new Set(stored).size).toBe(stored.length);
  expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
});

it('keeps positions, ids and expectations over a restart', { timeout: 60_000 }, async () => {
  const fake = await startFakeProcess({ file: newFile() });
  closeAfterTest(fake.stop);
  const event = thing(1);
  const first = await connect(fake.url).appendToStream('a', event, { streamState: NO_STREAM });
  await fake.restart();
  const client = connect(fake.url);
  expect(await client.appendToStream('a', event, { streamState: NO_STREAM })).toEqual(first);
  const second = await client.appendToStream('a', thing(2), { streamState: 0n });
  expect(second.position?.commit).toBeGreaterThan(first.position?.commit as bigint);
});

it('takes faults and counts from another process', { timeout: 60_000 }, async () => {
  const fake = await startFakeProcess();
  closeAfterTest(fake.stop);
  const client = connect(fake.url);
  await fake.misbehave({ kind: 'deadline', times: 1 });
  await refusal(client.appendToStream('a', thing(1)));
  await client.appendToStream('a', thing(1));
  expect(await fake.counts()).toEqual({ appends: 2, reads: 0, subscriptions: 0 });
  await fake.replaceWith();
  expect(await stored(connect(fake.url))).toEqual([]);
});

it('ends with the process that started it', { timeout: 60_000 }, async () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
  closeAfterTest(async () => child.kill('SIGKILL'));
  const [ready] = await once(createInterface({ input: child.stdout }), 'line');
  expect(ready).toMatch(/^protocol fake ready at kurrentdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);
  const exit = once(child, 'exit');
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
});

it('goes back to a backup that was copied while it ran', async () => {
  const file = newFile();
  const { client, fake } = await fakeAndClient({ file });
  const ids = [thing(1), thing(2)];
  await client.appendToStream('a', ids[0] as never);
  copyFileSync(file, `${file}.backup`);
  await client.appendToStream('a', ids[1] as never);
  await fake.replaceWith(`${file}.backup`);
  const after = connect(fake.url);
  expect(await idsIn(after, 'a')).toEqual([ids[0]?.id]);
  await after.appendToStream('a', thing(3), { streamState: 0n });
  expect(await idsIn(after, 'a')).toHaveLength(2);
});

it('passes over an append that the disk holds only a part of', async () => {
  const file = newFile();
  const { client, fake } = await fakeAndClient({ file });
  await client.appendToStream('a', thing(1));
  await fake.stop();
  appendFileSync(file, '[{"position":9999,"stream":"a","revi');
  const again = await fakeAndClient({ file });
  expect(await idsIn(again.client, 'a')).toHaveLength(1);
  await again.client.appendToStream('a', thing(2), { streamState: 0n });
  await again.fake.stop();
  expect(await idsIn((await fakeAndClient({ file })).client, 'a')).toHaveLength(2);
});
