// The store by itself: taken over, opened, read, copied, written to, verified.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { figuresAside } from '../../cli/figures-aside.ts';
import { type EventToAppend, sealEvent } from '../../eventstore/envelope.ts';
import { eventPages } from '../../eventstore/every-event.ts';
import { snapshotSqlite } from '../../eventstore/sqlite/snapshot.ts';
import { type FiguresOf, verifyStore } from '../../moving/verify.ts';
import { placesOf } from '../../settings/settings.ts';
import { median } from '../bench/figure.ts';
import { together } from '../bench/rounds.ts';
import { nationHistory } from './history.ts';
import { type Measured, type Phase, storeFile, timed, withStore } from './phase.ts';

const BATCH = 500;
const [CALLERS, APPENDS, STARTS] = [64, 5000, 5];

export const load: Phase = async ({ folder, size }) => {
  const loaded = await withStore(storeFile(folder), async (store) => {
    let batch: EventToAppend[] = [];
    let [count, seconds, processor] = [0, 0, 0];
    const streams = new Set<string>();
    const write = async () => {
      const [clock, cpu] = await timed('', () => store.adopt(batch));
      seconds += clock?.value ?? 0;
      processor += cpu?.value ?? 0;
      count += batch.length;
      batch = [];
    };
    for await (const event of nationHistory(size)) {
      streams.add(event.stream);
      if (batch.push(event) === BATCH) await write();
    }
    if (batch.length > 0) await write();
    return [
      { name: 'events', value: count, unit: '' },
      { name: 'streams', value: streams.size, unit: '' },
      { name: 'taken over', value: seconds, unit: 's' },
      { name: 'taken over: processor', value: processor, unit: 's' },
    ];
  });
  // Closed, so that nothing of it lies in the log beside it.
  return [...loaded, { name: 'file', value: statSync(storeFile(folder)).size / 2 ** 20, unit: 'MiB' }];
};

export const open: Phase = async ({ folder }) => {
  const took: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const begun = performance.now();
    await withStore(storeFile(folder), async (store) => {
      await store.head();
      took.push(performance.now() - begun);
    });
  }
  return [{ name: 'store opened and checked', value: median(took), unit: 'ms' }];
};

export const replay: Phase = ({ folder }) =>
  withStore(
    storeFile(folder),
    (store) =>
      timed('read in pages', async () => {
        for await (const page of eventPages(store)) if (page.length === 0) break;
      }),
    true,
  );

export const snapshot: Phase = ({ folder }) =>
  timed('copied and synced', () => snapshotSqlite(storeFile(folder), join(folder, 'copy.sqlite')));

export const verify: Phase = ({ folder }) =>
  withStore(
    storeFile(folder),
    async (store) => {
      const places = placesOf({ OCOP_DATA: folder, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
      const figures = (of: FiguresOf) => figuresAside(of, places);
      const both = { store, vault: undefined, papers: undefined, say: () => {} };
      return timed('verified', () => verifyStore({ ...both, beside: { figures } }));
    },
    true,
  );

/** Goes to a copy: what is measured after it has the same history. */
export const append: Phase = ({ folder }): Promise<readonly Measured[]> =>
  withStore(join(folder, 'copy.sqlite'), (store) =>
    timed(`${APPENDS} appends of ${CALLERS} callers`, () =>
      together(
        CALLERS,
        Array.from({ length: APPENDS }, (_, n) => newEvent(n)),
        (event) => store.append(event.stream, 'no-stream', [event]),
      ),
    ),
  );

const newEvent = (n: number): EventToAppend =>
  sealEvent({
    v: 1,
    stream: `bench-${n}`,
    revision: 0,
    type: 'Noted',
    schemaVersion: 1,
    data: { text: 'x'.repeat(300), n },
    occurredAt: '2022-01-01T00:00:00.000Z',
    recordedAt: '2022-01-01T00:00:00.000Z',
    actor: { kind: 'person', id: 'a' },
    commandId: `bench/${n}`,
    commandHash: 'h',
    correlationId: 'c',
    app: 'nation',
  });
