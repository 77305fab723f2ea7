// `ocop notary`: the keys that seal the log of events. The root key is made and used where no network is; what it prints is
// given to the running server as commands of `log-keys`.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { certificateText } from '../audit/checkpoint.ts';
import { checkpointsIn } from '../audit/checkpoint-folder.ts';
import { sealSheet } from '../audit/seal-line.ts';
import { sealPage } from '../audit/seal-page.ts';
import {
  cosignedBy,
  makeSignerKey,
  readSignerKey,
  readVerifierKey,
  showSignerKey,
  signatureLine,
} from '../audit/signed-note.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { acceptTheRestore } from './accept-restore.ts';
import { witnessesOf } from './notary-side.ts';
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
  command
    .command('accept-restore')
    .description(
      'an older backup was put back: name the checkpoints whose events are lost, and let the log be sealed on',
    )
    .requiredOption('--decision <number>', 'the decision by which the office puts up with it')
    .requiredOption('--decided-on <day>', 'the day of that decision', civilDay)
    .option('--json')
    .addHelpText(
      'after',
      '\nWith the server stopped. First run: ocop verify. The fact stays for ever, and is published.',
    )
    .action(async (o: { decision: string; decidedOn: string; json?: boolean }) => {
      const places = placesOf(readSettings(process.env));
      const accepted = await acceptTheRestore(places, { number: o.decision, date: o.decidedOn });
      const sizes = accepted.lost.map(({ size }) => size).join(', ');
      print(
        accepted,
        o.json,
        `Recorded: of what was sealed ${accepted.kept} events are still here; the checkpoints of ${sizes} events seal what is lost. They stay, in checkpoints/lost, and everybody is told. Now: ocop serve.`,
      );
    });
  command
    .command('print [size]')
    .description('the newest checkpoint, or the one of so many events, as a sheet to print')
    .option('--html', 'as a page with a QR code of it')
    .action((size: string | undefined, o: { html?: boolean }) => {
      const checkpoints = checkpointsIn(placesOf(readSettings(process.env)).checkpoints);
      const found = size === undefined ? checkpoints.latest() : checkpoints.at(Number(size));
      if (!found) throw new CodedError('CHECKPOINT_UNKNOWN', 'The log was not sealed so, or not by this process.');
      const who = cosignedBy(found.note, witnessesOf(readSettings(process.env)));
      process.stdout.write(o.html ? sealPage(found, who) : `${sealSheet(found, who)}\n`);
    });
  return command;
}

function civilDay(text: string): string {
  if (/^20\d{2}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('give a day, as 2027-01-01');
}
