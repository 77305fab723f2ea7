// npm run demo:papers -- <folder> [--address http://127.0.0.1:7070]: writes each official text that a running demo can make of
// its sessions, products, certificates, units and their duties, as PDF and as DOCX.
import { parseArgs } from 'node:util';
import { writePapers } from './papers/writing.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { address: { type: 'string', default: process.env.OCOP_ADDRESS ?? 'http://127.0.0.1:7070' } },
});
const [folder] = positionals;

if (folder === undefined) {
  process.stderr.write('Usage: npm run demo:papers -- <folder>\n');
  process.exitCode = 1;
} else
  try {
    const { files, kinds } = await writePapers(values.address, folder);
    process.stdout.write(`${files} files of ${kinds.size} kinds of papers written to ${folder}\n`);
  } catch (error) {
    const isAway = error instanceof TypeError && error.cause !== undefined;
    const why = isAway
      ? `No server answers at ${values.address}. Start the demo with npm start.`
      : (error as Error).message;
    process.stderr.write(`${why}\n`);
    process.exitCode = 1;
  }
