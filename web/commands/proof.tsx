// Who signs shows again that it is them, by what they have, and says in which of several roles.
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../frame/me.ts';
import { hasPasskeys, passkeyProof } from '../sign-in/passkey.ts';
import { isProblem, sentencesOf } from '../talk/problem.ts';
import { welcome } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { useNames } from '../words/names.ts';
import type { Giving } from './use-command.ts';

export function ProofOfSelf({ giving }: { giving: Pick<Giving, 'prove' | 'edit'> }) {
  const { t, say } = useWords();
  const { factors } = useMe();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const hasCode = factors.includes('totp');
  const office = useQuery(welcome()).data?.singleSignOn;
  const by = async (how: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await how();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const prove = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { proof = '' } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    void by(() => giving.prove(hasCode ? { code: proof } : { password: proof }));
  };
  return (
    <form onSubmit={prove}>
      <Stack>
        <Text>{t('form.proofLead')}</Text>
        {error !== undefined && (
          <Alert color="red" role="alert">
            {say(sentencesOf(error))}
          </Alert>
        )}
        <TextInput
          name="proof"
          type={hasCode ? 'text' : 'password'}
          inputMode={hasCode ? 'numeric' : 'text'}
          label={t(hasCode ? 'signIn.code' : 'signIn.password')}
          autoComplete={hasCode ? 'one-time-code' : 'current-password'}
          required
          data-autofocus
        />
        <Group>
          <Button type="submit" loading={isBusy}>
            {t('form.proofGo')}
          </Button>
          <Button variant="default" onClick={giving.edit}>
            {t('form.edit')}
          </Button>
        </Group>
        {factors.includes('passkey') && hasPasskeys() && (
          <Button variant="default" onClick={() => void by(async () => giving.prove(await passkeyProof()))}>
            {t('form.proofByPasskey')}
          </Button>
        )}
        {factors.includes('single-sign-on') && office && (
          <>
            <Button
              component="a"
              variant="default"
              href={`${office.again}?next=${encodeURIComponent(location.pathname + location.search)}`}
            >
              {t('form.proofBySignOn', { office: office.label })}
            </Button>
            <Text className="quiet small">{t('form.proofKept')}</Text>
          </>
        )}
      </Stack>
    </form>
  );
}

export function WhichRole({ giving }: { giving: Giving }) {
  const { t } = useWords();
  const names = useNames();
  const { roles = [] } = (isProblem(giving.error) ? giving.error.details : {}) as { roles?: readonly string[] };
  return (
    <Stack>
      <Text fw={600}>{t('form.asWhich')}</Text>
      {roles.map((as) => {
        const [role = '', unit = ''] = as.split('@');
        return (
          <Button key={as} variant="default" onClick={() => void giving.signAs(as)}>
            {names.role(role)} – {names.unit(unit)}
          </Button>
        );
      })}
      <Button variant="subtle" onClick={giving.edit}>
        {t('form.edit')}
      </Button>
    </Stack>
  );
}
