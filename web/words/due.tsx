import { dayShown } from './dates.ts';
import { useWords } from './language.ts';
import { daysLeft, SOON } from './of-cycle.ts';

type Dated = {
  readonly dueOn?: string | undefined;
  readonly workingDaysLeft?: number | undefined;
  readonly isLate: boolean;
};

/** `24/06/2022 · còn 4 ngày làm việc`, told by words and colour. */
export function DueOn({ dueOn, workingDaysLeft: left, isLate }: Dated) {
  const { t } = useWords();
  if (dueOn === undefined) return null;
  const tone = isLate ? 'late' : left !== undefined && left <= SOON ? 'warn' : 'quiet';
  return (
    <>
      <time dateTime={dueOn}>{dayShown(dueOn)}</time>
      {left !== undefined && (
        <span className={tone}>
          {isLate ? ' ▲ ' : ' · '}
          {daysLeft(t, left)}
        </span>
      )}
    </>
  );
}
