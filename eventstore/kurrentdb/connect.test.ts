import { expect, onTestFinished, test } from 'vitest';
import { connect, type Wire } from './connect.ts';
import { targetOf } from './target.ts';

/** Nobody listens there, and nobody is asked. */
const opened = () => {
  const connection = connect(targetOf('kurrentdb://127.0.0.1:1?tls=false'), 1000);
  onTestFinished(() => connection.close());
  return connection;
};

/** The wires that as many appends go by, each still in flight. */
function appendsOf(connection: ReturnType<typeof connect>, many: number): Wire[] {
  const by: Wire[] = [];
  for (let i = 0; i < many; i++) {
    const wire = connection.wireToWrite();
    void wire.enter();
    by.push(wire);
  }
  return by;
}

const perWire = (wires: readonly Wire[]) => [...new Set(wires)].map((wire) => wires.filter((w) => w === wire).length);

test('a further wire is begun when those before are full, and no more than five', () => {
  const connection = opened();
  expect(perWire(appendsOf(connection, 15))).toEqual([15]);
  expect(perWire(appendsOf(connection, 60))).toEqual([15, 15, 15, 15]);
  // Who finds all full waits where the fewest wait.
  expect(perWire(appendsOf(connection, 10))).toEqual([2, 2, 2, 2, 2]);
});

test('what is free again is used before another is begun', async () => {
  const connection = opened();
  const leave = await connection.wireToWrite().enter();
  appendsOf(connection, 14);
  leave();
  expect(connection.wireToWrite()).toBe(connection.wire());
});

test('each is replaced by itself when it has gone deaf', () => {
  const connection = opened();
  const [first, other] = [...new Set(appendsOf(connection, 16))] as [Wire, Wire];
  connection.renew(other, performance.now() - 1000);
  expect(connection.wire()).toBe(first);
  const after = connection.wireToWrite();
  expect([first, other]).not.toContain(after);
  expect(after.crowd()).toBe(0);
});
