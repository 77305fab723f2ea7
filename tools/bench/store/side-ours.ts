import { join } from 'node:path';
import type { EventToAppend } from '../../../eventstore/envelope.ts';
import { openSqliteStore } from '../../../eventstore/sqlite/sqlite-store.ts';
import { together } from '../rounds.ts';
import { inTurn, serve } from './side.ts';

const PAGE = 1000;

serve<readonly EventToAppend[]>(async ({ folder }) => {
  const store = openSqliteStore(join(folder, 'ours.sqlite'));

  async function append(events: readonly EventToAppend[]): Promise<void> {
    const { stream, revision } = events[0] as EventToAppend;
    const { outcome } = await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, events);
    if (outcome !== 'appended') throw new Error(`${stream}@${revision}: ${outcome}`);
  }

  return {
    prepare: (events) => events,
    appendAll: (streams, callers) => together(callers, streams, (appends) => inTurn(appends, append)),
    async replay() {
      let count = 0;
      for (let after: string | undefined; ; ) {
        const events = await store.readAll({ ...(after === undefined ? {} : { after }), limit: PAGE });
        count += events.length;
        if (events.length < PAGE) return count;
        after = events[events.length - 1]?.position;
      }
    },
  };
});
