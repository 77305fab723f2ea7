import { z } from 'zod';
import { own } from './own.ts';

/**
 * What an event holds instead of a personal value: where the vault keeps it, and a salted commitment to it.
 * Erasing the value in the vault leaves every hash and proof intact.
 */
export const personalRef = z.strictObject({
  ref: z.string().min(1),
  /** hex SHA-256(salt ‖ value) */
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PersonalRef = z.infer<typeof personalRef>;

/** Where an event holds the envelope of a secret: what is in it is forgotten by nobody, only opened. */
export const ENVELOPE = 'envelope';

/** Every reference in an event's data, and under which field (`name`, or `data/name` further in). */
export function sealedIn(data: unknown, field = ''): readonly (PersonalRef & { readonly field: string })[] {
  if (typeof data !== 'object' || data === null) return [];
  const sealed = personalRef.safeParse(data);
  if (sealed.success) return [{ field, ...sealed.data }];
  return Object.entries(data).flatMap(([name, part]) => sealedIn(part, field === '' ? name : `${field}/${name}`));
}

const marked = new WeakMap<object, 'personal' | 'secret'>();

/**
 * Marks an input field whose value may never reach the event store (names, contacts, free text).
 * The type says what `decide` sees: a caller sends the value, everything behind the vault sees only the reference,
 * because executeCommand swaps one for the other between parsing and deciding.
 */
export function personal<S extends z.ZodType<string>>(schema: S): z.ZodType<PersonalRef, z.input<S>> {
  // A schema of its own: the one given may also be used for fields that are not personal.
  const marking = schema.describe('Personal: kept in the vault, never in the event store.');
  marked.set(marking, 'personal');
  return marking as unknown as z.ZodType<PersonalRef, z.input<S>>;
}

/**
 * What `decide` sees of a secret: `plain` to judge it by, and what an event may hold of it. The envelope lies in the
 * vault and opens with a key that is kept elsewhere; the commitment is SHA-256 of the canonical {salt, value}.
 */
export type Secret<T> = { readonly commitment: string; readonly [ENVELOPE]: PersonalRef; readonly plain: T };

/** What a secret was, once its envelope is opened. */
export type Unsealed = { readonly salt: string; readonly value: unknown };

/** Marks an input field that nobody reads until a later command opens it. */
export function secret<S extends z.ZodType>(schema: S): z.ZodType<Secret<z.output<S>>, z.input<S>> {
  const marking = schema.describe('Secret: sealed in the vault until a later command opens it.');
  marked.set(marking, 'secret');
  return marking as unknown as z.ZodType<Secret<z.output<S>>, z.input<S>>;
}

export type PersonalValue =
  | { readonly kind: 'personal'; readonly path: string; readonly value: string }
  | { readonly kind: 'secret'; readonly path: string; readonly value: unknown };

/** The personal and secret values of a parsed input, with their paths (`/contact`, `/needs/0/note`). */
export function personalValues(schema: z.ZodType, input: unknown, path = ''): PersonalValue[] {
  if (input === undefined || input === null) return [];
  const kind = marked.get(schema);
  if (kind === 'secret') return [{ kind, path, value: input }];
  if (kind) return [{ kind, path, value: String(input) }];
  return children(schema, input).flatMap(({ schema, value, key }) => personalValues(schema, value, `${path}/${key}`));
}

/** The same input with every personal or secret value replaced by what `refOf` gives for its path. */
export function sealPersonal(schema: z.ZodType, input: unknown, refOf: (path: string) => unknown, path = ''): unknown {
  if (input === undefined || input === null) return input;
  if (marked.has(schema)) return refOf(path);
  const parts = children(schema, input);
  if (parts.length === 0) return input;
  if (Array.isArray(input)) return parts.map((p) => sealPersonal(p.schema, p.value, refOf, `${path}/${p.key}`));
  const sealed: Record<string, unknown> = { ...(input as object) };
  for (const p of parts) sealed[p.key] = sealPersonal(p.schema, p.value, refOf, `${path}/${p.key}`);
  return sealed;
}

const withPersonal = new WeakMap<object, boolean>();

/** Whether a schema has a personal field anywhere; most commands have none and skip the vault. */
export function hasPersonal(schema: z.ZodType): boolean {
  const known = withPersonal.get(schema);
  if (known !== undefined) return known;
  const found = marked.has(schema) || inner(schema).some(hasPersonal);
  withPersonal.set(schema, found);
  return found;
}

type Part = { schema: z.ZodType; value: unknown; key: string };

function children(schema: z.ZodType, input: unknown): Part[] {
  const bare = unwrap(schema);
  if (bare !== schema && marked.has(bare)) return [];
  if (bare instanceof z.ZodObject && typeof input === 'object' && input !== null)
    return Object.entries(input)
      .filter(([key]) => own(bare.shape, key) !== undefined)
      .map(([key, value]) => ({ schema: unwrapTo(own(bare.shape, key)), value, key }));
  if (bare instanceof z.ZodArray && Array.isArray(input))
    return input.map((value, i) => ({ schema: unwrapTo(bare.element as z.ZodType), value, key: String(i) }));
  return [];
}

function inner(schema: z.ZodType): z.ZodType[] {
  const bare = unwrapTo(schema);
  if (bare !== schema) return [bare];
  if (bare instanceof z.ZodObject) return Object.values(bare.shape) as z.ZodType[];
  if (bare instanceof z.ZodArray) return [bare.element as z.ZodType];
  return [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

function unwrapTo(schema: unknown): z.ZodType {
  return unwrap(schema as z.ZodType);
}
