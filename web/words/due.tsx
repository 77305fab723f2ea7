import type { BoardItem } from '../talk/answers.ts';
import { dayShown } from './dates.ts';
import { useWords } from './language.ts';
import { daysLeft, toneOf } from './of-cycle.ts';

/** `24/06/2022 · còn 4 ngày làm việc`, told by words and colour. */
export function Due({ item }: { item: BoardItem }) {
  const { t } = useWords();
  if (item.dueOn === undefined || item.state !== 'open') return null;
  const left = daysLeft(t, item.workingDaysLeft);
  return (
    <>
      <time dateTime={item.dueOn}>{dayShown(item.dueOn)}</time>
      {left && (
        <span className={toneOf(item)}>
          {item.overdue ? ' ▲ ' : ' · '}
          {left}
        </span>
      )}
    </>
  );
}
