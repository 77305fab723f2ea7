// Whoever listens does so only as long as they could ask: once a second all of them are looked at together.
import type { Refusal } from '../../domain/kernel/refusal.ts';
import type { ApiParts } from '../parts.ts';
import { ACCOUNT_IS_SUSPENDED, ACCOUNT_REQUIRED } from '../refusals.ts';

/** `session` or `key`: by what they asked; neither in a demo, where a name is believed */
export type Inside = {
  readonly account: string;
  readonly session?: string | undefined;
  readonly key?: string | undefined;
  turnOut(why: Refusal): void;
};

const LOOK_MS = 1000;

export type Door = { enter(one: Inside): void; leave(one: Inside): void; countOf(account: string): number };

export function openDoor(parts: Pick<ApiParts, 'accounts' | 'standing' | 'log'>): Door {
  const inside = new Set<Inside>();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const all = [...inside];
    const of = (by: 'session' | 'key') => all.flatMap((one) => one[by] ?? []);
    const [sessions, keys] = [of('session'), of('key')];
    const [held, good] = await Promise.all([
      sessions.length === 0 ? new Set<string>() : parts.accounts?.sessions.lasting(sessions),
      keys.length === 0 ? new Set<string>() : parts.accounts?.keys.lasting(keys),
    ]);
    const suspended = new Set<string>();
    for (const account of new Set(all.map((one) => one.account)))
      if ((await parts.standing(account)) === 'suspended') suspended.add(account);
    for (const one of all) {
      const isOut = (one.session && !held?.has(one.session)) || (one.key && !good?.has(one.key));
      if (suspended.has(one.account)) one.turnOut(ACCOUNT_IS_SUSPENDED());
      else if (isOut) one.turnOut(ACCOUNT_REQUIRED());
    }
  }

  function lookAgain(): void {
    timer = setTimeout(async () => {
      // Where nobody can tell, nobody is turned out: the next request is answered so as well.
      await look().catch((error) => parts.log.warn({ error: (error as Error).message }, 'changes: who is in?'));
      if (inside.size > 0) lookAgain();
      else timer = undefined;
    }, LOOK_MS).unref();
  }

  return {
    enter(one) {
      inside.add(one);
      if (!timer) lookAgain();
    },
    leave: (one) => void inside.delete(one),
    countOf: (account) => [...inside].filter((one) => one.account === account).length,
  };
}
