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
  const response = await fetch(`${server.address}/v1/operations/${name}`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-admin', 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as { detail?: string; code?: string; result?: unknown };
  if (!response.ok) throw new Error(`${body.code ?? response.status}: ${body.detail ?? 'refused'}`);
  return body.result;
}
