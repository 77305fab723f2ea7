// What the post does in the world before a fact says that it is done: letters are written, requested, and handed to a
// channel. Each step is a fact of its own, so whoever is stopped in between goes on where it was.
import { splitStream } from '../domain/kernel/aggregate.ts';
import { type DueAction, dueCommandId } from '../domain/kernel/due-action.ts';
import { nextMorning } from '../domain/letters/post-hours.ts';
import { recordAttempt } from '../domain/letters/trying.ts';
import { postOffice, sendOutPost } from '../domain/post-office/post-office.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';
import type { Addressed } from './letter-for.ts';
import { isUrgentFor, type PostMoment, postOn, wantsAtOnce } from './look-at-post.ts';
import { matterOf, type ToldNow } from './matter-of.ts';
import { bookOf, type Told } from './post-book.ts';
import { type PostParts, postman } from './postman.ts';

export type Errand = { readonly stream: string; readonly due: DueAction; readonly by: string; readonly at: string };
/** `appended` also where only a part is done: the procedure is then asked again. */
export type ErrandDone = Pick<CommandResult, 'outcome'> & { readonly code?: string };

/** Less than an activity may take, with the slowest answer of a mail server on top. */
const BUDGET_MS = 8000;
/** Readers who are written to at once. */
const WIDTH = 8;

/** Commands that are given only after something was done in the world. */
const ERRANDS: ReadonlySet<string> = new Set([sendOutPost.name, recordAttempt.name]);
export const isErrand = ({ command }: Pick<DueAction, 'command'>): boolean => ERRANDS.has(command);

export function postErrands(executor: Executor, parts: PostParts): (errand: Errand) => Promise<ErrandDone> {
  const { write, tryAgain } = postman(executor, parts);

  /** Every reader of what waits gets one letter; then, and only then, it has gone out. */
  async function sendOut({ stream, due, by, at }: Errand): Promise<ErrandDone> {
    const { id: province } = splitStream(stream);
    const { state } = await executor.look(postOffice, province);
    const book = bookOf(executor, province);
    await book.read();
    const moment = await postOn(executor, province, state.hours, at);
    const slot = due.which;
    const morning = slot === nextMorning(slot, state.hours, moment.calendar);
    const waiting = book.waiting().filter(({ recordedAt }) => !morning || recordedAt <= slot);
    const toldNow = await allNow(executor, waiting, moment);
    const addressed = addressesOf(
      waiting,
      toldNow,
      moment,
      (told, account) => morning || isUrgentFor(told, moment) || wantsAtOnce(book, account),
    );
    for (const account of book.untried()) if (!addressed.has(account)) addressed.set(account, []);
    const until = performance.now() + BUDGET_MS;
    const left = [...addressed];
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        await write({ account: next[0], matters: next[1], province, moment, by });
        if (performance.now() > until) return;
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, work));
    if (left.length > 0) return { outcome: 'appended' };
    const through = waiting.at(-1)?.ref;
    if (through === undefined) return { outcome: 'appended' };
    return executor.execute({
      command: sendOutPost,
      id: province,
      input: { slot, morning, through },
      commandId: dueCommandId(stream, due),
      caller: { kind: 'workflow', id: by },
      at,
    });
  }

  return async (errand) => {
    if (parts.publicUrl() === undefined) return { outcome: 'refused', code: 'PUBLIC_URL_MISSING' };
    if (errand.due.command === sendOutPost.name) return sendOut(errand);
    const { id } = splitStream(errand.stream);
    return tryAgain({ ...errand, account: id, no: Number(errand.due.which.split('/')[0]) });
  };
}

async function allNow(
  executor: Executor,
  waiting: readonly Told[],
  { calendar, at }: PostMoment,
): Promise<readonly (ToldNow | undefined)[]> {
  const office = { executor, calendar, today: dayOf(at) };
  const found: (ToldNow | undefined)[] = [];
  for (const { ref } of waiting) found.push(await matterOf(office, ref));
  return found;
}

/** Per account what it is to be told. */
function addressesOf(
  waiting: readonly Told[],
  toldNow: readonly (ToldNow | undefined)[],
  { readers }: PostMoment,
  isFor: (told: Told, account: string) => boolean,
): Map<string, Addressed[]> {
  const addressed = new Map<string, Addressed[]>();
  for (const [i, told] of waiting.entries()) {
    const now = toldNow[i];
    if (!now) continue;
    for (const reader of readers(now)) {
      if (!isFor(told, reader.account)) continue;
      const matters = addressed.get(reader.account) ?? [];
      matters.push({ reader, now });
      addressed.set(reader.account, matters);
    }
  }
  return addressed;
}
