// Whose move it is, until when, and why until then, in sentences.
import { own } from '../../domain/kernel/own.ts';
import { steps } from '../../domain/programme-year/step-names.ts';
import { basisInVietnamese } from '../../domain/time/basis-words.ts';
import type { BoardItem } from '../talk/answers.ts';
import { DueOn } from '../words/due.tsx';
import { useWords } from '../words/language.ts';
import { useNames } from '../words/names.ts';
import type { vi } from '../words/vi.ts';
import classes from './waits-for.module.css';

export function WaitsFor({ item }: { item: BoardItem }) {
  const { t, say, lang } = useWords();
  const names = useNames();
  if (item.state !== 'open') {
    const how = t(`states.${item.state as keyof (typeof vi)['states']}`);
    const stars = item.stars ? ` ${'★'.repeat(item.stars)}` : '';
    return <p className={classes.ended}>{t('case.ended', { how: `${how}${stars}` })}</p>;
  }
  const stepName = (id: string) => {
    const words = own(steps, id);
    return words ? say(words) : id;
  };
  const basis = item.basis && (lang === 'vi' ? basisInVietnamese(item.basis, stepName) : item.basis);
  return (
    <div className={classes.waits} data-late={item.overdue || undefined}>
      <p className={classes.what}>
        {item.waiting ? t('case.waitsFor', { what: say(item.waiting) }) : t('case.waitsForProcess')}
      </p>
      {item.dueOn && (
        <p>
          {t('list.due')}: <DueOn {...item} isLate={item.overdue} />
          {basis && <span className="quiet"> – {basis}.</span>}
        </p>
      )}
      {item.acting.length > 0 && (
        <p>
          {t('case.who')}: {item.acting.map((one) => names.actor({ kind: 'person', ...one })).join('; ')}
          {item.acting.length > 1 && <span className="quiet"> ({t('case.whoAny').toLowerCase()})</span>}
        </p>
      )}
    </div>
  );
}
