import type { BoardItem } from '../../talk/answers.ts';
import { useWords } from '../../words/language.ts';
import type { vi } from '../../words/vi.ts';

type State = keyof (typeof vi)['states'];

/** By words and marks: never by colour alone. */
export function StateOf({ item }: { item: BoardItem }) {
  const { t } = useWords();
  if (item.damaged) return <span className="late">✖ {t('states.damaged')}</span>;
  if (item.state === 'open' && item.overdue) return <span className="late">▲ {t('states.overdue')}</span>;
  return (
    <>
      {item.stars !== undefined && item.stars > 0 && (
        <strong className="warn" title={t('product.stars', { stars: item.stars })}>
          {item.stars}★{' '}
        </strong>
      )}
      {t(`states.${item.state as State}`)}
      {item.state === 'open' && item.late && <span className="warn"> · {t('states.late')}</span>}
    </>
  );
}
