// Other `ocop` commands that write go through the server that has the store open.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Places } from '../settings/settings.ts';

const noted = z.object({ address: z.string(), pid: z.number(), temporal: z.string() });
export type RunningServer = z.infer<typeof noted>;

/** The server of this data folder, or undefined when none answers. */
export async function findRunningServer(places: Places): Promise<RunningServer | undefined> {
  if (!existsSync(places.address)) return undefined;
  try {
    const server = noted.parse(JSON.parse(readFileSync(places.address, 'utf8')));
    await fetch(`${server.address}/healthz`, { signal: AbortSignal.timeout(3000) });
    return server;
  } catch {
    return undefined;
  }
}

export async function runOperation(server: RunningServer, name: string, input: unknown): Promise<unknown> {
  return ((await askServer(server, `operations/${name}`, input)) as { result?: unknown }).result;
}

/** As the administrator: reads what is at a path, or posts to it. */
export async function askServer(server: RunningServer, path: string, input?: unknown): Promise<unknown> {
  return (await askSeeing(server, path, { input })).body;
}

/** The same with the ETag: what was seen, and what a decision rests on. @param q `by`: who asks, where not the administrator */
export async function askSeeing(
  { address }: Pick<RunningServer, 'address'>,
  path: string,
  { input, seen, by = 'demo-admin' }: { input?: unknown; seen?: string | null; by?: string } = {},
): Promise<{ body: unknown; etag: string | null }> {
  const response = await fetch(`${address}/v1/${path}`, {
    headers: {
      authorization: `Bearer ${by}`,
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(seen ? { 'if-match': seen } : {}),
    },
    ...(input === undefined ? {} : { method: 'POST', body: JSON.stringify(input) }),
  });
  const body = (await response.json()) as { detail?: string; code?: string };
  if (!response.ok) throw new Error(`${body.code ?? response.status}: ${body.detail ?? 'refused'}`);
  return { body, etag: response.headers.get('etag') };
}
