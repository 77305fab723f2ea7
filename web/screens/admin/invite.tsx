// How somebody gets in: an invitation, or new credentials by a link that works once. What signs is asked for again with a proof.
import { Alert, Button, CopyButton, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProofOfSelf } from '../../commands/proof.tsx';
import { type Invitation, operate } from '../../talk/admin-reads.ts';
import { ask } from '../../talk/ask.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

type Asked = { readonly name: 'invite' | 'reset-sign-in'; readonly account?: string };

export function Invite() {
  const { t } = useMoreWords();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <Button onClick={() => setAsked({ name: 'invite' })}>{t('admin.people.inviteNew')}</Button>
      {asked && <Dialog asked={asked} close={() => setAsked(undefined)} />}
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
      {asked && <Dialog asked={asked} close={() => setAsked(undefined)} />}
    </section>
  );
}

function Dialog({ asked, close }: { asked: Asked; close: () => void }) {
  const { t, say } = useMoreWords();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [phase, setPhase] = useState<'typing' | 'sending' | 'proof'>('typing');
  const [error, setError] = useState<unknown>();
  const [made, setMade] = useState<Invitation>();
  const isInvitation = asked.name === 'invite';
  const send = async () => {
    setPhase('sending');
    setError(undefined);
    try {
      const { name, account } = asked;
      const address = isInvitation && email.trim() !== '' ? { email: email.trim() } : {};
      setMade(await operate<Invitation>(name, { ...(account === undefined ? {} : { account }), ...address }));
      await queries.invalidateQueries({ queryKey: ['people'] });
      setPhase('typing');
    } catch (refused) {
      setPhase(isProblem(refused, 'CONFIRMATION_REQUIRED') ? 'proof' : 'typing');
      setError(refused);
    }
  };
  const title = t(isInvitation ? 'admin.people.invite' : 'admin.people.reset');
  return (
    <Modal
      opened
      onClose={close}
      title={asked.account === undefined ? t('admin.people.inviteNew') : `${title} – ${asked.account}`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('admin.people.close') }}
    >
      {phase === 'proof' ? (
        <ProofOfSelf
          giving={{
            edit: () => setPhase('typing'),
            prove: async (proof) => {
              await ask('/v1/me/confirm', { method: 'POST', body: proof });
              await send();
            },
          }}
        />
      ) : made ? (
        <Made invitation={made} />
      ) : (
        <Stack>
          {error !== undefined && (
            <Alert color="red" role="alert">
              {say(sentencesOf(error))}
            </Alert>
          )}
          {isInvitation ? (
            <TextInput
              type="email"
              label={t('admin.people.email')}
              description={t('admin.people.emailHow')}
              value={email}
              maxLength={254}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
          ) : (
            <Text>{t('admin.people.resetHow')}</Text>
          )}
          <Button loading={phase === 'sending'} onClick={() => void send()}>
            {isInvitation ? t('admin.people.send') : t('admin.people.reset')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}

function Made({ invitation: { link, expiresAt, letter } }: { invitation: Invitation }) {
  const { t } = useMoreWords();
  return (
    <Stack role="status">
      {letter && <Text>{t(letter.outcome === 'sent' ? 'admin.people.mailed' : 'admin.people.notMailed')}</Text>}
      <Text>{t('admin.people.link', { until: momentShown(expiresAt) })}</Text>
      <code className={classes.secret}>{link}</code>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button onClick={copy}>{t(copied ? 'admin.people.copied' : 'admin.people.copy')}</Button>
        )}
      </CopyButton>
    </Stack>
  );
}
