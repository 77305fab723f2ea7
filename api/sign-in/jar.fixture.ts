// A browser's cookies, and asking with them from one of our own pages.
import type { Served } from '../world.fixture.ts';

export type Jar = Map<string, string>;

export const cookieOf = (jar: Jar): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

/** @param q `at`: the origin asked, where it is another name of the same */
export async function askWith(
  s: Served,
  jar: Jar,
  path: string,
  q: Parameters<Served['ask']>[1] & { at?: string } = {},
): ReturnType<Served['ask']> {
  const { at, ...given } = q;
  const headers = { cookie: cookieOf(jar), origin: at ?? new URL(s.url).origin, ...q.headers };
  const answer = await s.ask(path, { ...given, headers }, at);
  for (const set of answer.headers.getSetCookie()) {
    const [pair = '', ...attributes] = set.split(';');
    const [name = '', ...value] = pair.split('=');
    if (attributes.some((a) => /max-age=0/i.test(a))) jar.delete(name);
    else jar.set(name, value.join('='));
  }
  return answer;
}
