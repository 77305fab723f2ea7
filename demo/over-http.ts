// What the walks over HTTP have in common: reading, giving a command on what was seen, and saying what went wrong.
import { randomUUID } from 'node:crypto';

/** Why the walk did not go as it must: what was expected, and what was there instead. */
export class WalkFailed extends Error {
  override name = 'WalkFailed';
  readonly expected: unknown;
  readonly found: unknown;
  constructor(message: string, expected: unknown, found: unknown) {
    super(message);
    this.expected = expected;
    this.found = found;
  }
}

type Seen = { readonly body: unknown; readonly etag: string | undefined };

/** Throws `WalkFailed` where the answer is no 2xx. */
export async function get(address: string, by: string, path: string): Promise<Seen> {
  const response = await fetch(new URL(`/v1/${path}`, address), {
    headers: { authorization: `Bearer ${by}`, 'accept-language': 'en' },
  });
  const body = (await response.json()) as { code?: string; detail?: string };
  if (!response.ok)
    throw new WalkFailed(`GET ${path} by ${by} failed`, 200, {
      status: response.status,
      code: body.code,
      detail: body.detail,
    });
  return { body, etag: response.headers.get('etag') ?? undefined };
}

type Given = {
  by: string;
  /** `product-cycles/66-2022-…` */
  path: string;
  command: string;
  input: unknown;
  /** it rests on what was seen: the tag of a fresh look goes with it */
  seen: boolean;
};

/** Throws `WalkFailed` where the command changed nothing. */
export async function post(address: string, { by, path, command, input, seen }: Given): Promise<unknown> {
  const tag = seen ? (await get(address, by, path)).etag : undefined;
  const response = await fetch(new URL(`/v1/${path}/${command}`, address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${by}`,
      'content-type': 'application/json',
      'accept-language': 'en',
      'idempotency-key': randomUUID(),
      ...(tag ? { 'if-match': tag } : {}),
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as { outcome?: string; code?: string; detail?: string };
  if (response.ok && (answer.outcome === 'appended' || answer.outcome === 'done')) return answer;
  throw new WalkFailed(`${command} by ${by} was not accepted`, 'appended', {
    status: response.status,
    outcome: answer.outcome,
    code: answer.code,
    detail: answer.detail,
  });
}
