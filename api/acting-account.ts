// An account as it counts on a day: what it may do by leave of others rests on what those still hold, for who reads as for
// who writes.
import { account } from '../domain/access/account.ts';
import type { Account } from '../domain/access/grants.ts';
import type { Day } from '../domain/time/civil-date.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { restingOn } from '../eventstore/needed-streams.ts';

export async function actingAccount(executor: Pick<Executor, 'look'>, id: string, on: Day): Promise<Account> {
  const look = async (one: string): Promise<Account> => (await executor.look(account, one)).state;
  return restingOn(await look(id), on, look);
}
