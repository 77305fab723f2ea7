import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';

/** By which the server narrows down. */
export const dutyStates = ['open', 'overdue', 'waiting', 'reported', 'excused'] as const;

type Of = {
  readonly overdue: boolean;
  readonly late: boolean;
  readonly accepted: boolean;
  readonly excused: boolean;
  readonly isBack?: boolean;
  readonly reportedOn?: string | undefined;
};

/** How far one duty is, in words and colour. */
export function DutyState({ of }: { of: Of }) {
  const { t } = useWords();
  const { excused, accepted, reportedOn, late, overdue, isBack } = of;
  if (excused) return <span className="quiet">{t('duties.states.excused')}</span>;
  const lateWords = late && <span className="late"> · {t('duties.late')}</span>;
  if (reportedOn !== undefined)
    return (
      <>
        <span className={accepted ? 'good' : 'warn'}>
          {accepted ? '✓ ' : '● '}
          {t(accepted ? 'duties.accepted' : 'duties.states.waiting')}
        </span>
        <span className="quiet small"> {t('duties.reportedOn', { day: dayShown(reportedOn) })}</span>
        {lateWords}
      </>
    );
  if (isBack) return <span className="warn">↩ {t('duties.sentBack')}</span>;
  return overdue ? <span className="late">▲ {t('duties.states.overdue')}</span> : t('duties.states.open');
}
