// `ocop person export`: what somebody may ask of the office, in one answer.
import { Command } from 'commander';
import { runOperation, serverOf } from './running-server.ts';
import { print } from './say.ts';

export function personCommand(): Command {
  const command = new Command('person').description('what is kept on a person');
  command
    .command('export <account>')
    .description('everything that is kept on them, as JSON: sign-in, facts of their account, letters, what they did')
    .option('--json', 'it is JSON in any case')
    .action(async (account: string) => {
      print(await runOperation(await serverOf({}), 'person-export', { account }), true, '');
    });
  return command;
}
