// Writes producers with personal names as fast as it can until it is killed, and prints each stream once acknowledged.
import { openOffice } from '../../cli/compose.ts';
import { loadDemoInto } from '../../cli/demo.ts';
import { registerProducer } from '../../domain/producer/producer.ts';
import { placesIn } from './installation.ts';

const places = placesIn(process.argv[2] ?? '');
await loadDemoInto(places, () => {});
const office = await openOffice(places);

async function write(worker: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `htx-${worker}-${n}`;
    const { outcome } = await office.executor.execute({
      command: registerProducer,
      id,
      input: { province: '66', place: '650-01', kind: 'cooperative', name: `Hợp tác xã ${worker}/${n}` },
      commandId: `register/${id}`,
      caller: { kind: 'person', id: 'demo-krong-nang-xa-1' },
    });
    if (outcome !== 'appended') throw new Error(`${id}: ${outcome}`);
    process.stdout.write(`${registerProducer.aggregate.stream(id)}\n`);
  }
}
await Promise.all(Array.from({ length: 16 }, (_, worker) => write(worker)));
