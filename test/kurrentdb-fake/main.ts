// The protocol fake as a process of its own: `node test/kurrentdb-fake/main.ts --port 0 --file F`. Takes one JSON object
// a line: {"misbehave":{"kind":"silent"}}, {"misbehave":null}, {"replaceWith":"backup"}, {"counts":true}.
// Ends with its standard input, with its launcher, or on SIGTERM.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { exitWithParent } from '../../setup/parent-watch.ts';
import { type FakeOptions, type Fault, startFake } from './fake.ts';

type Line = { misbehave?: Fault | null; replaceWith?: string | null; counts?: true };

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    file: { type: 'string' },
    version: { type: 'string' },
    'system-events': { type: 'boolean', default: false },
    'commit-ms': { type: 'string' },
  },
});
const options: FakeOptions = { port: Number(values.port), systemEvents: values['system-events'] };
if (values.file !== undefined) options.file = values.file;
if (values['commit-ms'] !== undefined) options.commitMs = Number(values['commit-ms']);
if (values.version !== undefined) options.version = values.version;

const fake = await startFake(options);
console.log(`protocol fake ready at ${fake.url}`);

const end = async (): Promise<void> => {
  await fake.stop();
  process.exit(0);
};
exitWithParent(() => void end());
process.on('SIGTERM', () => void end());

// Each line is answered once it holds.
for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text) as Line;
  if (line.misbehave !== undefined) fake.misbehave(line.misbehave ?? undefined);
  if (line.replaceWith !== undefined) await fake.replaceWith(line.replaceWith ?? undefined);
  console.log(JSON.stringify(line.counts ? fake.counts() : 'done'));
}
await end();
