// `ocop clock confirm`: the administrator has looked at the clock of the machine, and it is right.
import { Command } from 'commander';
import { OFFICE_CLOCK_ID, officeClock } from '../domain/office-clock/office-clock.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { idsIn } from '../eventstore/ids-of.ts';
import { type Places, placesOf, readSettings } from '../settings/settings.ts';
import { openStore } from './compose.ts';
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
      const places = placesOf(readSettings(process.env));
      const server = await findRunningServer(places);
      if (!server) throw new Error('The server is not running. Whether its clock fits is seen at its next start.');
      await askServer(server, `${clock}/confirm-clock`, { province: await provinceIn(places) });
      const told = (await askServer(server, clock)) as { state: { confirmedAt: string } };
      print({ ok: true, shows: told.state.confirmedAt }, o.json, `The clock is right at ${told.state.confirmedAt}`);
    });
  return command;
}

/** The province of the store, which a running server lets be read. */
async function provinceIn(places: Places): Promise<string> {
  const store = await openStore(places, { readOnly: true });
  try {
    const [province] = await idsIn(store)(unitTree);
    if (province === undefined) throw new Error('The store holds no province yet: ocop init.');
    return province;
  } finally {
    await store.close();
  }
}
