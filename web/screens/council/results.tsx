// What the council concluded on each product, why, and, for whoever presides, what it would be without each sheet.
import { useQuery } from '@tanstack/react-query';
import { points } from '../../../domain/kernel/points.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { results } from '../../talk/council.ts';
import type { Item, Results as ResultsRead, Session } from '../../talk/council-answers.ts';
import { useWords } from '../../words/language.ts';
import classes from './council.module.css';
import { type Products, useSeats } from './seats.ts';

type Props = { readonly id: string; readonly state: Session; readonly products: Products };
type One = ResultsRead['products'][number];

export function Results({ id, state, products }: Props) {
  const { t } = useWords();
  const asked = useQuery(results(id));
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={8} />;
  const { products: all, strictness = [] } = asked.data;
  if (all.length === 0)
    return (
      <Empty title={t('council.results.none')}>
        <p>{t('council.results.noneHow')}</p>
      </Empty>
    );
  return (
    <>
      {all.map((one) => (
        <OfProduct
          key={one.cycle}
          one={one}
          name={products.name(one.cycle)}
          item={state.agenda.find(({ cycle }) => cycle === one.cycle)}
          state={state}
        />
      ))}
      {strictness.length > 0 && <Strictness of={strictness} state={state} />}
    </>
  );
}

/** By how many hundredths totals lie apart. */
export const spreadOf = (totals: readonly { readonly total: number }[]): number =>
  totals.length === 0 ? 0 : Math.max(...totals.map((t) => t.total)) - Math.min(...totals.map((t) => t.total));

function OfProduct({ one, name, item, state }: { one: One; name: string; item: Item | undefined; state: Session }) {
  const { t, say, lang } = useWords();
  const totals = item?.closed?.totals ?? [];
  return (
    <section className={classes.result} aria-label={name}>
      <h2>
        {name}{' '}
        <span className="good">
          <span aria-hidden>{'★'.repeat(one.stars)}</span> {t('product.stars', { stars: one.stars })}
        </span>
      </h2>
      {one.mean !== undefined && (
        <p>
          <strong>{t('council.results.mean', { mean: points(one.mean, lang) })}</strong>
          {totals.length > 1 && `, ${t('council.results.spread', { spread: points(spreadOf(totals), lang) })}`}
          {one.considered?.toNextBand !== undefined &&
            `, ${t('council.results.toNext', { points: points(one.considered.toNextBand, lang) })}`}
        </p>
      )}
      {totals.length > 0 && <Totals totals={totals} state={state} />}
      <details>
        <summary>{t('council.results.why')}</summary>
        <ul className={classes.why}>
          {one.explanation.map((words) => (
            <li key={words.vi}>{say(words)}</li>
          ))}
        </ul>
      </details>
      {one.considered && one.considered.without.length > 0 && (
        <details>
          <summary>{t('council.results.without')}</summary>
          <p className="quiet small">{t('council.results.withoutHow')}</p>
          <Without of={one.considered.without} state={state} />
        </details>
      )}
    </section>
  );
}

export function Totals({ totals, state }: { totals: readonly { member: string; total: number }[]; state: Session }) {
  const { t, lang } = useWords();
  const { who } = useSeats(state);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('council.results.member')}</th>
          <th scope="col" className="numbers">
            {t('council.results.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ member, total }) => (
          <tr key={member}>
            <td>{who(member)}</td>
            <td className="numbers">{points(total, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Without({ of, state }: { of: NonNullable<One['considered']>['without']; state: Session }) {
  const { t, lang } = useWords();
  const { who } = useSeats(state);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('council.results.withoutOf')}</th>
          <th scope="col" className="numbers">
            {t('council.live.mean')}
          </th>
          <th scope="col">★</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ member, mean, stars }) => (
          <tr key={member}>
            <td>{who(member)}</td>
            <td className="numbers">{points(mean, lang)}</td>
            <td>{t('product.stars', { stars })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Strictness({ of, state }: { of: NonNullable<ResultsRead['strictness']>; state: Session }) {
  const { t, lang } = useWords();
  const { who } = useSeats(state);
  return (
    <section className={classes.result} aria-label={t('council.results.strictness')}>
      <h2>{t('council.results.strictness')}</h2>
      <p className="quiet small">{t('council.results.strictnessHow')}</p>
      <table className={classes.table}>
        <tbody>
          {of.map(({ member, below, sheets }) => (
            <tr key={member}>
              <td>{who(member)}</td>
              <td>
                {t(below < 0 ? 'council.results.above' : 'council.results.below', {
                  points: points(Math.abs(below), lang),
                })}
              </td>
              <td className="quiet">{t('council.results.sheets', { count: sheets })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
