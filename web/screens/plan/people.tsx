// Who would be told how much: who has too much, and what nobody gets.
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { Rehearsal } from '../../talk/year-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { type Load, loadsOf } from './figures.ts';
import classes from './rehearsal.module.css';

const SHOWN = 10;

export function People({ data, see }: { data: Rehearsal; see: (who: string) => void }) {
  const { t } = useWords();
  const names = useNames();
  const loads = loadsOf(data);
  const show = ({ account }: Load) => see(account);
  const columns: readonly Column<Load>[] = [
    {
      key: 'who',
      head: t('rehearsal.person'),
      width: 'minmax(0, 5fr)',
      cell: (load) => (
        <button type="button" className={classes.who} onClick={() => show(load)}>
          {names.actor({ kind: 'person', ...load })}
        </button>
      ),
    },
    { key: 'told', head: t('rehearsal.told'), width: '110px', isNumber: true, cell: ({ told }) => told },
    { key: 'days', head: t('rehearsal.days'), width: '110px', isNumber: true, cell: ({ days }) => days },
    {
      key: 'most',
      head: t('rehearsal.most'),
      width: 'minmax(0, 2fr)',
      cell: ({ most }) => t('rehearsal.mostOn', { day: dayShown(most.on), count: most.told }),
    },
  ];
  return (
    <section style={{ marginBottom: 20 }}>
      <h2>{t('rehearsal.people', { shown: Math.min(SHOWN, loads.length), count: loads.length })}</h2>
      <Rows
        label={t('rehearsal.person')}
        rows={loads.slice(0, SHOWN)}
        idOf={({ account }) => account}
        columns={columns}
        choose={show}
        open={show}
      />
    </section>
  );
}
