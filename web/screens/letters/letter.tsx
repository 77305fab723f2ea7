// A letter as its reader got it, its links leading on.
import { Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useMe } from '../../frame/me.ts';
import type { Offer } from '../../talk/answers.ts';
import type { LetterState, LetterText } from '../../talk/letter-answers.ts';
import { openLetter } from '../../talk/letter-reads.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './letters.module.css';

type Props = { of: LetterState; text: LetterText | undefined; offers: readonly Offer[] | undefined };

export function Letter({ of: letter, text, offers = [] }: Props) {
  const { t, say } = useMoreWords();
  const { account } = useMe();
  const queries = useQueryClient();
  const { no, status, openedAt, sentAt, requestedAt } = letter;
  const isNew = text !== undefined && status === 'sent' && openedAt === undefined;
  useEffect(() => {
    if (!isNew) return;
    // Where it cannot be said now, it stays unread and is said the next time.
    void openLetter(account, no)
      .then(() =>
        Promise.all([
          queries.invalidateQueries({ queryKey: ['resource', 'letters'] }),
          queries.invalidateQueries({ queryKey: ['me'] }),
        ]),
      )
      .catch(() => undefined);
  }, [isNew, account, no, queries]);
  const isLost = status === 'undeliverable';
  return (
    <article lang={text?.lang}>
      <Title order={2} pr={40}>
        {text?.subject ?? t('letters.letter', { no })}
      </Title>
      <p className="quiet small">
        {t('letters.letter', { no })} · {dayShown(dayOfMoment(sentAt ?? requestedAt))}
      </p>
      {isLost && (
        <>
          <p className="warn">{t('letters.lostWhy')}</p>
          <CommandPanel
            id={account}
            etag={undefined}
            offers={offers.filter(({ name }) => name === 'AskAgain')}
            fills={{ no }}
            hides={['no']}
            isPlain
          />
        </>
      )}
      {text?.text !== undefined && <Text text={text.text} />}
      {text && text.text === undefined && (
        <p className="quiet">{text.forgotten ? say(text.forgotten) : t('letters.gone')}</p>
      )}
    </article>
  );
}

const LINK = /(https?:\/\/[^\s]+[^\s.,;)])/;
/** What stands below a mail is of no use here: it is read in the system already. */
const SIGNATURE = '\n-- \n';

/** What leads to a screen is a line to press; any other address stands as it is. */
function Text({ text }: { text: string }) {
  const { t } = useMoreWords();
  const [said = ''] = text.split(SIGNATURE);
  return (
    <div className={classes.text}>
      {said.split(LINK).map((part, i) => {
        if (i % 2 === 0) return part;
        const { pathname, search } = new URL(part);
        const isScreen = pathname.startsWith('/app/');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same address may stand in it twice
          <a key={i} href={isScreen ? pathname + search : part}>
            {isScreen ? `${t('letters.open')} →` : part}
          </a>
        );
      })}
    </div>
  );
}
