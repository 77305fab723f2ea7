import { took } from './announce.mjs';

/** Looks for a program in one place after the other; what each place answered is told, and kept in `tried`. */
export function lookingFor(what, announce) {
  const tried = [];
  const firstOf = async (places) => {
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
