import { Alert, Text } from '@mantine/core';
import type { CommandAnswer } from '../talk/answers.ts';
import { useWords } from '../words/language.ts';
import type { Givable } from './use-command.ts';

export type DoneWith = { readonly offer: Givable; readonly answer: CommandAnswer; readonly about?: string | undefined };

/** What became of a command, where it was given; it stays until the next one. */
export function Done({ done }: { done: DoneWith | undefined }) {
  const { t, say } = useWords();
  if (!done) return <div role="status" />;
  const { offer, answer, about } = done;
  const what = about === undefined ? say(offer.words) : `${say(offer.words)} – ${about}`;
  const word = {
    appended: t('form.done', { what }),
    'already-applied': t('form.already'),
    'nothing-to-do': t('form.nothing'),
    preview: '',
  }[answer.outcome];
  return (
    <Alert color="field" variant="light" role="status" mb="xs">
      <Text fw={600}>{word}</Text>
      {answer.receipt && <Text>{t('form.receipt', { receipt: answer.receipt })}</Text>}
      {answer.warnings?.map(({ code, sentences }) => (
        <Text key={code} className="warn">
          {say(sentences)}
        </Text>
      ))}
    </Alert>
  );
}
