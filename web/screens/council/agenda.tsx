// The products of a session: dossier in time, quorum in words, sheets by number, and what became of each.
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { isScored } from '../../../domain/council-session/is-scored.ts';
import { own } from '../../../domain/kernel/own.ts';
import { points } from '../../../domain/kernel/points.ts';
import { useMe } from '../../frame/me.ts';
import type { Item, Preparation, Prepared, Session } from '../../talk/council-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import classes from './council.module.css';
import { type Products, useSeats } from './seats.ts';

type Props = {
  readonly id: string;
  readonly state: Session;
  readonly preparation: Preparation | undefined;
  readonly products: Products;
};

export function Agenda({ id, state, preparation, products }: Props) {
  const { t } = useWords();
  const { mine } = useSeats(state);
  const scores = mine?.scores === true;
  return (
    <ol className={classes.agenda}>
      {state.agenda.map((item) => {
        const prepared = preparation?.products.find(({ cycle }) => cycle === item.cycle);
        return (
          <li key={item.cycle}>
            <div className={classes.agendaHead}>
              <Link to="/cycles/$id" params={{ id: item.cycle }} className={classes.name as string}>
                {products.name(item.cycle)}
              </Link>
              <Outcome item={item} />
            </div>
            <dl className={classes.facts}>
              <Fact name={t('council.agenda.dossier')}>
                <Sent prepared={prepared} meetsOn={state.meetsOn} />
              </Fact>
              {prepared && !item.closed && !item.postponed && (
                <Fact name={t('council.agenda.quorum')}>
                  <Forecast prepared={prepared} product={products.name(item.cycle)} />
                </Fact>
              )}
              {prepared && !item.closed && !item.postponed && (
                <Fact name={t('council.agenda.sheets')}>
                  {item.opening && isScored(item)
                    ? t('council.agenda.opened', { day: dayShown(item.opening.on) })
                    : t('council.agenda.sealed', {
                        n: prepared.sealed.length,
                        m: prepared.sealed.length + prepared.waitedFor.length,
                      })}
                </Fact>
              )}
              {scores && item.dossier && (
                <Fact name={t('council.agenda.yours')}>
                  <Yours id={id} item={item} product={products.name(item.cycle)} />
                </Fact>
              )}
            </dl>
          </li>
        );
      })}
    </ol>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Outcome({ item }: { item: Item }) {
  const { t, lang } = useWords();
  if (item.postponed) return <span className="quiet">{t('council.agenda.postponed')}</span>;
  if (item.closed?.knockOut) return <span className="late">{t('council.agenda.knockedOut')}</span>;
  if (!item.closed) return null;
  return (
    <strong className="good">
      <span aria-hidden>{'★'.repeat(item.closed.stars)}</span> {t('product.stars', { stars: item.closed.stars })}
      {item.closed.mean !== undefined && ` · ${points(item.closed.mean, lang)}`}
    </strong>
  );
}

function Sent({ prepared, meetsOn = '' }: { prepared: Prepared | undefined; meetsOn: string | undefined }) {
  const { t } = useWords();
  if (!prepared?.dossier) return <span className="warn">{t('council.agenda.notSent')}</span>;
  const { sentOn, readyOn } = prepared.dossier;
  const isLate = readyOn > meetsOn;
  return (
    <>
      {t('council.agenda.sent', { day: dayShown(sentOn) })},{' '}
      <span className={isLate ? 'late' : 'good'}>
        {t(isLate ? 'council.agenda.late' : 'council.agenda.inTime', { day: dayShown(readyOn) })}
      </span>
    </>
  );
}

export function Forecast({ prepared, product }: { prepared: Prepared; product: string }) {
  const { t } = useWords();
  const { enough, missing, spare, needed, base } = prepared.forecast;
  const word = enough
    ? t('council.forecast.enough', { count: spare })
    : missing > 0
      ? t('council.forecast.missing', { count: missing, product })
      : t('council.forecast.noChair', { product });
  return (
    <>
      <span className={enough ? 'good' : 'late'}>{word}</span>{' '}
      <span className="quiet">({t('council.forecast.needs', { needed, base })})</span>
    </>
  );
}

function Yours({ id, item, product }: { id: string; item: Item; product: string }) {
  const { t } = useWords();
  const { account } = useMe();
  const declared = own(item.declared, account);
  const isSealed = own(item.sealed, account) !== undefined;
  if (declared === undefined) return <span className="warn">{t('council.agenda.declareFirst')}</span>;
  if (declared !== 'none') return <span className="quiet">{t('council.agenda.conflicted')}</span>;
  if (item.closed || item.postponed || isScored(item)) return <span>–</span>;
  const word = isSealed ? 'replace' : 'score';
  return (
    <Anchor
      component={Link}
      to="/councils/$id/sheets/$cycle"
      params={{ id, cycle: item.cycle } as never}
      fw={600}
      aria-label={t(`council.agenda.${word}On`, { product })}
    >
      {t(`council.agenda.${word}`)}
    </Anchor>
  );
}
