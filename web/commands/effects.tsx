import { Button, Group, Stack, Text } from '@mantine/core';
import { useWords } from '../words/language.ts';
import type { Giving } from './use-command.ts';

/** What a command would write and set off beyond its own thing, before it does. */
export function Effects({ giving }: { giving: Giving }) {
  const { t, say } = useWords();
  const { effects } = giving;
  return (
    <Stack>
      <Text fw={600}>{t('form.effects')}</Text>
      <ul>
        {effects?.writes?.map((words) => (
          <li key={words.vi}>{say(words)}</li>
        ))}
      </ul>
      {effects?.openCycles !== undefined && (
        <Text className="warn">{t('form.reaches', { count: effects.openCycles })}</Text>
      )}
      <Group>
        <Button onClick={() => void giving.send(true)} data-autofocus>
          {t('form.confirm')}
        </Button>
        <Button variant="default" onClick={giving.edit}>
          {t('form.edit')}
        </Button>
      </Group>
    </Stack>
  );
}
