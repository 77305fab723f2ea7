import type { Fact } from './fold.ts';

/** Which open cycles look again at what a command sets off: those that all that is named here fits. */
export type Reach = {
  readonly province?: string;
  readonly year?: number;
  readonly product?: string;
  readonly producer?: string;
  /** they lie in one of them today */
  readonly units?: readonly string[];
  /** also those that ended with their product: they come back */
  readonly revived?: true;
};

export type Reaching<S> = {
  readonly id: string;
  readonly state: S;
  readonly facts: readonly Fact[];
  readonly command: string;
  readonly input: any;
};

/** The facts that a correction or annulment is about. */
export function amendedFacts({ facts, input }: Pick<Reaching<unknown>, 'facts' | 'input'>): readonly Fact[] {
  const named = [input?.revision, ...(input?.revisions ?? []), ...(input?.annuls ?? [])];
  return facts.filter(({ revision }) => named.includes(revision));
}
