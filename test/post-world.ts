// A world whose post goes out, without Temporal: what comes due is done at its instant, letters are handed to a channel.

import { postErrands } from '../activities/post-errands.ts';
import type { PostParts } from '../activities/postman.ts';
import { officers } from '../demo/accounts.ts';
import { setContacts } from '../demo/install.ts';
import { type SimulatedProcess, simulatedProcess } from '../demo/simulated-process.ts';
import { readContent } from '../domain/letters/content.ts';
import { type Letter, letters } from '../domain/letters/letters.ts';
import { postOffice, setPost } from '../domain/post-office/post-office.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import type { YearPlanInput } from '../domain/programme-year/year-plan.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { Channel, Message, Sent } from '../post/port.ts';
import type { Vault } from '../vault/port.ts';
import { openSqliteVault } from '../vault/sqlite-vault.ts';
import { type World, worldWithProduct } from './world.ts';

export type PostWorld = World & {
  product: string;
  cycle: string;
  vault: Vault;
  post: PostParts;
  process: SimulatedProcess;
  /** what the channel took, in order */
  outbox: Message[];
  /** what the channel does with the next letters instead of taking them */
  trouble: { next?: (message: Message) => Sent | undefined };
  /** the letters of each reader */
  lettersOf(account: string): Promise<readonly Letter[]>;
  contentOf(letter: Letter): Promise<ReturnType<typeof readContent>>;
  /** The process as it is after its node was killed: nothing is in its memory. */
  anew(executor?: Executor): SimulatedProcess;
};

/**
 * The post is open from the first days of the year on; every officer has an address.
 * @param through the channel; without it letters are taken down in `outbox`
 * @param gateway to telephones, where there is one
 */
export async function postWorld(
  through?: Channel,
  { gateway, ...options }: { gateway?: Channel | undefined; plan?: YearPlanInput } = {},
): Promise<PostWorld> {
  const clock = { now: '2022-01-04T02:00:00.000Z' };
  const vault = openSqliteVault(':memory:', () => clock.now);
  const w = await worldWithProduct({ clock, vault, ...options });
  await setContacts(w.give);
  await w.give({ by: 'demo-admin', command: setPost, id: '66', input: { open: true } });
  const outbox: Message[] = [];
  const trouble: PostWorld['trouble'] = {};
  const channel: Channel = through ?? {
    name: 'test',
    async send(message) {
      const instead = trouble.next?.(message);
      if (instead) return instead;
      outbox.push(message);
      return { outcome: 'sent' };
    },
    check: async () => 'test',
    close: () => {},
  };
  const parts: PostParts = {
    channel,
    gateway,
    publicUrl: () => 'https://ocop.example',
    isDemo: () => true,
    reveal: vault.reveal,
  };
  const streams = [programmeYear.stream('66-2022'), productCycle.stream(w.cycle), postOffice.stream('66')];
  const anew = (executor = w.executor) => {
    const process = simulatedProcess(executor, clock, postErrands(executor, parts));
    // What the relay hints of a store it has not read yet.
    for (const stream of [...streams, ...officers.map(({ id }) => letters.stream(id))]) process.hint(stream);
    return process;
  };
  return {
    ...w,
    vault,
    post: parts,
    process: anew(),
    outbox,
    trouble,
    anew,
    lettersOf: async (account) => (await w.executor.look(letters, account)).state.letters,
    contentOf: async ({ content }) => readContent((await vault.reveal(content.ref, content.commitment)) as string),
  };
}

/**
 * Of the facts that have an account told, as the product's history has them: in how many of its letters each stands that was
 * not replaced. What was overtaken or done before anybody could be told stands in none and is left out.
 */
export async function toldTo(w: PostWorld, account: string): Promise<readonly { ref: string; times: number }[]> {
  const kept = (await w.lettersOf(account)).filter((l) => l.status !== 'replaced');
  const refs = new Set(kept.flatMap((l) => l.covers));
  return [...refs].map((ref) => ({ ref, times: kept.filter((l) => l.covers.includes(ref)).length }));
}
