// What has changed, as it happens: only that something is at a new revision. What is on the screen is then asked for anew.
// Read by fetch and not by EventSource, which could not say who asks in a demo.
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asker } from './ask.ts';
import { tellSessionOver } from './who.ts';

type Change = { readonly resource: string; readonly id: string };
const LISTS = ['cycles', 'board', 'my-work'];
/** A list is not read again more often: a clock that moves on brings hundreds of changes a second. */
const LISTS_EVERY_MS = 2000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

/** Listens for as long as the frame stands. @param account listening starts anew for another one */
export function useChanges(account: string): void {
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: who asks is in the headers, which another account changes
  useEffect(() => {
    const end = new AbortController();
    void listen(queries, end.signal);
    return () => end.abort();
  }, [queries, account]);
}

async function listen(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const tell = teller(queries, signal);
  let last: string | undefined;
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; ) {
    try {
      const headers = { ...asker(), Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}) };
      const response = await fetch('/v1/changes', { headers, signal, cache: 'no-store' });
      if (response.ok && response.body) {
        pause = FIRST_PAUSE_MS;
        for await (const said of eventsOf(response.body)) {
          last = said.id ?? last;
          if (said.event === 'change') tell(JSON.parse(said.data) as Change);
          else if (said.event === 'reset') void queries.invalidateQueries();
        }
      } else {
        if (response.status === 401) tellSessionOver(true);
        pause = LONGEST_PAUSE_MS;
      }
    } catch {
      // The line is down, or the page is left.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

function teller(queries: QueryClient, signal: AbortSignal): (change: Change) => void {
  let isWaiting = false;
  return ({ resource, id }) => {
    void queries.invalidateQueries({ queryKey: ['resource', resource, id] });
    void queries.invalidateQueries({ queryKey: ['timeline', resource, id] });
    // How many are unread stands in who one is.
    if (resource === 'letters') void queries.invalidateQueries({ queryKey: ['me'] });
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (!signal.aborted) for (const list of LISTS) void queries.invalidateQueries({ queryKey: [list] });
    }, LISTS_EVERY_MS);
  };
}

type Said = { readonly id?: string; readonly event: string; readonly data: string };

/** Server-sent events out of a stream of bytes. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Said> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield saidIn(block);
  }
}

function saidIn(block: string): Said {
  const fields = block
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]);
  const of = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value as string);
  const [id] = of('id');
  return { ...(id === undefined ? {} : { id }), event: of('event')[0] ?? 'message', data: of('data').join('\n') };
}
