import type { Round } from '../../../domain/programme-year/year-plan.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import type { Scale } from './scale.ts';
import classes from './year-calendar.module.css';

const DATES = ['resultBy', 'forwardBy', 'recogniseBy'] as const;

/** A round as a band, and on it the days by which each tier is done. */
export function RoundLine({ round, scale }: { round: Round; scale: Scale }) {
  const { t } = useWords();
  const names = useNames();
  const tiers = Object.entries(round.tiers).map(([tier, dates]) => ({
    tier,
    dates: DATES.flatMap((kind) => (dates[kind] ? [{ kind, on: dates[kind] }] : [])),
  }));
  return (
    <li className={classes.line}>
      <div>
        5. {t('plan.round', { no: round.no })} <span className="quiet small">{scale.period(round)}</span>
        {round.filingClosesOn && (
          <span className="quiet small"> · {t('plan.filing', { day: scale.shown(round.filingClosesOn) })}</span>
        )}
        <ul className={classes.tiers}>
          {tiers.map(({ tier, dates }) => (
            <li key={tier} className="quiet">
              {names.tier(tier)}: {dates.map(({ kind, on }) => `${t(`plan.${kind}`)} ${scale.shown(on)}`).join(', ')}
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.track}>
        <i className={classes.round} style={scale.span(round)} />
        {tiers.flatMap(({ tier, dates }) =>
          dates
            .filter(({ on }) => on.slice(0, 4) === round.from.slice(0, 4))
            .map(({ kind, on }) => (
              <b key={`${tier}${kind}`} className={classes.mark} style={{ left: `${scale.at(on)}%` }} />
            )),
        )}
      </div>
    </li>
  );
}
