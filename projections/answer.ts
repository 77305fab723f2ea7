// What read models answer with is a schema beside each of them: types, OpenAPI and the check of answers follow from it.
import { z } from 'zod';

/** The type of an answer: nothing in it is anybody's to change. */
export type Answer<S extends z.ZodType> = Frozen<z.output<S>>;
export type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export const words = z.strictObject({ vi: z.string(), en: z.string() }).meta({ id: 'Words' });
export const instant = z.string().meta({ format: 'date-time' });
export const civilDay = z.string().meta({ format: 'date' });

export const actor = z
  .strictObject({
    kind: z.enum(['person', 'workflow', 'installation']),
    id: z.string().meta({ description: 'pseudonymous' }),
    role: z.string().exactOptional(),
    unit: z.string().exactOptional(),
    onBehalfOf: z.string().exactOptional().meta({ description: 'the abolished unit whose successor’s holder acted' }),
  })
  .meta({ id: 'Actor' });
