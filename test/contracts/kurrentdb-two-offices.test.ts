// What one process decided rests on streams that another one writes, and this store checks no `basis`.
import { expect, onTestFinished, test, vi } from 'vitest';
import { revokeRole } from '../../domain/access/account.ts';
import { registerProducer } from '../../domain/producer/producer.ts';
import { openKurrentStore } from '../../eventstore/kurrentdb/kurrentdb-store.ts';
import { startFake } from '../kurrentdb-fake/fake.ts';
import { type World, world, worldWithProduct } from '../world.ts';

const COMMUNE = 'demo-krong-nang-xa-1';

test('a role that was withdrawn through another process soon admits nobody here', { timeout: 60_000 }, async () => {
  const fake = await startFake();
  const [here, there] = await Promise.all([1, 2].map(() => openKurrentStore(fake.url)));
  if (!here || !there) throw new Error('two stores were opened');
  onTestFinished(async () => {
    await Promise.all([here.close(), there.close()]);
    await fake.stop();
  });
  const one = await worldWithProduct({ store: here });
  const other = world({ store: there, clock: { now: one.now() } });
  let count = 0;
  const register = ({ executor }: World) =>
    executor.execute({
      command: registerProducer,
      id: `htx-${++count}`,
      commandId: `register-${count}`,
      caller: { kind: 'person', id: COMMUNE },
      input: { province: '66', place: '650-01', kind: 'cooperative', name: 'Hợp tác xã Mẫu' },
    });
  expect(await register(one)).toMatchObject({ outcome: 'appended' });
  const input = { grant: 'commune-officer-650-01', until: '2022-01-04' };
  await other.give({ by: 'demo-admin', command: revokeRole, id: COMMUNE, input });
  // Nothing that is asked meanwhile may keep the old account for present.
  await vi.waitFor(
    async () => expect(await register(one)).toMatchObject({ outcome: 'refused', refusal: { code: 'ROLE_MISSING' } }),
    { timeout: 3000, interval: 50 },
  );
});
