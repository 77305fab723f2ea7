// What an invitation leads to: somebody chooses how they sign in, or takes the office's own sign-on for it.
import { Alert, Button, Divider, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import icon from '../look/icon.svg';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import { ask } from '../talk/ask.ts';
import { isProblem, sentencesOf } from '../talk/problem.ts';
import { welcome } from '../talk/reads.ts';
import { momentShown } from '../words/dates.ts';
import { useMoreWords } from '../words/more/more.ts';
import classes from './sign-in.module.css';

type Looked = { readonly account: string; readonly kind: 'invite' | 'reset'; readonly expiresAt: string };

export function InvitationScreen() {
  const { t } = useMoreWords();
  const { token } = useParams({ from: '/invitation/$token' });
  const [takenAs, setTakenAs] = useState<string>();
  const asked = useQuery({
    queryKey: ['invitation', token],
    queryFn: async () =>
      (await ask<Looked>('/v1/invitations/look', { method: 'POST', body: { token }, isDoor: true })).body,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = t(asked.data?.kind === 'reset' ? 'invitation.reset' : 'invitation.title');
  return (
    <main className={`${classes.door} ${classes.narrow}`}>
      <header className={classes.head}>
        <img src={icon} width={48} height={48} alt="" />
        <div>
          <Title order={1}>{title}</Title>
          {asked.data && (
            <Text className="quiet">{t('invitation.lead', { until: momentShown(asked.data.expiresAt) })}</Text>
          )}
        </div>
      </header>
      <section className={`${classes.form} sheet`} aria-label={title}>
        {asked.isPending && <Loading lines={5} />}
        {asked.error && <Failed error={asked.error} />}
        {asked.data &&
          (takenAs === undefined ? (
            <Take token={token} done={setTakenAs} />
          ) : (
            <Stack role="status">
              <Title order={2}>✓ {t('invitation.taken')}</Title>
              <Text>{t('invitation.takenHow', { name: takenAs })}</Text>
              <Button component={Link} to="/sign-in" size="md">
                {t('invitation.signIn')}
              </Button>
            </Stack>
          ))}
      </section>
    </main>
  );
}

function Take({ token, done }: { token: string; done: (name: string) => void }) {
  const { t, say } = useMoreWords();
  const office = useQuery(welcome()).data?.singleSignOn;
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const wrongAt = (field: string) => {
    const at = isProblem(error) && error.errors.find(({ pointer }) => pointer === `/${field}`);
    return at ? say(at.sentences) : undefined;
  };
  const isToldAtField = ['name', 'email', 'password'].some((field) => wrongAt(field) !== undefined);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const {
      name = '',
      email = '',
      password = '',
    } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setError(undefined);
    try {
      const body = { token, name, password, ...(email.trim() === '' ? {} : { email: email.trim() }) };
      await ask('/v1/invitations/accept', { method: 'POST', body, isDoor: true });
      done(name);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        {error !== undefined && !isToldAtField && (
          <Alert color="red" role="alert">
            {say(sentencesOf(error))}
          </Alert>
        )}
        <TextInput
          name="name"
          label={t('invitation.name')}
          description={t('invitation.nameHow')}
          error={wrongAt('name')}
          autoComplete="username"
          required
          maxLength={60}
          size="md"
        />
        <TextInput
          name="email"
          type="email"
          label={t('invitation.email')}
          error={wrongAt('email')}
          autoComplete="email"
          maxLength={254}
          size="md"
        />
        <TextInput
          name="password"
          type="password"
          label={t('invitation.password')}
          description={t('invitation.passwordHow')}
          error={wrongAt('password')}
          autoComplete="new-password"
          required
          maxLength={256}
          size="md"
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('invitation.take')}
        </Button>
        {office && (
          <>
            <Divider label={t('invitation.or')} />
            <Button component="a" size="md" variant="default" href={`/invitation/${encodeURIComponent(token)}/sign-on`}>
              {t('invitation.bySignOn', { office: office.label })}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
