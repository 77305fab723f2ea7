// What a person should know about a command that went through. Advice: it never turns an append into an error.
import type { Advice } from '../domain/kernel/advice.ts';
import type { Aggregate, Command, Need } from '../domain/kernel/aggregate.ts';
import { type Details, fill, type Words } from '../domain/kernel/refusal.ts';
import { registerProducer } from '../domain/producer/producer.ts';
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

const SAME_REGISTRATION: Words = {
  vi: 'Số đăng ký này đã có ở chủ thể: {producers}.',
  en: 'This registration number is also that of: {producers}.',
};

const warning = (code: string, words: Words, details: Details, shown: Warning['details'] = details): Warning => ({
  code,
  sentences: { vi: fill(words.vi, details), en: fill(words.en, details) },
  details: shown,
});

/** What is unusual about a resource as it stands, and about what was just done to it. */
export async function warningsOf(
  parts: ApiParts,
  command: Command,
  of: Pick<History, 'id' | 'state'>,
  input: unknown,
): Promise<Warning[]> {
  const advice = await adviceOn(parts.executor, command.aggregate, of);
  return [...advice, ...(await duplicatesOf(parts, command, of.id, input))];
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

async function duplicatesOf(parts: ApiParts, command: Command, id: string, input: unknown): Promise<Warning[]> {
  try {
    if (command === registerProduct) return await nearlySameName(parts, id, input as ProductGiven);
    if (command === registerProducer) return await sameNumber(parts, id, input as ProducerGiven);
  } catch (error) {
    parts.log.warn({ err: error, id }, 'duplicates could not be looked for');
  }
  return [];
}

type ProductGiven = { producer: string; name: string };
type ProducerGiven = { registration?: string };

async function nearlySameName({ board }: ApiParts, id: string, { producer, name }: ProductGiven): Promise<Warning[]> {
  const found = await board.findDuplicates({ producer, name, except: id });
  const products = found.map((p) => `${p.name} (${p.product})`);
  return found.length === 0
    ? []
    : [warning('POSSIBLE_DUPLICATE', POSSIBLE_DUPLICATE, { products }, { products: found })];
}

async function sameNumber(parts: ApiParts, id: string, { registration }: ProducerGiven): Promise<Warning[]> {
  if (registration === undefined) return [];
  const producers = await parts.sameRegistration({ registration, except: id });
  return producers.length === 0 ? [] : [warning('SAME_REGISTRATION', SAME_REGISTRATION, { producers })];
}
