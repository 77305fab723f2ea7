// Name and password, then the code of the telephone, a recovery code or a passkey; or a passkey at once, or the office's own
// sign-on. It tells what was wrong where it was wrong.
import { Alert, Anchor, Button, Divider, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../talk/ask.ts';
import { isProblem, sentencesOf } from '../talk/problem.ts';
import { welcome } from '../talk/reads.ts';
import { chooseDemoAccount } from '../talk/who.ts';
import { useWords } from '../words/language.ts';
import { hasPasskeys, signInByPasskey } from './passkey.ts';

type Answer = { readonly account: string } | { readonly wants: readonly string[] };
type Step = 'password' | 'code' | 'recovery' | 'passkey';

/** @param next where one goes on to, as the browser writes it */
export function SignInForm({ done, next }: { done: () => void; next: string }) {
  const { t, say } = useWords();
  const [step, setStep] = useState<Step>('password');
  const [wants, setWants] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const enter = async (how: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      if ((await how()) === 'not yet') return;
      chooseDemoAccount(undefined);
      done();
    } catch (refused) {
      setError(refused);
      if (isProblem(refused, 'SIGN_IN_OVER')) setStep('password');
    } finally {
      setBusy(false);
    }
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    void enter(async () => {
      const path = step === 'password' ? '/v1/sign-in' : '/v1/sign-in/code';
      const { body } = await ask<Answer>(path, { method: 'POST', body: typed, isDoor: true });
      if (!('wants' in body)) return undefined;
      setWants(body.wants);
      setStep(body.wants.includes('totp') ? 'code' : 'passkey');
      return 'not yet';
    });
  };
  const isFirst = step === 'password';
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        {error !== undefined && (
          <Alert color="red" role="alert">
            {say(sentencesOf(error))}
          </Alert>
        )}
        {isFirst && <FirstStep />}
        {(step === 'code' || step === 'recovery') && <SecondStep key={step} step={step} turn={setStep} />}
        {step === 'passkey' && <Text>{t('signIn.onlyPasskey')}</Text>}
        {step !== 'passkey' && (
          <Button type="submit" size="md" loading={isBusy}>
            {t(isFirst ? 'signIn.go' : 'signIn.goOn')}
          </Button>
        )}
        {(isFirst || wants.includes('passkey')) && hasPasskeys() && (
          <>
            {step !== 'passkey' && <Divider label={t('signIn.or')} />}
            <Button
              size="md"
              variant={step === 'passkey' ? 'filled' : 'default'}
              loading={isBusy && step === 'passkey'}
              onClick={() => void enter(signInByPasskey)}
            >
              {t('signIn.byPasskey')}
            </Button>
          </>
        )}
        {isFirst && <BySignOn next={next} />}
      </Stack>
    </form>
  );
}

function BySignOn({ next }: { next: string }) {
  const { t } = useWords();
  const office = useQuery(welcome()).data?.singleSignOn;
  if (!office) return null;
  return (
    <Button component="a" size="md" variant="default" href={`${office.path}?next=${encodeURIComponent(next)}`}>
      {t('signIn.bySignOn', { office: office.label })}
    </Button>
  );
}

function FirstStep() {
  const { t } = useWords();
  return (
    <>
      <TextInput name="name" label={t('signIn.name')} autoComplete="username" required maxLength={400} size="md" />
      <TextInput
        name="password"
        type="password"
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        maxLength={400}
        size="md"
      />
    </>
  );
}

function SecondStep({ step, turn }: { step: 'code' | 'recovery'; turn: (step: Step) => void }) {
  const { t } = useWords();
  const isCode = step === 'code';
  return (
    <>
      <Title order={2}>{t('signIn.second')}</Title>
      <TextInput
        name={isCode ? 'code' : 'recoveryCode'}
        label={t(isCode ? 'signIn.code' : 'signIn.recovery')}
        description={isCode ? t('signIn.secondLead') : undefined}
        inputMode={isCode ? 'numeric' : 'text'}
        autoComplete={isCode ? 'one-time-code' : 'off'}
        required
        maxLength={40}
        size="md"
        data-autofocus
      />
      <Anchor component="button" type="button" onClick={() => turn(isCode ? 'recovery' : 'code')} ta="left">
        {t(isCode ? 'signIn.useRecovery' : 'signIn.useCode')}
      </Anchor>
    </>
  );
}
