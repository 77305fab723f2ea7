/** Runs what is asked for under one key one after the other, whatever becomes of those before. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function inTurnByKey(): InTurn {
  const queues = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = queues.get(key);
    const mine = before ? before.then(work, work) : work();
    queues.set(key, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(key) === mine) queues.delete(key);
    }
  };
}
