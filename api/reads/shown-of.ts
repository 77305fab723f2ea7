import type { z } from 'zod';
import type { Frozen } from '../../projections/answer.ts';

/** Ties a schema to the state it is taken from: every member it names is there, as it says. */
export const shownOf =
  <S>() =>
  <Schema extends z.ZodObject>(schema: S extends Frozen<z.input<Schema>> ? Schema : never): Schema =>
    schema;
