// `ocop user …`: who gets in, from the machine itself. `grant --emergency` is the way back when nobody can grant roles.
import { Command, Option } from 'commander';
import type { Invitation, Person } from '../accounts/port.ts';
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
import type { InvitationSent } from './invitation-letter.ts';
import { askServer, runOperation, serverOf } from './running-server.ts';
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
  for (const one of throughServer) one(command);
  return command;
}

const json = (command: Command): Command => command.option('--json');
type Linked = { account: string; link: string; expiresAt: string; letter?: InvitationSent };
const renewed = ({ account, link, expiresAt }: Linked): string =>
  `${account} chooses new credentials until ${expiresAt}, once, at:\n  ${link}\nWhat it had goes then: password, telephone, passkeys, sign-on, keys of office systems.`;
const invited = ({ account, link, expiresAt, letter }: Linked): string => {
  const sent = letter === undefined ? '' : `\nThe letter: ${letter.outcome}${letter.code ? ` (${letter.code})` : ''}`;
  return `${account} signs in for the first time until ${expiresAt}, once, at:\n  ${link}${sent}`;
};

/** What goes through the running server, as who has the machine. */
const throughServer: readonly ((user: Command) => void)[] = [
  (user) =>
    json(user.command('invite [account]').description('a first sign-in: prints a link that works once, for seven days'))
      .option('--email <address>', 'for this address alone')
      .action(async (account: string | undefined, o: { email?: string; json?: boolean }) => {
        const input = {
          ...(account === undefined ? {} : { account }),
          ...(o.email === undefined ? {} : { email: o.email }),
        };
        const made = (await runOperation(await serverOf({}), 'invite', input)) as Linked;
        print(made, o.json, invited(made));
      }),
  (user) =>
    json(user.command('reset <account>').description('new credentials for who lost theirs, or the telephone')).action(
      async (account: string, o: { json?: boolean }) => {
        const made = (await runOperation(await serverOf({}), 'reset-sign-in', { account })) as Linked;
        print(made, o.json, renewed(made));
      },
    ),
  (user) =>
    json(user.command('suspend <account>').description('stop an account at once, everywhere'))
      .requiredOption('--reason <text>', 'why; kept in the vault')
      .action(async (account: string, o: { reason: string; json?: boolean }) => {
        await askServer(await serverOf({}), `accounts/${account}/suspend-account`, { reason: o.reason });
        print({ ok: true, account }, o.json, `${account} is suspended, and its sessions are ended`);
      }),
  (user) =>
    json(user.command('reinstate <account>').description('let a suspended account work again')).action(
      async (account: string, o: { json?: boolean }) => {
        await askServer(await serverOf({}), `accounts/${account}/reinstate-account`, {});
        print({ ok: true, account }, o.json, `${account} works again`);
      },
    ),
  (user) =>
    json(
      user.command('revoke <account> <grant>').description('end a role; the grant’s id stands on the account’s page'),
    )
      .requiredOption('--until <day>', 'its last day, YYYY-MM-DD')
      .action(async (account: string, grant: string, o: { until: string; json?: boolean }) => {
        await askServer(await serverOf({}), `accounts/${account}/revoke-role`, { grant, until: o.until });
        print({ ok: true, account, grant }, o.json, `${grant} of ${account} ends with ${o.until}`);
      }),
  (user) =>
    json(user.command('list').description('who can sign in, and who is invited')).action(
      async (o: { json?: boolean }) => {
        const server = await serverOf({});
        const { items: people } = (await runOperation(server, 'people', {})) as { items: Person[] };
        const { items: open } = (await runOperation(server, 'invitations', {})) as { items: Invitation[] };
        const lines = [
          ...people.map((p) => `${p.account}  ${p.name}  ${p.factors.join(', ') || 'password alone'}`),
          ...open.map((i) => `${i.account}  invited until ${i.expiresAt}`),
        ];
        print({ people, invitations: open }, o.json, lines.join('\n') || 'Nobody can sign in yet: ocop user invite');
      },
    ),
];

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
