// The product that the council is about: how many sheets there are, and once they are open what they say.
import { useState } from 'react';
import { isScored } from '../../../domain/council-session/is-scored.ts';
import { points } from '../../../domain/kernel/points.ts';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { Done, type DoneWith } from '../../commands/done.tsx';
import type { Offer } from '../../talk/answers.ts';
import type { Item, Preparation, Session } from '../../talk/council-answers.ts';
import { useWords } from '../../words/language.ts';
import { OF_PRODUCT } from './given-here.ts';
import classes from './live.module.css';
import { OpenByKey } from './open-by-key.tsx';
import { spreadOf, Totals } from './results.tsx';
import { type Products, useSeats } from './seats.ts';

type Props = {
  readonly id: string;
  readonly item: Item;
  readonly state: Session;
  readonly prepared: Preparation;
  readonly products: Products;
  readonly etag: string | undefined;
  readonly offers: readonly Offer[];
};
const HIDES = ['cycle', 'opened'];

export function LiveProduct({ id, item, state, prepared, products, etag, offers }: Props) {
  const { t } = useWords();
  const [byKey, setByKey] = useState<Offer>();
  const [done, setDone] = useState<DoneWith>();
  const { cycle } = item;
  const name = products.name(cycle);
  const its = offers
    .filter((offer) => OF_PRODUCT.includes(offer.name))
    .toSorted((a, b) => OF_PRODUCT.indexOf(a.name) - OF_PRODUCT.indexOf(b.name));
  const isByKey = state.publicKey !== undefined;
  return (
    <section aria-label={name}>
      <p className="quiet">{t('council.live.now')}</p>
      <p className={classes.name}>{name}</p>
      {products.place(cycle) && <p className="quiet">{products.place(cycle)}</p>}
      <Sheets item={item} state={state} prepared={prepared} />
      <div className={classes.commands}>
        <Done done={done} />
        <CommandPanel
          id={`${id}/${cycle}`}
          etag={etag}
          offers={its}
          first={waited(item, prepared)}
          fills={{ cycle }}
          hides={HIDES}
          about={name}
          instead={isByKey ? { OpenScores: setByKey } : undefined}
        />
        {byKey && (
          <OpenByKey
            id={id}
            cycle={cycle}
            state={state}
            etag={etag}
            offer={byKey}
            about={name}
            close={() => setByKey(undefined)}
            done={(answer) => {
              setDone({ offer: byKey, answer, about: name });
              setByKey(undefined);
            }}
          />
        )}
      </div>
    </section>
  );
}

/** What the council does next with a product. */
function waited(item: Item, { maxSpread, products }: Preparation): readonly string[] {
  if (item.closed || item.postponed) return [];
  if (isScored(item)) {
    const isApart = spreadOf(item.opening?.scored ?? []) > maxSpread || (item.opening?.unfit.length ?? 0) > 0;
    return isApart && !item.discussed ? ['DiscussProduct'] : ['CloseProduct'];
  }
  const its = products.find(({ cycle }) => cycle === item.cycle);
  return its && its.waitedFor.length === 0 && its.sealed.length > 0 ? ['OpenScores'] : [];
}

function Sheets({ item, state, prepared }: Pick<Props, 'item' | 'state' | 'prepared'>) {
  const { t, lang } = useWords();
  const { who } = useSeats(state);
  const its = prepared.products.find(({ cycle }) => cycle === item.cycle);
  if (item.closed)
    return (
      <div className={classes.panel}>
        <p className={classes.big}>
          <span aria-hidden>{'★'.repeat(item.closed.stars)}</span> {t('product.stars', { stars: item.closed.stars })}
          {item.closed.mean !== undefined && ` · ${points(item.closed.mean, lang)}`}
        </p>
        <p className="good">{t('council.live.decided')}</p>
        {item.closed.totals.length > 0 && <Totals totals={item.closed.totals} state={state} />}
      </div>
    );
  if (item.postponed) return <p className={classes.big}>{t('council.agenda.postponed')}</p>;
  if (!its) return null;
  const raters = its.sealed.length + its.waitedFor.length;
  const there = its.conflicts.filter(
    ({ member, declared }) => (declared ?? 'none') === 'none' && prepared.present.includes(member),
  ).length;
  const isOpen = isScored(item) && item.opening !== undefined;
  if (isOpen) return <Opened item={item} state={state} maxSpread={prepared.maxSpread} />;
  return (
    <div className={classes.panel}>
      {item.discussed && <p className="warn">{t('council.live.again')}</p>}
      <p className={classes.count} role="status">
        <strong>
          {its.sealed.length}/{raters}
        </strong>{' '}
        {t('council.live.sheets').toLowerCase()}
      </p>
      <p>
        {its.waitedFor.length === 0
          ? t('council.live.allSealed')
          : t('council.live.waitsFor', { who: its.waitedFor.map(who).join('; ') })}
      </p>
      {!state.inWriting && (
        <p className={there < its.forecast.needed || !its.forecast.enough ? 'late' : 'quiet'}>
          {t('council.live.needs', { needed: its.forecast.needed, n: there })}
        </p>
      )}
      <p className="quiet">{t('council.live.hidden')}</p>
    </div>
  );
}

function Opened({ item, state, maxSpread }: { item: Item; state: Session; maxSpread: number }) {
  const { t, lang } = useWords();
  const { who } = useSeats(state);
  const { scored = [], unfit = [] } = item.opening ?? {};
  const spread = spreadOf(scored);
  const [shown, most] = [points(spread, lang), points(maxSpread, lang)];
  return (
    <div className={classes.panel}>
      <p className={classes.big}>{t('council.live.opened')}</p>
      {spread > maxSpread ? (
        <p className="late" role="alert">
          ▲ {t('council.live.spreadOver', { spread: shown, most })}
        </p>
      ) : (
        <p>
          {t('council.live.spread', { spread: shown })}, {t('council.live.spreadFine', { most })}
        </p>
      )}
      {unfit.length > 0 && <p className="late">{t('council.live.unfit', { who: unfit.map(who).join('; ') })}</p>}
      <Totals totals={scored} state={state} />
    </div>
  );
}
