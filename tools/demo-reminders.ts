// npm run demo:reminders [-- --days 42 --address http://127.0.0.1:7070 --data ./data]: lets the demo's clock go through the
// rest of its first rating round on a running server, and prints each letter as it lands in the folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { placesOf } from '../settings/settings.ts';
import { readableMail } from './readable-mail.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** From 20 June to the end of July, when the round's last tier has to be done. */
const REST_OF_ROUND = '42';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: REST_OF_ROUND },
    address: { type: 'string', default: process.env.OCOP_ADDRESS ?? 'http://127.0.0.1:7070' },
    data: { type: 'string', default: process.env.OCOP_DATA ?? './data' },
  },
});
const { outbox } = placesOf({ OCOP_DATA: values.data, OCOP_STORE_URL: '', OCOP_VAULT_URL: '' });
const there = (): string[] =>
  existsSync(outbox)
    ? readdirSync(outbox)
        .filter((name) => name.endsWith('.eml'))
        .sort()
    : [];

async function forwardADay(): Promise<string> {
  const response = await fetch(`${values.address}/v1/operations/demo-forward`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-admin', 'content-type': 'application/json' },
    body: JSON.stringify({ days: 1 }),
  });
  const { result, detail } = (await response.json()) as { result?: { clock: string }; detail?: string };
  if (!result) throw new Error(detail ?? `the server answered ${response.status}`);
  return result.clock;
}

try {
  const known = new Set(there());
  say(`Letters land in ${outbox}`);
  for (let day = 0; day < Number(values.days); day++) {
    const clock = await forwardADay();
    const fresh = there().filter((name) => !known.has(name));
    say(`\n=== ${clock}: ${fresh.length} letters`);
    for (const name of fresh) {
      known.add(name);
      const { to, subject, text } = readableMail(readFileSync(join(outbox, name), 'utf8'));
      say(`\n--- ${name}\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
    }
  }
} catch (error) {
  const isAway = error instanceof TypeError && error.cause !== undefined;
  process.stderr.write(
    isAway
      ? `No server answers at ${values.address}. Start the demo with npm start, or give its address (--address).\n`
      : `${(error as Error).message}\n`,
  );
  process.exitCode = 1;
}
