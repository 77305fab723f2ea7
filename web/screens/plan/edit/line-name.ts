// What a line of a plan is called, by its JSON pointer: the words of its fields, with the round, duty or tier it is of.
import type { Words } from '../../../../domain/kernel/refusal.ts';
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import { useLabel } from '../../../commands/field.tsx';
import type { Schema } from '../../../talk/reads.ts';
import { useWords } from '../../../words/language.ts';
import { useMoreWords } from '../../../words/more/more.ts';

/** What they hold says enough. */
const SILENT = ['plan', 'windows', 'rounds', 'tiers', 'duties', 'times'];
type Row = { readonly no?: number; readonly name?: Words; readonly of?: Words; readonly tiers?: unknown };

/** @param schema of the command that has the plan as a field */
export function useLineName(schema: Schema) {
  const { t } = useWords();
  const { t: more, say } = useMoreWords();
  const labelOf = useLabel();
  const nameOf = ({ no = 0, name, of, tiers }: Row): string => {
    if (name) return say(name);
    if (tiers) return t('plan.round', { no });
    return of ? say(of) : more('planForm.time', { no });
  };
  return (pointer: string, plan: YearPlan): string => {
    let at: Schema | undefined = schema;
    let value: unknown = { plan };
    const words: string[] = [];
    for (const segment of pointer.split('/').slice(1)) {
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[segment];
      const within: Schema | undefined = at?.properties?.[segment];
      if (at?.items) words.push(nameOf((value ?? {}) as Row));
      else if (!SILENT.includes(segment)) words.push(labelOf(segment, within ?? {}));
      at = within ?? at?.items;
    }
    return words.join(' – ');
  };
}
