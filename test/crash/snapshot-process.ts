// `node snapshot-process.ts <file> <to>`: copies, and says what went wrong.
import { snapshotSqlite } from '../../eventstore/sqlite/snapshot.ts';

const [file, to] = process.argv.slice(2) as [string, string];
try {
  await snapshotSqlite(file, to);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stdout.write(JSON.stringify({ code, message }));
  process.exitCode = 1;
}
