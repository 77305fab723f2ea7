// One's own letters, what was not read yet first; who has one before them has read it.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { LetterState } from '../../talk/letter-answers.ts';
import { letterBox, letterTexts } from '../../talk/letter-reads.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { Letter } from './letter.tsx';
import classes from './letters.module.css';

/** Those in whose place another one went tell nothing any more. */
const IS_OVER = ['replaced', 'dropped'];
const isUnread = ({ status, openedAt }: LetterState) => status === 'sent' && openedAt === undefined;

export function LettersScreen() {
  const { t } = useMoreWords();
  const { account, unread } = useMe();
  const { chosen } = useSearch({ from: '/signed/letters' });
  const go = useNavigate({ from: '/letters' });
  const box = useQuery(letterBox(account));
  const all = box.data?.body.state.letters.filter(({ status }) => !IS_OVER.includes(status));
  const texts = useQuery(letterTexts(account, all?.at(-1)?.no ?? 0));
  const textOf = new Map(texts.data?.map((text) => [text.no, text]));
  const choose = (no: number | undefined) =>
    void go({ search: no === undefined ? {} : { chosen: String(no) }, replace: true, resetScroll: false });
  // The one that is being read stays where it is.
  const isFirst = (one: LetterState) => isUnread(one) || String(one.no) === chosen;
  const rows =
    all &&
    [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))].sort(
      (a, b) => Number(isFirst(b)) - Number(isFirst(a)) || b.no - a.no,
    );
  const shown = rows?.find(({ no }) => String(no) === chosen);
  const columns: readonly Column<LetterState>[] = [
    {
      key: 'subject',
      head: t('letters.subject'),
      width: 'minmax(0, 8fr)',
      cell: (one) => (
        <button
          type="button"
          className={classes.subject}
          data-unread={isUnread(one) || undefined}
          aria-pressed={String(one.no) === chosen}
          onClick={() => choose(one.no)}
        >
          {textOf.get(one.no)?.subject ?? t('letters.letter', { no: one.no })}
        </button>
      ),
    },
    {
      key: 'on',
      head: t('letters.on'),
      width: '104px',
      cell: ({ sentAt, requestedAt }) => dayShown(dayOfMoment(sentAt ?? requestedAt)),
    },
    {
      key: 'state',
      head: t('letters.state'),
      width: 'minmax(0, 3fr)',
      isExtra: true,
      cell: (one) => <State of={one} />,
    },
  ];
  return (
    <ListPage
      preview={
        shown && <Letter key={shown.no} of={shown} text={textOf.get(shown.no)} offers={box.data?.body.commands} />
      }
      closePreview={() => choose(undefined)}
    >
      <PageHead title={t('letters.title')}>
        {unread > 0 && (
          <Text className="quiet" role="status">
            {t('letters.count', { count: unread })}
          </Text>
        )}
      </PageHead>
      {box.error && !all && <Failed error={box.error} again={() => box.refetch()} />}
      {((!all && !box.error) || texts.isLoading) && <Loading lines={10} />}
      {rows?.length === 0 && (
        <Empty title={t('letters.none')}>
          <p>{t('letters.noneHow')}</p>
        </Empty>
      )}
      {texts.error && <Failed error={texts.error} again={() => texts.refetch()} />}
      {rows && rows.length > 0 && !texts.isLoading && (
        <Rows
          label={t('letters.title')}
          rows={rows}
          idOf={({ no }) => String(no)}
          columns={columns}
          isNarrow={shown !== undefined}
          chosen={chosen}
          choose={({ no }) => choose(no)}
          open={({ no }) => choose(no)}
        />
      )}
    </ListPage>
  );
}

function State({ of: { status, openedAt } }: { of: LetterState }) {
  const { t } = useMoreWords();
  if (status === 'undeliverable') return <span className="late">✖ {t('letters.lost')}</span>;
  if (status === 'failed') return <span className="warn">▲ {t('letters.again')}</span>;
  if (status === 'requested') return <span className="quiet">{t('letters.sending')}</span>;
  if (openedAt === undefined) return <span className="warn">● {t('letters.unread')}</span>;
  return <span className="quiet">✓ {t('letters.read', { day: dayShown(dayOfMoment(openedAt)) })}</span>;
}
