// `ocop notary`: the keys that seal the log of events. The root key is made and used where no network is; what it prints is
// given to the running server as commands of `log-keys`.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { certificateText } from '../audit/checkpoint.ts';
import { makeSignerKey, readSignerKey, readVerifierKey, showSignerKey, signatureLine } from '../audit/signed-note.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { print } from './say.ts';

export function notaryCommand(): Command {
  const command = new Command('notary').description('keys that seal the log of events');
  command
    .command('key <file>')
    .description('make a key, its private half into a new file, and print its public half')
    .requiredOption(
      '--name <name>',
      'what the log is called, as ocop.daklak.gov.vn/log; a root key has a name of its own',
    )
    .option('--json')
    .action((file: string, o: { name: string; json?: boolean }) => {
      const key = makeSignerKey(o.name);
      const fd = openSync(file, 'wx', 0o600);
      writeFileSync(fd, `${showSignerKey(key)}\n`);
      closeSync(fd);
      print({ key: key.text, id: key.id }, o.json, key.text);
    });
  command
    .command('certify <key>')
    .description('with the root key vouch for the key of a year; prints the input of certify-log-key')
    .requiredOption('--root <file>', 'private half of the root key')
    .requiredOption('--from <day>', 'first day, as 2027-01-01', civilDay)
    .requiredOption('--until <day>', 'last day', civilDay)
    .action((key: string, { root, from, until }: { root: string; from: string; until: string }) => {
      const rootKey = readSignerKey(readFileSync(root, 'utf8'));
      if (!rootKey) throw new CodedError('NOTARY_KEY_INVALID', `${root} holds no key as ocop notary key writes one.`);
      if (!readVerifierKey(key)) throw new CodedError('NOTARY_KEY_INVALID', `"${key}" is no public key.`);
      const said = { key, from, until };
      const certificate = signatureLine(certificateText(said), rootKey).trimEnd().split(' ').at(-1);
      print({ ...said, certificate }, true, '');
    });
  return command;
}

function civilDay(text: string): string {
  if (/^20\d{2}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('give a day, as 2027-01-01');
}
