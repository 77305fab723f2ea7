import { STAGES, type Stage } from '../../talk/council-answers.ts';
import { useWords } from '../../words/language.ts';
import classes from './council.module.css';

/** How far a session has come. */
export function Stages({ now }: { now: Stage }) {
  const { t } = useWords();
  const at = STAGES.indexOf(now);
  return (
    <ol className={classes.stages} aria-label={t('council.stage')}>
      {STAGES.map((stage, i) => (
        <li
          key={stage}
          data-mark={i < at ? 'done' : i === at ? 'now' : 'later'}
          aria-current={i === at ? 'step' : undefined}
        >
          {t(`council.stages.${stage}`)}
        </li>
      ))}
    </ol>
  );
}
