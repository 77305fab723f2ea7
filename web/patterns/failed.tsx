import { Alert, Button, Stack, Text } from '@mantine/core';
import { Problem, sentencesOf } from '../talk/problem.ts';
import { useWords } from '../words/language.ts';

/** A part that could not be loaded: it says why, and takes nothing else of the page with it. */
export function Failed({ error, again }: { error: unknown; again?: () => unknown }) {
  const { t, say } = useWords();
  return (
    <Alert color="red" variant="light" title={t('state.failed')} m="md" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text>{say(sentencesOf(error))}</Text>
        {error instanceof Problem && error.requestId && error.status >= 500 && (
          <Text size="xs" className="quiet">
            {error.code} · {error.requestId}
          </Text>
        )}
        {again && (
          <Button variant="default" onClick={() => void again()}>
            {t('state.again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
