// What people call the fields of commands, once: a form, the reference, the OpenAPI document and the sentence about a wrong
// field say the same. Written as in the middle of a sentence.
import type { Command } from '../kernel/aggregate.ts';
import { personalFields } from '../kernel/forgettable.ts';
import { ratingPolicies } from '../rulebooks/rating-policies.ts';
import { council } from './council.ts';
import type { FieldWord, FieldWords } from './field-word.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { products } from './products.ts';
import { records } from './records.ts';
import { yearPlan } from './year-plan.ts';

const tables: readonly FieldWords[] = [
  personalFields,
  Object.fromEntries(Object.entries(ratingPolicies).map(([id, { name }]) => [id, name])),
  papers,
  people,
  products,
  council,
  records,
  yearPlan,
];

export const fieldWords: ReadonlyMap<string, FieldWord> = new Map(
  tables.flatMap((table) => Object.entries(table)).map(([name, word]) => [name, word]),
);
if (fieldWords.size < tables.reduce((n, table) => n + Object.keys(table).length, 0))
  throw new Error('a field has its word twice');

/** Under which entry the word of a field stands. @param path names alone, without places in a list */
export function wordKeyOf(command: string, path: readonly string[]): string | undefined {
  const names = [command, ...path];
  return names.map((_, i) => names.slice(i).join('/')).find((key) => fieldWords.has(key));
}

const isPlace = (part: PropertyKey): boolean => typeof part === 'number' || /^\d+$/.test(String(part));

/** @param path as an issue or a pointer has it: `['members', 0, 'seat']` */
export function fieldWord({ name }: Pick<Command, 'name'>, path: readonly PropertyKey[]): FieldWord | undefined {
  const names = path.filter((part) => !isPlace(part)).map(String);
  const key = wordKeyOf(name, names);
  return key === undefined ? undefined : fieldWords.get(key);
}
