// The roles of an account, with their terms and on whose behalf they are held.
import { useToday } from '../../frame/year.ts';
import type { AccountState } from '../../talk/admin-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { useNames } from '../../words/names.ts';
import classes from './admin.module.css';

export function Grants({ of: { grants } }: { of: AccountState }) {
  const { t } = useMoreWords();
  const names = useNames();
  const today = useToday();
  if (grants.length === 0) return <p className="quiet">{t('admin.people.noRoles')}</p>;
  return (
    <ul className={classes.grants}>
      {grants.map(({ id, role, unit, from, until, delegated }) => (
        <li key={id} className={until !== undefined && until < today ? 'quiet' : undefined}>
          <strong>{names.role(role)}</strong> – {names.unit(unit)}
          <div className="quiet small">
            {t('admin.people.since', { day: dayShown(from) })}
            {until && ` ${t('admin.people.until', { day: dayShown(until) })}`}
            {until !== undefined && until < today && ` · ${t('admin.people.ended')}`}
            {delegated && ` · ${t('admin.people.behalf', { account: delegated.by })}`}
          </div>
        </li>
      ))}
    </ul>
  );
}
