import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785). Every event and every command passes here, so plain values take a short way: JSON.stringify
 * writes strings and numbers as the RFC asks, and only the members are left to be put in order. Whatever is not plain is
 * the library's to write or to refuse.
 */
export function canonical(value: unknown): string {
  try {
    const text = JSON.stringify(inOrder(value));
    // Half of a surrogate pair is written as an escape, which the RFC forbids.
    if (!text.includes('\\ud')) return text;
  } catch (reason) {
    if (reason !== NOT_PLAIN) throw reason;
  }
  return canonicalize(value) as string;
}

const NOT_PLAIN = new Error('not plain');

/**
 * The same value, the members of each object in the order of their names (UTF-16 code units). What is in order as it is
 * is not copied: most of an envelope is, and streams' names in an object of their own are dear to copy.
 */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_PLAIN;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  if (Object.getPrototypeOf(value) !== Object.prototype) throw NOT_PLAIN;
  const members = value as Record<string, unknown>;
  const names = Object.keys(members);
  let ordered: Record<string, unknown> = putInOrder(names) ? {} : members;
  for (const name of names) {
    // An object puts names that are numbers before all others, whatever the order they come in.
    if (startsWithDigit(name) || name === '__proto__') throw NOT_PLAIN;
    const part = members[name];
    const partInOrder = inOrder(part);
    if (ordered === members) {
      if (partInOrder === part) continue;
      ordered = { ...members };
    }
    ordered[name] = partInOrder;
  }
  return ordered;
}

const A_HANDFUL = 32;

/**
 * Insertion sort where it is a handful of names: `sort()` would cost more than all the rest.
 * @returns whether any had to move
 */
function putInOrder(names: string[]): boolean {
  const inOrderSoFar = names.findIndex((name, i) => i > 0 && (names[i - 1] as string) > name);
  if (inOrderSoFar < 0) return false;
  if (names.length > A_HANDFUL) names.sort();
  for (let i = inOrderSoFar; i < names.length; i++) {
    const name = names[i] as string;
    let place = i;
    for (; place > 0 && (names[place - 1] as string) > name; place--) names[place] = names[place - 1] as string;
    names[place] = name;
  }
  return true;
}

function startsWithDigit(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}
