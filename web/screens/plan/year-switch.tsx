import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useToday, useYear } from '../../frame/year.ts';
import { useWords } from '../../words/language.ts';

const FIRST_YEAR = 2019;

/** Which year a screen shows; it stands in the address. */
export function YearSwitch() {
  const { t } = useWords();
  const [year] = useYear();
  const today = useToday();
  const go = useNavigate();
  const last = Number(today.slice(0, 4)) + 1;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('year')}
      value={year}
      data={Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => String(last - i))}
      onChange={({ currentTarget }) => {
        const { value } = currentTarget;
        void go({ to: '.', search: (kept: object) => ({ ...kept, year: value }) } as never);
      }}
    />
  );
}
