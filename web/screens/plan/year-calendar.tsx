// Twelve months side by side: windows and rounds as bands, the tiers' dates as marks, days off, and how much is told a week.
import { lunarDays } from '../../../domain/calendar/lunar-days.ts';
import { stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import type { YearPlan } from '../../../domain/programme-year/year-plan.ts';
import { useToday } from '../../frame/year.ts';
import type { CalendarState, Rehearsed } from '../../talk/year-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { RoundLine } from './round-line.tsx';
import { scaleOf } from './scale.ts';
import { heaviest, weeksOf } from './weeks.ts';
import classes from './year-calendar.module.css';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

type Props = { plan: YearPlan; days: CalendarState | undefined; told: readonly Rehearsed[] | undefined };

export function YearCalendar({ plan, days, told }: Props) {
  const { t, say } = useWords();
  const today = useToday();
  const year = Number(plan.opensOn.slice(0, 4));
  const scale = scaleOf(year);
  const { at } = scale;
  const weeks = told && weeksOf(told, year);
  const most = weeks && heaviest(weeks);
  const tet = lunarDays(year)?.tet;
  const holidays = (days?.days.holidays ?? []).filter((on) => on.startsWith(String(year)));
  return (
    <section className={`${classes.calendar} sheet`} aria-label={t('plan.calendar')}>
      <div className={classes.months} aria-hidden>
        {MONTHS.map((month) => (
          <span key={month} style={{ left: `${at(`${year}-${String(month).padStart(2, '0')}-01`)}%` }}>
            {t('plan.month', { month })}
          </span>
        ))}
        {today.startsWith(String(year)) && <i className={classes.today} style={{ left: `${at(today)}%` }} />}
      </div>
      <ul className={classes.lines}>
        {stepIds.map((id) =>
          id === 'rating' ? (
            plan.rounds.map((round) => <RoundLine key={round.no} round={round} scale={scale} />)
          ) : (
            <li key={id} className={classes.line}>
              <div>
                {stepIds.indexOf(id) + 1}. {say(steps[id])}{' '}
                <span className="quiet small">{scale.period(plan.windows[id])}</span>
              </div>
              <div className={classes.track}>
                <i className={classes.window} style={scale.span(plan.windows[id])} />
              </div>
            </li>
          ),
        )}
        <li className={classes.line}>
          <div>
            {t('plan.daysOff')}{' '}
            <span className="quiet small">
              {days && t(days.confirmed ? 'plan.daysConfirmed' : 'plan.daysProposed', { count: holidays.length })}
            </span>
          </div>
          <div className={classes.track}>
            {holidays.map((on) => (
              <i key={on} className={classes.off} style={scale.span({ from: on, until: on })} title={dayShown(on)} />
            ))}
            {tet && (
              <span className={classes.tet} style={{ left: `${at(tet, 5)}%` }}>
                Tết
              </span>
            )}
          </div>
        </li>
        {weeks && most && (
          <li className={`${classes.line} ${classes.load}`}>
            <div>
              {t('plan.load')}{' '}
              <div className="quiet small">{t('plan.heaviest', { day: dayShown(most.from), count: most.told })}</div>
            </div>
            <div className={classes.track}>
              {weeks.map(({ from, told: count }) => (
                <i
                  key={from}
                  className={classes.bar}
                  data-most={from === most.from || undefined}
                  style={{ left: `${at(from)}%`, height: `${Math.round((100 * count) / Math.max(1, most.told))}%` }}
                  title={t('plan.week', { day: dayShown(from), count })}
                />
              ))}
            </div>
          </li>
        )}
      </ul>
    </section>
  );
}
