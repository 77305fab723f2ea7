import { took } from './announce.mjs';

export type Announce = (line: string) => void;
/** What a place holds, or not, and why so in words. */
export type Look<T> = { found?: T; because: string };
type Places<T> = Readonly<Record<string, () => Look<T> | Promise<Look<T>>>>;

/** Looks for a program in one place after the other; what each place answered is told, and kept in `tried`. */
export function lookingFor<T>(what: string, announce: Announce) {
  const tried: string[] = [];
  const firstOf = async (places: Places<T>): Promise<T | undefined> => {
    for (const [name, look] of Object.entries(places)) {
      const started = performance.now();
      const { found, because } = await look();
      announce(`${what}, ${name}: ${because} (${took(started)})`);
      if (found) return found;
      tried.push(`  ${name}: ${because}`);
    }
    return undefined;
  };
  return { tried, firstOf };
}
