// A product, or a list, as it was known at the end of a past day: said above everything, and nothing can be done.
import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useToday } from '../frame/year.ts';
import { dayShown, dayTyped } from '../words/dates.ts';
import { useMoreWords } from '../words/more/more.ts';
import classes from './as-of.module.css';

type Props = { day: string | undefined; choose: (day: string | undefined) => void };

/** Typed as on paper: what a browser makes of a date goes by its own language, and 04/01 is then anybody's guess. */
export function AsOfDay({ day, choose }: Props) {
  const { t } = useMoreWords();
  const today = useToday();
  const [isWrong, setWrong] = useState(false);
  const shown = day === undefined ? '' : dayShown(day);
  const take = (text: string) => {
    if (text.trim() === shown) return;
    const typed = dayTyped(text);
    setWrong(text.trim() !== '' && typed === undefined);
    if (text.trim() === '' || typed !== undefined) choose(typed === undefined || typed >= today ? undefined : typed);
  };
  return (
    <form
      className={`${classes.asOf} no-print`}
      onSubmit={(event) => {
        event.preventDefault();
        take(String(new FormData(event.currentTarget).get('day') ?? ''));
      }}
    >
      <TextInput
        key={shown}
        name="day"
        size="xs"
        label={t('asOf.choose')}
        placeholder="dd/mm/yyyy"
        defaultValue={shown}
        error={isWrong && t('asOf.wrong')}
        onBlur={({ currentTarget }) => take(currentTarget.value)}
      />
    </form>
  );
}

/** @param later how many facts were recorded after it */
export function Past({ day, later, leave }: { day: string; later: number | undefined; leave: () => void }) {
  const { t } = useMoreWords();
  return (
    <Alert color="yellow" variant="light" mb="sm" role="status" className={classes.past as string}>
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={700}>{t('asOf.on', { day: dayShown(day) })}</Text>
          <Text size="sm">
            {t('asOf.how')} {later !== undefined && later > 0 && t('asOf.later', { count: later })}
          </Text>
        </div>
        <Button variant="default" onClick={leave}>
          {t('asOf.leave')}
        </Button>
      </Group>
    </Alert>
  );
}

export function PastCommands() {
  const { t } = useMoreWords();
  return <Text className="quiet">{t('asOf.noCommands')}</Text>;
}
