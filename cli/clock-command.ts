// `ocop clock confirm`: the administrator has looked at the clock of the machine, and it is right.
import { Command } from 'commander';
import { OFFICE_CLOCK_ID, officeClock } from '../domain/office-clock/office-clock.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { askServer, findRunningServer } from './running-server.ts';
import { print } from './say.ts';

const clock = `${officeClock.resource}/${OFFICE_CLOCK_ID}`;

export function clockCommand(): Command {
  const command = new Command('clock').description('the clock of the running server');
  command
    .command('confirm')
    .description('say that the clock is right: what was refused as CLOCK_DOUBTFUL is taken again')
    .option('--json')
    .action(async (o: { json?: boolean }) => {
      const server = await findRunningServer(placesOf(readSettings(process.env)));
      if (!server) throw new Error('The server is not running. Whether its clock fits is seen at its next start.');
      const { state } = (await askServer(server, 'accounts/demo-admin')) as { state: { province: string } };
      await askServer(server, `${clock}/confirm-clock`, { province: state.province });
      const told = (await askServer(server, clock)) as { state: { confirmedAt: string } };
      print({ ok: true, shows: told.state.confirmedAt }, o.json, `The clock is right at ${told.state.confirmedAt}`);
    });
  return command;
}
