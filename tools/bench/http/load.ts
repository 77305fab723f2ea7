// What autocannon sends, and what came of it.
import { loadRival } from '../store/emmett.ts';
import type { Answering } from './host.ts';

type Client = { setRequests(requests: readonly Request[]): void };
type Request = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };
type Result = {
  requests: { average: number };
  latency: { p50: number; p99: number };
  '2xx': number;
  non2xx: number;
  errors: number;
};
type Autocannon = (options: {
  url: string;
  connections: number;
  duration: number;
  requests: readonly Request[];
  setupClient?: (client: Client) => void;
}) => Promise<Result>;

export type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** @param shares the requests of each connection, sent one after the other over and over again */
export async function load(
  rivals: string,
  { url }: Answering,
  { shares, seconds }: { shares: readonly (readonly Request[])[]; seconds: number },
): Promise<Load> {
  const autocannon = loadRival<Autocannon>({ folder: '', rivals }, 'autocannon');
  let next = 0;
  const result = await autocannon({
    url,
    connections: shares.length,
    duration: seconds,
    requests: shares[0] as readonly Request[],
    setupClient: (client) => client.setRequests(shares[next++ % shares.length] as readonly Request[]),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused and ${result.errors} lost of ${result['2xx']} at ${url}`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** So many connections, each with its share of the streams, so that no two write to one. */
export function recordingShares(
  connections: number,
  { cycles, key }: { cycles: readonly string[]; key: string },
): readonly (readonly Request[])[] {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({
    kind: 'packaging-labels',
    source: 'state',
    amountDong: 25_000_000,
    document: { number: '12/CV-OCOP', date: '2022-05-30' },
  });
  const requests = cycles.map(
    (cycle): Request => ({ method: 'POST', path: `/v1/product-cycles/${cycle}/record-support`, headers, body }),
  );
  return Array.from({ length: connections }, (_, i) => requests.filter((_, no) => no % connections === i));
}

export const readingShares = (connections: number, path: string, key: string): readonly (readonly Request[])[] =>
  Array.from({ length: connections }, () => [{ method: 'GET', path, headers: { authorization: `Bearer ${key}` } }]);
