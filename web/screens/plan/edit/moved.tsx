// Which dates, rounds and policies are otherwise than in the plan that stands.
import { datesMoved } from '../../../../domain/programme-year/plan-change.ts';
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import { useLabel } from '../../../commands/field.tsx';
import type { Schema } from '../../../talk/reads.ts';
import { dayShown } from '../../../words/dates.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { useLineName } from './line-name.ts';
import classes from './plan-form.module.css';

const SHOWN = 12;

type Props = { schema: Schema; before: YearPlan; plan: YearPlan };

export function Moved({ schema, before, plan }: Props) {
  const { t } = useMoreWords();
  const nameOf = useLineName(schema);
  const labelOf = useLabel();
  const moved = datesMoved(before, plan);
  const others = othersIn(before, plan).map((name) => {
    const of = schema.properties?.plan?.properties ?? {};
    return labelOf(name, of[name] ?? of.policies?.properties?.[name] ?? {});
  });
  const rows = moved.map(({ at, was, is }) => ({ at, was, is, name: nameOf(at, is === undefined ? before : plan) }));
  const line = ({ at, was, is, name }: (typeof rows)[number]) => (
    <li key={`${at}${was}${is}`}>
      {name}: {was === undefined ? t('planForm.fresh') : <s className="quiet">{dayShown(was)}</s>} →{' '}
      <strong>{is === undefined ? t('planForm.gone') : dayShown(is)}</strong>
    </li>
  );
  return (
    <section aria-live="polite" data-testid="moved">
      <h2>{t('planForm.moved')}</h2>
      {rows.length === 0 && others.length === 0 && <p className="quiet">{t('planForm.movedNone')}</p>}
      {rows.length > 0 && (
        <>
          <p className="warn">{t('planForm.movedCount', { count: rows.length })}</p>
          <ul className={classes.notes}>{rows.slice(0, SHOWN).map(line)}</ul>
        </>
      )}
      {rows.length > SHOWN && (
        <details>
          <summary>+ {rows.length - SHOWN}</summary>
          <ul className={classes.notes}>{rows.slice(SHOWN).map(line)}</ul>
        </details>
      )}
      {others.length > 0 && <p>{t('planForm.other', { what: others.join('; ') })}</p>}
    </section>
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** What is no date: a duty by all of it but its times. */
const untimed = ({ duties = [] }: YearPlan) => duties.map(({ times, ...duty }) => [duty, times.length]);

/** Names of the policies and parts that differ though no date says so. */
function othersIn(before: YearPlan, plan: YearPlan): readonly string[] {
  const policies = (of: YearPlan) => of.policies as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(policies(before)), ...Object.keys(policies(plan))]);
  return [
    ...(before.rulebook === plan.rulebook ? [] : ['rulebook']),
    ...(isSame(untimed(before), untimed(plan)) ? [] : ['duties']),
    ...[...names].filter((name) => !isSame(policies(before)[name], policies(plan)[name])),
  ];
}
