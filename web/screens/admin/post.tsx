// The post of the province: whether letters go out, which did not get through, and what can be done with them.
import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Begin } from '../../commands/begin.tsx';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { Outbox } from '../../talk/admin-answers.ts';
import { outbox, postOfficeOf } from '../../talk/admin-reads.ts';
import { give } from '../../talk/give.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { dayOfMoment, dayShown, momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';
import { PostWays } from './post-ways.tsx';

type Out = Outbox['items'][number];
const COUNTS = ['undeliverable', 'failed', 'requested', 'sent'] as const;
/** What is set up here; wording has a part of its own. */
const OFFERED = ['SetPost'];

export function Post() {
  const { t } = useMoreWords();
  const { province, roles } = useMe();
  const asked = useQuery(outbox(province?.code));
  const office = useQuery(postOfficeOf(province?.code));
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={10} />;
  const { open, opensAt, closesAt, counts, items, total } = asked.data;
  const offers = office.data?.body.commands.filter(({ name }) => OFFERED.includes(name)) ?? [];
  return (
    <>
      <p className="quiet">{t('admin.post.lead')}</p>
      <div className={classes.beside}>
        <section>
          <Text role="status" className={open ? 'good' : 'warn'} mb="sm">
            {open ? `✓ ${t('admin.post.on', { from: opensAt, to: closesAt })}` : `▲ ${t('admin.post.off')}`}
          </Text>
          <dl className={classes.counts}>
            {COUNTS.map((name) => (
              <div key={name} data-bad={(name === 'undeliverable' && counts[name] > 0) || undefined}>
                <dd>{counts[name]}</dd>
                <dt className="small">{t(`admin.post.counts.${name}`)}</dt>
              </div>
            ))}
          </dl>
          <NotOut items={items} total={total} />
        </section>
        <aside className={`${classes.side} sheet`}>
          {isProblem(office.error, 'UNKNOWN_RESOURCE') ? (
            <Begin
              command="SetPost"
              route={`/v1/post-offices/${province?.code}/set-post`}
              id={province?.code ?? ''}
              fills={{ open: true }}
            />
          ) : (
            <CommandPanel id={province?.code ?? ''} etag={office.data?.etag} offers={offers} isPlain />
          )}
          {roles.some(({ role }) => role === 'admin') && <PostWays />}
        </aside>
      </div>
    </>
  );
}

function NotOut({ items, total }: { items: readonly Out[]; total: number }) {
  const { t, say } = useMoreWords();
  const queries = useQueryClient();
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const lost = items.filter(({ status }) => status === 'undeliverable');
  const askAgain = async (those: readonly Out[]) => {
    setBusy(true);
    try {
      for (const [done, { account, no }] of those.entries()) {
        setTold(t('admin.post.asking', { done, count: those.length }));
        const route = `/v1/letters/${encodeURIComponent(account)}/ask-again`;
        await give({ route, input: { no }, key: crypto.randomUUID(), ifMatch: undefined });
      }
      setTold(t('admin.post.askedAgain', { count: those.length }));
    } catch (failed) {
      setTold(say(sentencesOf(failed)));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['outbox'] });
    }
  };
  const columns: readonly Column<Out>[] = [
    { key: 'account', head: t('admin.post.account'), width: 'minmax(0, 4fr)', cell: ({ account }) => account },
    {
      key: 'letter',
      head: t('admin.post.letter'),
      width: 'minmax(0, 3fr)',
      cell: ({ no, matters }) => t('admin.post.no', { no, count: matters }),
    },
    {
      key: 'asked',
      head: t('admin.post.asked'),
      width: '104px',
      cell: ({ requestedAt }) => dayShown(dayOfMoment(requestedAt)),
    },
    { key: 'state', head: t('admin.post.state'), width: 'minmax(0, 6fr)', cell: (one) => <State of={one} /> },
    {
      key: 'again',
      head: t('admin.post.act'),
      width: '96px',
      cell: (one) =>
        one.status === 'undeliverable' && (
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => void askAgain([one])}>
            {t('admin.post.again')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Group mb="sm" gap="sm">
        {lost.length > 1 && (
          <Button loading={isBusy} onClick={() => void askAgain(lost)}>
            {t('admin.post.againAll', { count: lost.length })}
          </Button>
        )}
        <Text role="status" size="sm">
          {told}
        </Text>
      </Group>
      {items.length === 0 ? (
        <Empty title={t('admin.post.none')}>
          <p>{t('admin.post.noneHow')}</p>
        </Empty>
      ) : (
        <Rows
          label={t('admin.tabs.post')}
          rows={items}
          idOf={({ account, no }) => `${account}/${no}`}
          columns={columns}
          choose={() => {}}
          open={() => {}}
        />
      )}
      {total > items.length && (
        <p className="quiet small">{t('admin.post.shown', { shown: items.length, count: total })}</p>
      )}
    </>
  );
}

function State({ of: { status, tries, code, tryAgainAt, uncertain } }: { of: Out }) {
  const { t } = useMoreWords();
  const mark = { undeliverable: '✖', failed: '▲', requested: '●' }[status];
  const more = [
    ...(tries > 0 ? [t('admin.post.tries', { count: tries })] : []),
    ...(code === undefined ? [] : [t('admin.post.why', { code })]),
    ...(tryAgainAt === undefined ? [] : [t('admin.post.next', { at: momentShown(tryAgainAt) })]),
    ...(uncertain ? [t('admin.post.uncertain')] : []),
  ];
  return (
    <>
      <span className={status === 'undeliverable' ? 'late' : status === 'failed' ? 'warn' : 'quiet'}>
        {mark} {t(`admin.post.states.${status}`)}
      </span>
      {more.length > 0 && <span className="quiet small"> · {more.join(' · ')}</span>}
    </>
  );
}
