// A process that holds the embedded store and does what is asked of it, line by line: `node store-process.ts <file>`.
import { createInterface } from 'node:readline';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';

export type Question = { readonly id: number; readonly method: Method; readonly args: readonly any[] };
export type Answer =
  | { readonly id: number; readonly value: any }
  | { readonly id: number; readonly error: { readonly code: string | undefined; readonly message: string } };
export type Method = 'open' | 'append' | 'adopt' | 'readAll' | 'readStream' | 'head' | 'inspect' | 'close';

if (import.meta.main) {
  const [file] = process.argv.slice(2) as [string];
  let store: ReturnType<typeof openSqliteStore> | undefined;
  const answer = (a: Answer) => process.stdout.write(`${JSON.stringify(a)}\n`);
  const ask = async ({ method, args }: Question): Promise<unknown> => {
    if (method === 'open') {
      store = openSqliteStore(file, ...args);
      return store.epoch;
    }
    return (store as any)[method](...args);
  };
  createInterface({ input: process.stdin }).on('line', (line) => {
    const question = JSON.parse(line) as Question;
    const { id } = question;
    ask(question).then(
      (value) => answer({ id, value }),
      (error) => answer({ id, error: { code: error.code, message: error.message } }),
    );
  });
}
