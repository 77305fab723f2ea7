// One command on many things: each row is a command of its own, with an answer of its own.
import type { RowAnswer, RowsAnswer } from './answers.ts';
import { give } from './give.ts';

type Rows = { readonly rows: readonly { readonly id: string; readonly input: unknown }[] };
type Given = {
  /** below /v1/in-bulk/ */
  readonly path: string;
  readonly ids: readonly string[];
  readonly input: unknown;
  /** the key of a part: the same for the same rows until it is done */
  readonly keyOf: (part: number, rows: Rows) => string;
  readonly onWait: (tries: number) => void;
  readonly onSent: (count: number) => void;
};

/** As many as the server takes at once. */
const AT_ONCE = 200;

export async function giveInBulk({ path, ids, input, keyOf, onWait, onSent }: Given): Promise<readonly RowAnswer[]> {
  const answers: RowAnswer[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const body = { rows: ids.slice(from, from + AT_ONCE).map((id) => ({ id, input })) };
    const key = keyOf(from / AT_ONCE, body);
    const { rows } = await give<RowsAnswer>({
      ...{ route: `/v1/in-bulk/${path}`, input: body, key, ifMatch: undefined, onWait },
    });
    answers.push(...rows);
    onSent(answers.length);
  }
  return answers;
}
