// One account: what it may act as, since when and until when, whether it is suspended, and what can be done with it.
import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useToday } from '../../frame/year.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import type { AccountState } from '../../talk/admin-answers.ts';
import { accountOf, people } from '../../talk/admin-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { Grants } from './grants.tsx';
import { SignInOf } from './invite.tsx';

export function AccountCard({ id, isAdmin }: { id: string; isAdmin: boolean }) {
  const { t } = useMoreWords();
  const asked = useQuery(accountOf(id));
  const known = useQuery(people(isAdmin)).data;
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={8} />;
  const { body, etag } = asked.data;
  const person = known?.find(({ account }) => account === id);
  return (
    <>
      <Title order={2} pr={40}>
        {id}
      </Title>
      {known && (
        <p className="quiet small">
          {person?.name === undefined
            ? t('admin.people.cannotSignIn')
            : t('admin.people.canSignIn', { name: person.name })}
        </p>
      )}
      <Suspensions of={body.state} />
      <h3>{t('admin.people.roles')}</h3>
      <Grants of={body.state} />
      <CommandPanel id={id} etag={etag} offers={body.commands} isPlain />
      {isAdmin && <SignInOf account={id} isThere={person !== undefined} />}
    </>
  );
}

function Suspensions({ of: { suspensions = [] } }: { of: AccountState }) {
  const { t } = useMoreWords();
  const today = useToday();
  return suspensions.map(({ from, until }) =>
    until === undefined || today < until ? (
      <p key={from} className="late">
        ■ {t('admin.people.suspended', { day: dayShown(from) })}
      </p>
    ) : (
      <p key={from} className="quiet small">
        {t('admin.people.wasSuspended', { from: dayShown(from), until: dayShown(until) })}
      </p>
    ),
  );
}
