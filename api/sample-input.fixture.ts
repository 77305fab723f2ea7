// Some input that a command's schema accepts, for tests that are about what comes after the schema.
import { z } from 'zod';

const uuid = '00000000-0000-4000-8000-000000000000';
const texts = ['2022-01-01', 'x', '66', '66-2022', '66-2022-x-1', 'product-x', 'a'.repeat(64), 'a'.repeat(43), uuid];
const keys = [`x+00000000+${'AQ'.padEnd(44, 'A')}`, '0'.repeat(8), `${'A'.repeat(91)}=`, `${'A'.repeat(43)}=`];
const candidates = [...texts, ...keys, 0, 1, 3, 100, true, [], {}];

export function sampleInput(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
    return Object.fromEntries(
      fields.filter(([, f]) => !f.safeParse(undefined).success).map(([name, f]) => [name, sampleInput(f)]),
    );
  }
  const choices = [
    ...(schema instanceof z.ZodEnum ? schema.options : []),
    ...(schema instanceof z.ZodLiteral ? schema.values : []),
    ...(schema instanceof z.ZodUnion ? schema.options.map((o) => sampleInput(o as z.ZodType)) : []),
    ...(schema instanceof z.ZodArray ? [[], [sampleInput(schema.element as z.ZodType)]] : []),
    ...candidates,
  ];
  const found = choices.find((c) => schema.safeParse(c).success);
  if (found === undefined) throw new Error(`no sample for a ${schema.def.type}`);
  return found;
}
