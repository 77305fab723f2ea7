// What the product needs at least for the stars it aims at, and whether this sheet gives it.
import { points } from '../../../domain/kernel/points.ts';
import { leavesOf } from '../../../domain/rulebooks/criteria-set.ts';
import { useWords } from '../../words/language.ts';
import type { Law, Rated } from './rated.ts';
import classes from './sheet.module.css';
import type { Choices } from './sheet-draft.ts';
import { focusCriterion } from './use-sheet-keys.ts';

type Props = {
  readonly aim: number | undefined;
  readonly law: Law;
  readonly choices: Choices;
  readonly now: Rated;
};

export function MinimumOptions({ aim, law: { set }, choices, now }: Props) {
  const { t, say, lang } = useWords();
  if (aim === undefined) return null;
  const wanted = set.minimum.filter(({ star }) => star <= aim);
  const leaves = leavesOf(set);
  return (
    <section aria-labelledby="minimum">
      <h2 id="minimum">{t('council.sheet.minimum', { stars: aim })}</h2>
      {wanted.length === 0 && <p className="quiet">{t('council.sheet.minimumNone')}</p>}
      <ul className={classes.minimum}>
        {wanted.map(({ star, criterion, atLeastPoints }) => {
          const leaf = leaves.find(({ code }) => code === criterion);
          const check = now.rating?.minimumOptions.find((one) => one.star === star && one.criterion === criterion);
          const state = choices[criterion] === undefined ? 'open' : check?.met ? 'met' : 'notMet';
          return (
            <li key={`${star}-${criterion}`}>
              <button type="button" className={classes.toFirst} onClick={() => focusCriterion(criterion)}>
                {t('council.sheet.minimumOf', {
                  code: criterion,
                  name: leaf ? say(leaf.name) : '',
                  points: points(atLeastPoints, lang),
                })}
              </button>{' '}
              <span className={{ open: 'quiet', met: 'good', notMet: 'late' }[state]}>
                {{ open: '○', met: '✓', notMet: '✕' }[state]} {t(`council.sheet.${state}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
