// Who sits, who is there, and who has said what on conflicts of interest with which product.
import { conflictKinds, declarations } from '../../../domain/council-session/conflict-kinds.ts';
import { useMe } from '../../frame/me.ts';
import type { Preparation, Prepared, Session } from '../../talk/council-answers.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './council.module.css';
import { type Products, useSeats } from './seats.ts';

type Props = {
  readonly state: Session;
  readonly preparation: Preparation | undefined;
  readonly products: Products;
};

export function People({ state, preparation, products }: Props) {
  const { t } = useWords();
  const names = useNames();
  const { account: me } = useMe();
  const { who } = useSeats(state);
  const scoring = state.members.filter(({ scores }) => scores);
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('council.people.seat')}</th>
              <th scope="col">{t('council.people.from')}</th>
              <th scope="col">{t('council.people.scores')}</th>
              {!state.inWriting && <th scope="col">{t('council.live.attendance')}</th>}
            </tr>
          </thead>
          <tbody>
            {state.members.map(({ account, seat, from, scores }) => {
              const isThere = preparation?.present.includes(account);
              return (
                <tr key={account}>
                  <td>
                    <strong>{names.role(seat)}</strong>
                    {account === me && ` (${t('council.people.you')})`}
                  </td>
                  <td>{from}</td>
                  <td>
                    {scores ? (
                      t('council.people.doesScore')
                    ) : (
                      <span className="quiet">{t('council.people.noScore')}</span>
                    )}
                  </td>
                  {!state.inWriting && (
                    <td className={isThere ? 'good' : 'quiet'}>
                      {t(isThere ? 'council.people.there' : 'council.people.away')}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <h2 id="matrix">{t('council.people.matrix')}</h2>
      <p className="quiet small">{t('council.people.matrixLead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by the keyboard too */}
      <section className={classes.scroll} tabIndex={0} aria-labelledby="matrix">
        <table className={`${classes.table} ${classes.matrix}`}>
          <thead>
            <tr>
              <th scope="col">{t('council.people.who')}</th>
              {state.agenda.map(({ cycle }) => (
                <th key={cycle} scope="col">
                  {products.name(cycle)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scoring.map(({ account }) => (
              <tr key={account}>
                <th scope="row">{who(account)}</th>
                {state.agenda.map(({ cycle }) => (
                  <td key={cycle}>
                    <Said of={preparation?.products.find((one) => one.cycle === cycle)} member={account} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet small">{t('council.people.legend')}</p>
    </>
  );
}

function Said({ of, member }: { of: Prepared | undefined; member: string }) {
  const { t, say } = useWords();
  const conflict = of?.conflicts.find((one) => one.member === member);
  if (!conflict) return <span className="quiet">–</span>;
  const { declared, found } = conflict;
  if (declared === 'none') return <span className="good">✓ {t('council.people.none')}</span>;
  if (declared) return <span className="late">✕ {say(declarations[declared])}</span>;
  if (found.length > 0)
    return (
      <span className="warn">
        ! {t('council.people.found', { what: found.map((kind) => say(conflictKinds[kind])).join('; ') })}
      </span>
    );
  return <span className="warn">? {t('council.people.waiting')}</span>;
}
