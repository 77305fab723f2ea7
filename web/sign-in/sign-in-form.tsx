// Name and password, then the code of the telephone or a recovery code. It tells what was wrong where it was wrong.
import { Alert, Anchor, Button, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask } from '../talk/ask.ts';
import { isProblem, sentencesOf } from '../talk/problem.ts';
import { chooseDemoAccount } from '../talk/who.ts';
import { useWords } from '../words/language.ts';

type Answer = { readonly account: string } | { readonly wants: readonly string[] };
type Step = 'password' | 'code' | 'recovery';

export function SignInForm({ done }: { done: () => void }) {
  const { t, say } = useWords();
  const [step, setStep] = useState<Step>('password');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setError(undefined);
    try {
      const path = step === 'password' ? '/v1/sign-in' : '/v1/sign-in/code';
      const { body } = await ask<Answer>(path, { method: 'POST', body: typed, isDoor: true });
      if ('wants' in body) return setStep('code');
      chooseDemoAccount(undefined);
      done();
    } catch (refused) {
      setError(refused);
      if (isProblem(refused, 'SIGN_IN_OVER')) setStep('password');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        {error !== undefined && (
          <Alert color="red" role="alert">
            {say(sentencesOf(error))}
          </Alert>
        )}
        {step === 'password' ? (
          <>
            <TextInput
              name="name"
              label={t('signIn.name')}
              autoComplete="username"
              required
              maxLength={400}
              size="md"
            />
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
        ) : (
          <SecondStep key={step} step={step} turn={setStep} />
        )}
        <Button type="submit" size="md" loading={isBusy}>
          {t(step === 'password' ? 'signIn.go' : 'signIn.goOn')}
        </Button>
      </Stack>
    </form>
  );
}

function SecondStep({ step, turn }: { step: Step; turn: (step: Step) => void }) {
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
