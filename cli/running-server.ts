// Other `ocop` commands that write go through the server that has the store open.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';

const noted = z.object({ address: z.string(), pid: z.number(), temporal: z.string(), key: z.string().optional() });
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

/** The server that is named, else the one of this data folder. */
export async function serverOf({ address }: { readonly address?: string }): Promise<Address> {
  const server = address === undefined ? await findRunningServer(placesOf(readSettings(process.env))) : { address };
  if (!server) throw new Error('The server is not running here. Give its address: --address http://…');
  return server;
}

export async function runOperation(server: Address, name: string, input: unknown): Promise<unknown> {
  return ((await askServer(server, `operations/${name}`, input)) as { result?: unknown }).result;
}

/** As the administrator: reads what is at a path, or posts to it. */
export async function askServer(server: Address, path: string, input?: unknown): Promise<unknown> {
  return (await askSeeing(server, path, { input })).body;
}

/** The same with the ETag: what was seen, and what a decision rests on. */
export async function askSeeing(
  server: Address,
  path: string,
  q?: Asked,
): Promise<{ body: unknown; etag: string | null }> {
  const response = await answerOf(server, path, q);
  return { body: response.status === 204 ? undefined : await response.json(), etag: response.headers.get('etag') };
}

/** What is at a path and is no JSON. */
export const askText = async (server: Address, path: string, q?: Asked): Promise<string> =>
  (await answerOf(server, path, q)).text();

type Address = Pick<RunningServer, 'address' | 'key'>;
/** `by`: the demo account that asks, where not who has the machine */
type Asked = {
  readonly input?: unknown;
  readonly seen?: string | null;
  readonly by?: string;
  /** without it GET, or POST with an input */
  readonly method?: 'PUT' | 'DELETE';
};

/** Throws what a refusal says. */
async function answerOf({ address, key }: Address, path: string, q: Asked = {}): Promise<Response> {
  const { input, seen, by, method = input === undefined ? 'GET' : 'POST' } = q;
  // A key of one's own; else whom a demo believes, or who has the machine.
  const token = process.env.OCOP_TOKEN || (by ?? key ?? 'demo-admin');
  const response = await fetch(`${address}/v1/${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(seen ? { 'if-match': seen } : {}),
    },
    method,
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  if (response.ok) return response;
  const { code, detail } = (await response.json()) as { detail?: string; code?: string };
  throw new Error(`${code ?? response.status}: ${detail ?? 'refused'}`);
}
