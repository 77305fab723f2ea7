// What a form needs besides the schema: the word of each field and value, what a value stands for, how a text must look.
import { fieldWord, fieldWords } from '../../domain/field-words/field-words.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { shapeWords } from '../../domain/kernel/fields.ts';
import type { Words } from '../../domain/kernel/refusal.ts';

type Json = {
  pattern?: string;
  properties?: Record<string, Json>;
  items?: Json;
  additionalProperties?: Json | boolean;
  anyOf?: Json[];
  'x-label'?: Words;
  'x-kind'?: string;
  'x-hint'?: Words;
  'x-values'?: Readonly<Record<string, Words>>;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** As it stands alone: a label, an entry of a list. */
const alone = ({ vi, en }: Words): Words => ({ vi: capital(vi), en: capital(en) });

/** Adds to the schema of a command's input, in place. */
export function label(command: Command, schema: unknown, path: readonly string[] = []): void {
  const json = schema as Json;
  for (const [name, field] of Object.entries(json.properties ?? {})) {
    const here = [...path, name];
    const word = fieldWord(command, here);
    if (word) field['x-label'] = alone(word);
    if (word?.kind) field['x-kind'] = word.kind;
    label(command, field, here);
  }
  const hint = json.pattern === undefined ? undefined : shapeWords(`/${json.pattern}/`);
  if (hint) json['x-hint'] = hint;
  const values = json['x-values'];
  if (values) json['x-values'] = Object.fromEntries(Object.entries(values).map(([v, words]) => [v, alone(words)]));
  const record = typeof json.additionalProperties === 'object' ? [json.additionalProperties] : [];
  for (const inner of [...(json.items ? [json.items] : []), ...record, ...(json.anyOf ?? [])])
    label(command, inner, path);
}

/** Per field's name its word: for what is told of a fact's fields, as a correction does. */
export const fieldLabels: Readonly<Record<string, Words>> = Object.fromEntries(
  [...fieldWords].filter(([key]) => !key.includes('/')).map(([key, word]) => [key, alone(word)]),
);
