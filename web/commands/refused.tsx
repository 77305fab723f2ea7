// Why a command was not done. What concerns a field stands at the field; here stands the rest, and what leads on.
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isProblem, sentencesOf } from '../talk/problem.ts';
import type { Schema } from '../talk/reads.ts';
import { momentShown } from '../words/dates.ts';
import { useWords } from '../words/language.ts';
import { useNames } from '../words/names.ts';
import { useLabel } from './field.tsx';
import type { Giving } from './use-command.ts';

export function Refused({ giving, schema }: { giving: Giving; schema: Schema }) {
  const { t, say } = useWords();
  const names = useNames();
  const labelOf = useLabel();
  const [hasLooked, setLooked] = useState(false);
  const { error } = giving;
  if (error === undefined)
    return hasLooked ? (
      <Alert color="field" role="status">
        {t('form.lookedAgain')}
      </Alert>
    ) : null;
  const changed = isProblem(error) && error.status === 412 ? error.changed : undefined;
  if (changed)
    return (
      <Alert color="yellow" role="alert" title={t('form.stale')}>
        <Stack gap="xs" align="flex-start">
          <Text fw={600}>{say(changed.sentences)}</Text>
          <Text size="sm">
            {t('form.staleBy', {
              who: names.actor(changed.by as Parameters<typeof names.actor>[0]),
              when: momentShown(changed.occurredAt),
            })}
          </Text>
          <Button
            variant="default"
            onClick={() => {
              setLooked(true);
              void giving.lookAgain();
            }}
          >
            {t('form.lookAgain')}
          </Button>
        </Stack>
      </Alert>
    );
  const fields = isProblem(error) ? error.errors : [];
  return (
    <Alert color="red" role="alert">
      <Text>{say(sentencesOf(error))}</Text>
      {fields.length > 0 && (
        <ul>
          {fields.map(({ pointer, sentences }) => {
            const name = pointer.split('/')[1] ?? '';
            const of = schema.properties?.[name];
            return (
              <li key={pointer}>
                {of && <strong>{labelOf(name, of)}: </strong>}
                {say(sentences)}
              </li>
            );
          })}
        </ul>
      )}
    </Alert>
  );
}
