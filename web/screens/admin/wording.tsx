// The texts of letters: how each reads in an example letter, and what the office says instead.
import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { WordedText } from '../../talk/admin-answers.ts';
import { postOfficeOf, wordingOf, wordingPreview } from '../../talk/admin-reads.ts';
import type { Offer } from '../../talk/answers.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';
import { folded } from './folded.ts';
import { SetWording } from './set-wording.tsx';

export function WordingOfLetters() {
  const { t, lang } = useMoreWords();
  const { province } = useMe();
  const { chosen } = useSearch({ from: '/signed/admin' });
  const go = useNavigate({ from: '/admin' });
  const asked = useQuery(wordingOf(province?.code));
  const [sought, setSought] = useState('');
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={12} />;
  const { template, texts } = asked.data;
  const rows = texts.filter(({ words }) => folded(words[lang]).includes(folded(sought)));
  const choose = ({ text }: WordedText) =>
    void go({ search: { tab: 'wording', chosen: text }, replace: true, resetScroll: false });
  const one = texts.find(({ text }) => text === chosen);
  const columns: readonly Column<WordedText>[] = [
    {
      key: 'text',
      head: t('admin.wording.text'),
      width: 'minmax(0, 8fr)',
      cell: (of) => (
        <button type="button" className={classes.open} aria-pressed={of.text === chosen} onClick={() => choose(of)}>
          {of.words[lang]}
        </button>
      ),
    },
    {
      key: 'own',
      head: t('admin.wording.whose'),
      width: 'minmax(0, 2fr)',
      cell: ({ own }) =>
        own ? (
          <span className="good">● {t('admin.wording.own')}</span>
        ) : (
          <span className="quiet">{t('admin.wording.release')}</span>
        ),
    },
  ];
  return (
    <ListPage
      preview={one && <OneText key={one.text} of={one} />}
      closePreview={() => void go({ search: { tab: 'wording' }, replace: true, resetScroll: false })}
    >
      <p className="quiet">{t('admin.wording.lead')}</p>
      <Text className="quiet small" mb="sm">
        {t('admin.wording.version', { template })}
      </Text>
      <TextInput
        className={classes.find as string}
        mb="sm"
        value={sought}
        aria-label={t('admin.wording.find')}
        placeholder={t('admin.wording.find')}
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
      />
      {rows.length === 0 ? (
        <Empty title={t('admin.wording.none')}>
          <p>{t('admin.wording.noneHow')}</p>
        </Empty>
      ) : (
        <Rows
          label={t('admin.tabs.wording')}
          rows={rows}
          idOf={({ text }) => text}
          columns={columns}
          isNarrow={one !== undefined}
          chosen={chosen}
          choose={choose}
          open={choose}
        />
      )}
    </ListPage>
  );
}

/** What can be done with a post that nobody has opened yet. */
const unopened = (province: string): Offer => ({
  name: 'SetWording',
  route: `/v1/post-offices/${province}/set-wording`,
  words: { vi: '', en: '' },
  allowed: true,
  needsIfMatch: false,
});

const SOON_MS = 300;

/** A text with its fields, as an example letter would read with what is typed. */
function OneText({ of }: { of: WordedText }) {
  const { t, say, lang: own } = useMoreWords();
  const { province } = useMe();
  const [lang, setLang] = useState<'vi' | 'en'>(own);
  const [typed, setTyped] = useState(of.words);
  const office = useQuery(postOfficeOf(province?.code));
  const [soon] = useDebouncedValue(typed[lang], SOON_MS);
  const shown = useQuery({
    ...wordingPreview(province?.code, { text: of.text, lang, words: soon }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <h2>{t('admin.wording.text')}</h2>
      <p className="quiet small">
        {of.fields.length === 0
          ? t('admin.wording.noFields')
          : t('admin.wording.fields', { fields: of.fields.map((field) => `{${field}}`).join(', ') })}
      </p>
      <SetWording
        of={of}
        typed={typed}
        type={setTyped}
        offers={
          isProblem(office.error, 'UNKNOWN_RESOURCE')
            ? [unopened(province?.code ?? '')]
            : (office.data?.body.commands ?? [])
        }
      />
      <h3>{t('admin.wording.preview')}</h3>
      <NativeSelect
        label={t('admin.wording.previewLang')}
        value={lang}
        data={(['vi', 'en'] as const).map((value) => ({ value, label: t(`admin.wording.${value}`) }))}
        onChange={({ currentTarget }) => setLang(currentTarget.value as 'vi' | 'en')}
        mb="sm"
      />
      <p className="quiet small">{t('admin.wording.previewing')}</p>
      {shown.error && (
        <Text className="late" role="alert">
          {say(sentencesOf(shown.error))}
        </Text>
      )}
      {shown.data && !shown.error && (
        <article lang={lang} className={classes.letter} data-testid="letter-preview">
          <strong>{shown.data.subject}</strong>
          <div>{shown.data.letter}</div>
        </article>
      )}
      {shown.isPending && <Loading lines={8} />}
    </>
  );
}
