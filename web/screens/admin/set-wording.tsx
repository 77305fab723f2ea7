// A text said otherwise in one language or both, or taken back to the words of the release.
import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Words } from '../../../domain/kernel/refusal.ts';
import type { WordedText } from '../../talk/admin-answers.ts';
import type { Offer } from '../../talk/answers.ts';
import { give } from '../../talk/give.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useMoreWords } from '../../words/more/more.ts';

const LONGEST = 300;
type Props = {
  readonly of: WordedText;
  readonly typed: Words;
  readonly type: (words: Words) => void;
  readonly offers: readonly Offer[];
};

export function SetWording({ of, typed, type, offers }: Props) {
  const { t, say } = useMoreWords();
  const queries = useQueryClient();
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const set = offers.find(({ name }) => name === 'SetWording');
  const back = offers.find(({ name }) => name === 'TakeWordingBack');
  const changed = (['vi', 'en'] as const).filter((lang) => typed[lang] !== of.words[lang]);
  const send = async (offer: Offer, input: object, done: string) => {
    setBusy(true);
    setError(undefined);
    setTold('');
    try {
      await give({ route: offer.route, input, key: crypto.randomUUID(), ifMatch: undefined });
      setTold(done);
      await queries.invalidateQueries();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {(['vi', 'en'] as const).map((lang) => (
        <Textarea
          key={lang}
          lang={lang}
          label={t(`admin.wording.${lang}`)}
          value={typed[lang]}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={LONGEST}
          mb="sm"
          // What ends a line could end the head of a mail.
          onChange={({ currentTarget }) =>
            type({ ...typed, [lang]: currentTarget.value.replaceAll(/[\r\n\t]+/g, ' ') })
          }
        />
      ))}
      {error !== undefined && (
        <Alert color="red" role="alert" mb="sm">
          {say(sentencesOf(error))}
        </Alert>
      )}
      <Group gap="sm">
        <Button
          loading={isBusy}
          disabled={changed.length === 0 || !set?.allowed}
          onClick={() =>
            set &&
            void send(
              set,
              { text: of.text, ...Object.fromEntries(changed.map((lang) => [lang, typed[lang].trim()])) },
              t('admin.wording.done'),
            )
          }
        >
          {t('admin.wording.set')}
        </Button>
        {of.own && (
          <Button
            variant="default"
            disabled={isBusy || !back?.allowed}
            onClick={() => back && void send(back, { text: of.text }, t('admin.wording.doneBack'))}
          >
            {t('admin.wording.back')}
          </Button>
        )}
      </Group>
      <Text role="status" size="sm" className="good">
        {told}
      </Text>
      {set && !set.allowed && (
        <Text className="quiet small">{set.reason ? say(set.reason.sentences) : t('admin.wording.cannot')}</Text>
      )}
    </>
  );
}
