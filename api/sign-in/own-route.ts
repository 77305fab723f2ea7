// One way of signing in, or one thing people do to their own account.
import { z } from 'zod';
import type { Accounts, Holder, Told, Visitor } from '../../accounts/port.ts';
import { told } from '../../accounts/visit.ts';
import { isRefusal, type Refusal, type Words } from '../../domain/kernel/refusal.ts';
import type { OperatingParts } from '../parts.ts';

export type Own = {
  readonly method: 'get' | 'post';
  /** below /v1 */
  readonly path: string;
  readonly operationId: string;
  readonly words: Words;
  readonly input: z.ZodObject;
  readonly answers: z.ZodType;
  /** problems besides those of every route */
  readonly also: readonly number[];
  /** wants that its giver has just shown that it is them */
  readonly confirmed: boolean;
  /** also for who has no second factor or no role yet: to set one up, and to see to what is open */
  readonly despiteFactor: boolean;
  /** why what was sent will not do, where that takes more than its shape */
  check?: Check | undefined;
  run(c: Asked): Promise<Told<unknown> | Refusal>;
};
type Check = (parts: OperatingParts, holder: Holder | undefined, input: any) => Promise<Refusal | undefined>;
type Asked = { accounts: Accounts; visitor: Visitor; input: any; holder: Holder | undefined };

export const text = z.string().max(400);
const done = z.strictObject({ done: z.literal(true) });
const DONE = { done: true } as const;

export const plainly = <T>(value: T | Refusal): Told<T> | Refusal => (isRefusal(value) ? value : told(value));
export const asDone = (answer: Told<unknown> | Refusal): Told<unknown> | Refusal =>
  isRefusal(answer) ? answer : told(DONE, answer.cookies);

export const route = (
  method: Own['method'],
  path: string,
  operationId: string,
  said: Words,
  o: Partial<Pick<Own, 'input' | 'answers' | 'also' | 'confirmed' | 'despiteFactor' | 'check'>>,
  run: Own['run'],
): Own => ({
  method,
  path,
  operationId,
  words: said,
  input: o.input ?? z.strictObject({}),
  answers: o.answers ?? done,
  also: o.also ?? [],
  confirmed: o.confirmed ?? false,
  despiteFactor: o.despiteFactor ?? true,
  check: o.check,
  run,
});
