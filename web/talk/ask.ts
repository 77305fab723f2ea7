// The one way to the server. Reads and commands go through it: headers, problems and the lost line are dealt with here.
import i18next from 'i18next';
import { Problem, Unreachable } from './problem.ts';
import { actingAs, demoAccount, tellSessionOver } from './who.ts';

export type Asked = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** a file as it is, anything else as JSON */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** of a door: to be turned away there ends no session */
  readonly isDoor?: boolean;
};
export type Answered<T> = { readonly body: T; readonly etag: string | undefined };

/** Where the last command was written: lists wait until they have it. */
let written: string | undefined;
export function remember(position: string | undefined): void {
  written = position ?? written;
}

/** @throws Problem when the server says no, Unreachable when nobody answers */
export async function ask<T>(path: string, asked: Asked = {}): Promise<Answered<T>> {
  const { method = 'GET', body, headers = {}, signal, isDoor = false } = asked;
  const response = await answerOf(path, {
    method,
    headers: {
      ...(headers.Authorization === undefined ? saying(method) : said()),
      ...headers,
      ...(body === undefined || body instanceof Blob ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const answered = await bodyOf(response);
  if (response.ok) return { body: answered as T, etag: response.headers.get('etag') ?? undefined };
  if (response.status === 401 && !isDoor) tellSessionOver(true);
  throw new Problem(response.status, (answered ?? {}) as Partial<Problem>);
}

const said = () => ({ Accept: 'application/json', 'Accept-Language': i18next.language });

/** Who asks. */
export function asker(): Record<string, string> {
  const account = demoAccount();
  const as = actingAs();
  return {
    ...(account === undefined ? {} : { Authorization: `Bearer ${account}` }),
    ...(as === undefined ? {} : { 'Ocop-Acting-As': as }),
  };
}

/** Who asks, and what they have written: of a question that does not itself say who asks. */
const saying = (method: string): Record<string, string> => ({
  ...said(),
  ...asker(),
  ...(method === 'GET' && written !== undefined ? { 'Ocop-After': written } : {}),
});

async function answerOf(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Unreachable();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const isText = response.headers.get('content-type')?.startsWith('text/plain');
  try {
    return await (isText ? response.text() : response.json());
  } catch {
    // Cut off on its way: whether it was done nobody knows, so that it is asked again.
    if (response.ok) throw new Unreachable();
    return undefined;
  }
}
