// What a person should know about a command that went through. Advice: it never turns an append into an error.
import type { Advice } from '../domain/kernel/advice.ts';
import type { Aggregate, Command, Need } from '../domain/kernel/aggregate.ts';
import { fill, type Words } from '../domain/kernel/refusal.ts';
import { registerProduct } from '../domain/product/product.ts';
import type { History } from '../eventstore/history.ts';
import type { ApiParts } from './parts.ts';

export type Warning = {
  readonly code: string;
  readonly sentences: Words;
  readonly details: Readonly<Record<string, unknown>>;
  /** JSON pointer of what it is about */
  readonly field?: string;
};

const POSSIBLE_DUPLICATE: Words = {
  vi: 'Chủ thể này đã có sản phẩm tên gần giống: {products}.',
  en: 'This producer already has a product of nearly the same name: {products}.',
};

/** What is unusual about a resource as it stands, and about what was just done to it. */
export async function warningsOf(
  parts: ApiParts,
  command: Command,
  of: Pick<History, 'id' | 'state'>,
  input: unknown,
): Promise<Warning[]> {
  const advice = await adviceOn(parts.executor, command.aggregate, of);
  return [...advice, ...(command === registerProduct ? await duplicatesOf(parts, of.id, input) : [])];
}

/** What is unusual about a resource, for who decides on it next. */
export async function adviceOn(
  executor: ApiParts['executor'],
  aggregate: Aggregate,
  { id, state }: Pick<History, 'id' | 'state'>,
): Promise<readonly Advice[]> {
  if (!aggregate.advise) return [];
  const needs: Record<string, unknown> = {};
  for (const [name, need] of Object.entries<Need | undefined>(aggregate.needs?.({ id, state, input: undefined }) ?? {}))
    if (need) needs[name] = (await executor.look(need.aggregate, need.id)).state;
  return aggregate.advise({ id, state, needs });
}

async function duplicatesOf(parts: ApiParts, id: string, input: unknown): Promise<Warning[]> {
  const { producer, name } = input as { producer: string; name: string };
  try {
    const found = await parts.board.findDuplicates({ producer, name, except: id });
    if (found.length === 0) return [];
    const details = { products: found.map((p) => `${p.name} (${p.product})`) };
    const sentences = { vi: fill(POSSIBLE_DUPLICATE.vi, details), en: fill(POSSIBLE_DUPLICATE.en, details) };
    return [{ code: 'POSSIBLE_DUPLICATE', sentences, details: { products: found } }];
  } catch (error) {
    parts.log.warn({ err: error, product: id }, 'duplicates could not be looked for');
    return [];
  }
}
