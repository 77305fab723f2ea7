// The days off of this civil year and the next: proposed or confirmed, with what can be done.
import { useQuery } from '@tanstack/react-query';
import { Begin } from '../../commands/begin.tsx';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useMe } from '../../frame/me.ts';
import { useToday } from '../../frame/year.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { isProblem } from '../../talk/problem.ts';
import { calendar } from '../../talk/year-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

export function Calendars() {
  const { t } = useMoreWords();
  const year = Number(useToday().slice(0, 4));
  return (
    <>
      <p className="quiet">{t('admin.calendar.lead')}</p>
      <div className={classes.years}>
        {[year, year + 1].map((one) => (
          <Year key={one} year={String(one)} />
        ))}
      </div>
    </>
  );
}

function Year({ year }: { year: string }) {
  const { t } = useMoreWords();
  const { province } = useMe();
  const asked = useQuery(calendar(year));
  const { data, error } = asked;
  const workdays = data?.body.state.days.workdays ?? [];
  return (
    <section className={`${classes.year} sheet`} aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>
        {year}{' '}
        {data && (
          <span className={data.body.state.confirmed ? 'good small' : 'warn small'}>
            {data.body.state.confirmed ? `✓ ${t('admin.calendar.confirmed')}` : `● ${t('admin.calendar.proposed')}`}
          </span>
        )}
      </h2>
      {error && !data && isProblem(error, 'UNKNOWN_RESOURCE') && (
        <Empty title={t('admin.calendar.none', { year })}>
          <p>{t('admin.calendar.noneHow')}</p>
          <Begin
            command="ProposeCalendar"
            route={`/v1/calendars/${year}/propose-calendar`}
            id={year}
            {...(province ? { fills: { province: province.code } } : {})}
          />
        </Empty>
      )}
      {error && !data && !isProblem(error, 'UNKNOWN_RESOURCE') && (
        <Failed error={error} again={() => asked.refetch()} />
      )}
      {!data && !error && <Loading lines={6} />}
      {data && (
        <>
          <Days head={t('admin.calendar.daysOff')} days={data.body.state.days.holidays} />
          <Days head={t('admin.calendar.workdays')} days={workdays} />
          <CommandPanel
            id={year}
            etag={data.etag}
            offers={data.body.commands}
            fills={{
              days: { holidays: data.body.state.days.holidays.map(dayShown), workdays: workdays.map(dayShown) },
            }}
            isPlain
          />
        </>
      )}
    </section>
  );
}

function Days({ head, days }: { head: string; days: readonly string[] }) {
  const { lang } = useMoreWords();
  if (days.length === 0) return null;
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'short', timeZone: 'UTC' });
  return (
    <>
      <h3>
        {head} ({days.length})
      </h3>
      <ul className={classes.days}>
        {days.map((day) => (
          <li key={day}>
            <span className="quiet">{weekday.format(new Date(day))}</span> {dayShown(day)}
          </li>
        ))}
      </ul>
    </>
  );
}
