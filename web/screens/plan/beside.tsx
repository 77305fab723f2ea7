import type { Rehearsal } from '../../talk/year-answers.ts';
import { useWords } from '../../words/language.ts';
import { figureNames, figuresOf } from './figures.ts';
import classes from './rehearsal.module.css';

/** A rehearsal in figures, and beside them those of the plan as it was. */
export function Beside({ now, before }: { now: Rehearsal; before: Rehearsal | undefined }) {
  const { t } = useWords();
  const is = figuresOf(now);
  const was = before && figuresOf(before);
  return (
    <dl className={classes.figures} data-testid="rehearsal-figures">
      {figureNames.map((name) => {
        const change = was ? is[name] - was[name] : 0;
        return (
          <div key={name} data-bad={(name === 'nobody' && is[name] > 0) || undefined}>
            <dt className="small">{t(`rehearsal.figures.${name}`)}</dt>
            <dd>
              {is[name]}
              {was && (
                <span className="quiet small">
                  {' '}
                  {t('rehearsal.was', { count: was[name] })}
                  {change !== 0 && ` (${change > 0 ? '+' : '−'}${Math.abs(change)})`}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
