// Before a sheet is sealed: what it comes to, once more, and, of one that takes another’s place, why.
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { points } from '../../../domain/kernel/points.ts';
import type { Offer } from '../../talk/answers.ts';
import { give } from '../../talk/give.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useWords } from '../../words/language.ts';
import { closeTo, type Subject } from './envelope.ts';
import type { Rated } from './rated.ts';
import { keepReceipt } from './receipt.tsx';
import type { Sheet } from './use-sheet.ts';
import { focusCriterion } from './use-sheet-keys.ts';

type Props = {
  readonly of: Subject;
  readonly name: string;
  readonly offer: Offer;
  readonly sheet: Sheet;
  readonly seen: readonly string[];
  readonly rated: Rated;
  /** where the chair holds the key: what sheets are closed to */
  readonly publicKey: string | undefined;
  readonly replaces: boolean;
  readonly close: () => void;
  readonly done: (receipt: string) => void;
};

export function SignSheet(props: Props) {
  const { of, name, offer, sheet, seen, rated, publicKey, replaces, close, done } = props;
  const { t, say, lang } = useWords();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const isWhole = rated.left.length === 0;

  async function seal(reason: string): Promise<void> {
    const content = { choices: rated.whole, ...(seen.length > 0 ? { seen } : {}) };
    const more = reason === '' ? {} : { reason };
    const { key, input } = await sheet.sending(JSON.stringify([content, more, publicKey]), async () => ({
      cycle: of.cycle,
      ...(publicKey === undefined ? { sheet: content } : { closed: await closeTo(publicKey, of, content) }),
      ...more,
    }));
    const answer = await give({ route: offer.route, input, key, ifMatch: undefined, onWait: setTries });
    const code = answer.receipt ?? '';
    keepReceipt(of, code);
    await sheet.sealed();
    await queries.invalidateQueries({ queryKey: ['resource', 'council-sessions', of.session] });
    done(code);
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { reason = '' } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setError(undefined);
    setTries(0);
    await seal(reason.trim()).catch((refused: unknown) => {
      setError(refused);
      setBusy(false);
    });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('council.sheet.signTitle')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      {isWhole ? (
        <form onSubmit={submit}>
          <Stack>
            <Text fw={600}>{name}</Text>
            <Text size="xl" fw={700}>
              {t('council.sheet.points', { points: points(rated.sum?.total ?? 0, lang) })}
              {rated.rating && ` · ${t('council.sheet.stars', { stars: rated.rating.stars })}`}
            </Text>
            <Text>{t('council.sheet.signLead')}</Text>
            {replaces && (
              <Textarea
                name="reason"
                label={t('council.sheet.reason')}
                required
                autosize
                minRows={2}
                maxLength={2000}
              />
            )}
            {error !== undefined && (
              <Alert color="red" role="alert">
                {say(sentencesOf(error))}
              </Alert>
            )}
            {isBusy && tries > 0 && (
              <Alert color="yellow" role="status">
                {t('form.waiting', { tries })}
              </Alert>
            )}
            <Group>
              <Button type="submit" loading={isBusy} data-autofocus>
                {t('council.sheet.signGo')}
              </Button>
              <Button variant="default" onClick={close}>
                {t('form.edit')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <Text>{t('council.sheet.incomplete', { count: rated.left.length })}</Text>
          <Button
            data-autofocus
            onClick={() => {
              close();
              requestAnimationFrame(() => requestAnimationFrame(() => focusCriterion(rated.left[0])));
            }}
          >
            {t('council.sheet.toFirst')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
