// Years × months: how many certificates end then. Each figure narrows the list down.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BoardTable } from '../../patterns/board-table.tsx';
import { certificateMonths } from '../../talk/certificate-reads.ts';
import { useWords } from '../../words/language.ts';
import classes from './certificates.module.css';

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

export function Months({ chosen }: { chosen: string | undefined }) {
  const { t } = useWords();
  const { data } = useQuery(certificateMonths());
  if (!data || data.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { month, certificates } of data) counts.set(month, (counts.get(month) ?? 0) + certificates);
  const years = [...new Set(data.map(({ month }) => month.slice(0, 4)))].sort();
  return (
    <details open className={classes.months}>
      <summary>{t('certificates.months')}</summary>
      <BoardTable
        label={t('certificates.months')}
        corner={t('year')}
        heads={MONTHS.map((month) => ({ key: month, name: t('plan.month', { month: Number(month) }) }))}
        rows={years.map((year) => ({
          key: year,
          head: year,
          cells: MONTHS.map((month) => {
            const at = `${year}-${month}`;
            const count = counts.get(at) ?? 0;
            if (count === 0)
              return (
                <span key={at} className="quiet">
                  0
                </span>
              );
            return (
              <Link
                key={at}
                to="/certificates"
                search={(kept: object) => ({ ...kept, month: at })}
                className={classes.name as string}
                aria-current={at === chosen || undefined}
                data-month={at}
              >
                {count}
              </Link>
            );
          }),
        }))}
      />
    </details>
  );
}
