// One thing that somebody does to their own account: what went wrong is told beside it, a fresh proof is asked for where it
// has to be, and what the account is like is then read anew.
import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProofOfSelf } from '../../commands/proof.tsx';
import { ask } from '../../talk/ask.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { useMoreWords } from '../../words/more/more.ts';

export function useDoing() {
  const { say } = useMoreWords();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [again, setAgain] = useState<() => Promise<void>>();
  const run = async (how: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setAgain(undefined);
    try {
      await how();
      await queries.invalidateQueries({ queryKey: ['me'] });
      await queries.invalidateQueries({ queryKey: ['own'] });
    } catch (refused) {
      if (isProblem(refused, 'CONFIRMATION_REQUIRED')) setAgain(() => () => run(how));
      else setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const told: ReactNode = (
    <>
      {error !== undefined && (
        <Alert color="red" role="alert">
          {say(sentencesOf(error))}
        </Alert>
      )}
      {again && (
        <ProofOfSelf
          giving={{
            edit: () => setAgain(undefined),
            prove: async (proof) => {
              await ask('/v1/me/confirm', { method: 'POST', body: proof });
              await again();
            },
          }}
        />
      )}
    </>
  );
  return { run: (how: () => Promise<unknown>) => void run(how), isBusy, told };
}

export const post = async <T,>(path: string, body: object): Promise<T> =>
  (await ask<T>(path, { method: 'POST', body })).body;
