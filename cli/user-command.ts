// `ocop user grant … --emergency`: the way back when nobody can grant roles any more, for whoever has the machine.
import { Command, Option } from 'commander';
import { account, grantRole } from '../domain/access/account.ts';
import { grantingRoles } from '../domain/access/granters.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { own } from '../domain/kernel/own.ts';
import { refusalSentence } from '../domain/kernel/refusal.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { idsIn } from '../eventstore/ids-of.ts';
import { MovingRefused } from '../moving/refused.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import { type Office, openOffice } from './compose.ts';
import { isThere } from './export-command.ts';
import { print } from './say.ts';

type Given = { role: string; unit: string; from: string; until?: string };

export function userCommand(): Command {
  const command = new Command('user').description('who may do what, from the machine itself');
  command
    .command('grant <account>')
    .description('let an account grant roles again, when nobody who can is left or can be reached')
    .addOption(new Option('--role <role>', 'which role').choices(grantingRoles()).makeOptionMandatory())
    .requiredOption('--unit <code>', 'the province at which it is held')
    .requiredOption('--from <day>', 'its first day, YYYY-MM-DD')
    .option('--until <day>', 'its last day, YYYY-MM-DD')
    .option('--emergency', 'say that this is meant: the fact names the installation, not a person')
    .option('--json')
    .addHelpText(
      'after',
      '\nThe server must be stopped. Every other role is granted in the office, by who holds this one.',
    )
    .action(async (id: string, o: Given & { emergency?: boolean; json?: boolean }) => {
      if (!o.emergency)
        throw new Error('Roles are granted in the office, by its administrator. Where nobody can, add --emergency.');
      const grant = await grantInEmergency(placesOf(readSettings(process.env)), id, o);
      print({ ok: true, account: id, grant }, o.json, `${id} is ${o.role} at ${o.unit} from ${o.from} on (${grant})`);
    });
  return command;
}

/** @returns the id of the grant. Throws with a sentence when the store or the domain refuses. */
export async function grantInEmergency(
  places: Places,
  id: string,
  { role, unit, from, until }: Given,
): Promise<string> {
  if (!isThere(places)) throw new MovingRefused('STORE_MISSING', `There is no store at ${places.store}.`);
  const office = await openOffice(places);
  try {
    const { state, revision } = await office.executor.look(account, id);
    const taken = new Set(state.grants.map((g) => g.id));
    let count = 1;
    while (taken.has(`emergency-${count}`)) count++;
    const grant = `emergency-${count}`;
    const province = await provinceOf(office, unit);
    const result = await office.executor.execute({
      command: grantRole,
      id,
      input: { grant, province, role, unit, from, ...(until === undefined ? {} : { until }) },
      commandId: `${grant}/${id}/${revision}`,
      caller: { kind: 'installation', id: 'ocop-user-grant' },
    });
    if (result.outcome !== 'refused') return grant;
    const faults = (result.errors ?? []).map(({ pointer, words }) => `${pointer.slice(1)}: ${words.en}`);
    throw new CodedError(result.refusal.code, [refusalSentence(result.refusal, 'en'), ...faults].join(' '));
  } finally {
    await office.close();
  }
}

async function provinceOf({ store, executor }: Office, unit: string): Promise<string> {
  for (const id of await idsIn(store)(unitTree))
    if (own((await executor.look(unitTree, id)).state.units, unit)) return id;
  return unit;
}
