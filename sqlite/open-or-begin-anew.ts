import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamagedFile } from './codes.ts';
import { expectFile } from './expect-file.ts';
import { removeDatabase } from './remove-database.ts';

/** For what can be made from the store again: a file that is no database any more is made anew. */
export function openOrBeginAnew(file: string, tables: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  let db: DatabaseSync | undefined;
  try {
    expectFile(file);
    db = new DatabaseSync(file);
    db.exec(tables);
    return db;
  } catch (error) {
    db?.close();
    if (!isDamagedFile(error)) throw error;
    removeDatabase(file);
    const anew = new DatabaseSync(file);
    anew.exec(tables);
    return anew;
  }
}
