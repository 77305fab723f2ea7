// A part of a plan's form: its schema, what was typed, and what is wrong with it.
import type { Problems, Raw } from '../../../commands/raw.ts';
import type { FieldProblem } from '../../../talk/problem.ts';
import type { Schema } from '../../../talk/reads.ts';

export type PartProps = {
  readonly schema: Schema;
  readonly raw: Raw | undefined;
  readonly type: (value: Raw) => void;
  readonly problems: Problems;
  readonly refused: readonly FieldProblem[];
};
