/** Runs work whose parts must be ended again, the last begun first, also where it failed halfway. */
export async function closing<T>(work: (onEnd: (end: () => unknown) => void) => Promise<T>): Promise<T> {
  const ends: (() => unknown)[] = [];
  try {
    return await work((end) => ends.unshift(end));
  } finally {
    for (const end of ends) await end();
  }
}
