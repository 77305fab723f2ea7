// How somebody gets in: an invitation, or new credentials by a link that works once.
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { operate } from '../../talk/admin-reads.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { type Asked, InviteDialog } from './invite-dialog.tsx';

export function Invite() {
  const { t } = useMoreWords();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <Button onClick={() => setAsked({ name: 'invite' })}>{t('admin.people.inviteNew')}</Button>
      {asked && <InviteDialog asked={asked} close={() => setAsked(undefined)} />}
    </>
  );
}

/** @param isThere somebody signs in by it already */
export function SignInOf({ account, isThere }: { account: string; isThere: boolean }) {
  const { t, say } = useMoreWords();
  const [asked, setAsked] = useState<Asked>();
  const [told, setTold] = useState('');
  const end = () =>
    operate<{ ended: number }>('end-sessions', { account }).then(
      ({ ended }) => setTold(t('admin.people.ended_', { count: ended })),
      (error) => setTold(say(sentencesOf(error))),
    );
  return (
    <section aria-label={t('admin.people.signIn')}>
      <h3>{t('admin.people.signIn')}</h3>
      <Stack gap="xs">
        <Button
          variant="default"
          justify="flex-start"
          onClick={() => setAsked({ name: isThere ? 'reset-sign-in' : 'invite', account })}
        >
          {t(isThere ? 'admin.people.reset' : 'admin.people.invite')}
        </Button>
        {isThere && (
          <Button variant="default" justify="flex-start" onClick={() => void end()}>
            {t('admin.people.endSessions')}
          </Button>
        )}
        <Text role="status" size="sm">
          {told}
        </Text>
      </Stack>
      {asked && <InviteDialog asked={asked} close={() => setAsked(undefined)} />}
    </section>
  );
}

/** Somebody for a role that nobody holds yet. */
export function InviteFor({ role, unit }: { role: string; unit: string }) {
  const { t } = useMoreWords();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsked({ name: 'invite', role, unit })}>
        {t('admin.people.invite')}
      </Button>
      {asked && <InviteDialog asked={asked} close={() => setAsked(undefined)} />}
    </>
  );
}
