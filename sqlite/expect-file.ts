import { statSync } from 'node:fs';

/** What is no file, SQLite would wait for (a pipe) or not tell apart from a missing right: to us it is no database. */
export function expectFile(file: string): void {
  if (file === ':memory:' || (statSync(file, { throwIfNoEntry: false })?.isFile() ?? true)) return;
  throw Object.assign(new Error('it is no file'), { errcode: NOT_A_DATABASE });
}
const NOT_A_DATABASE = 26;
