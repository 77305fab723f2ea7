// The protocol fake as the process of a container: on every address, and well as long as it answers.
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startFake } from '../../../test/kurrentdb-fake/fake.ts';

const PORT = 2113;
const fake = await startFake({ port: PORT, file: '/var/lib/kurrentdb/fake.jsonl' });
// It listens on loopback alone; the network comes in by the container's own addresses.
for (const { address, internal } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
  if (!internal)
    createServer((outside) => {
      const inside = connect(PORT, '127.0.0.1');
      for (const socket of [outside, inside]) socket.on('error', () => [outside, inside].map((s) => s.destroy()));
      outside.pipe(inside).pipe(outside);
    }).listen(PORT, address);
process.on('SIGTERM', () => void fake.stop().then(() => process.exit(0)));
