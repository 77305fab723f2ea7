// What the plan has units do, with where it is ordered.
import { Link } from '@tanstack/react-router';
import type { YearPlan } from '../../../domain/programme-year/year-plan.ts';
import { levelNames } from '../../../domain/unit/level-names.ts';
import { Empty } from '../../patterns/empty.tsx';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import classes from './plan-duties.module.css';

export function PlanDuties({ plan }: { plan: YearPlan }) {
  const { t, say } = useWords();
  if (!plan.duties?.length)
    return (
      <Empty title={t('plan.noDuties')}>
        <p>{t('plan.noDutiesHow')}</p>
      </Empty>
    );
  return (
    <>
      <p className="quiet">
        {t('plan.dutiesLead', { count: plan.duties.length })}{' '}
        <Link to="/duties" search={{ year: plan.opensOn.slice(0, 4) }}>
          {t('duties.title')} →
        </Link>
      </p>
      <ul className={classes.duties}>
        {plan.duties.map((duty) => (
          <li key={duty.id}>
            <strong>{say(duty.name)}</strong>
            <div className="small">
              {duty.levels.map((level) => say(levelNames[level])).join(', ')} → {say(duty.reportTo)}
              <span className="quiet">
                {' '}
                · {say(duty.evidence)} · {duty.source}
              </span>
            </div>
            <div className="quiet small">
              {duty.times.map(({ of, until }) => `${of ? `${say(of)}: ` : ''}${dayShown(until)}`).join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
