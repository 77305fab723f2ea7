import { Papers } from '../../patterns/papers.tsx';
import type { CycleState } from '../../talk/cycle-state.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './product.module.css';

/** What has been handed in, by the paper's number. */
export function Dossier({ id: cycle, state }: { id: string; state: CycleState }) {
  const { t } = useWords();
  const names = useNames();
  return (
    <section aria-labelledby="evidence" className={classes.section}>
      <h2 id="evidence">{t('case.evidence')}</h2>
      {state.evidence.length === 0 ? (
        <p className="quiet">{t('case.evidenceNone')}</p>
      ) : (
        <ul className={classes.evidence}>
          {state.evidence.map(({ id, kind, document }) => (
            <li key={id}>
              <span>{names.evidence(kind)}</span>
              <span className="quiet small">
                {document.number}, {dayShown(document.date)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Papers of="product-cycles" id={cycle} />
    </section>
  );
}
