// The chair makes the session’s key on this machine: the file is saved and the recovery share printed before it is set.
import { Alert, Button, Checkbox, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Offer } from '../../talk/answers.ts';
import type { Session } from '../../talk/council-answers.ts';
import { give } from '../../talk/give.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useWords } from '../../words/language.ts';
import { type KeyFile, makeKey } from './envelope.ts';

type Props = {
  readonly id: string;
  readonly state: Session;
  readonly etag: string | undefined;
  readonly offer: Offer | undefined;
  /** the year plan leaves the key with the chair */
  readonly isWanted: boolean;
};
const LEAST = 12;

export function SessionKey(props: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { state, offer, isWanted } = props;
  if (!isWanted || state.publicKey !== undefined) return null;
  if (!offer?.allowed) return <p className="warn">{t('council.key.missing')}</p>;
  return (
    <>
      <Button onClick={() => setOpen(true)} mb="sm">
        {t('council.key.make')}
      </Button>
      {isOpen && <MakeKey {...props} offer={offer} close={() => setOpen(false)} />}
    </>
  );
}

function MakeKey({ id, etag, offer, close }: Props & { offer: Offer; close: () => void }) {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ file: KeyFile; recovery: string }>();
  const [wrong, setWrong] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isKept, setKept] = useState(false);
  const [key] = useState(() => crypto.randomUUID());

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { words = '', again = '' } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setWrong(words.length < LEAST ? t('council.key.short') : words === again ? undefined : t('council.key.differs'));
    if (words.length < LEAST || words !== again) return;
    setBusy(true);
    setMade(await makeKey(words));
    setBusy(false);
  };
  const set = async () => {
    if (!made) return;
    setBusy(true);
    setError(undefined);
    try {
      await give({ route: offer.route, input: { publicKey: made.file.publicKey }, key, ifMatch: etag });
      await queries.invalidateQueries();
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('council.key.title')}
      closeOnClickOutside={false}
      closeOnEscape={made === undefined}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      {made ? (
        <Stack>
          <Text fw={600}>{t('council.key.made')}</Text>
          <Button variant="default" onClick={() => save(made.file, `khoa-${id}.json`)}>
            {t('council.key.save')}
          </Button>
          <Text>{t('council.key.paper')}</Text>
          <Text component="code" size="lg" fw={600}>
            {made.recovery}
          </Text>
          <Checkbox label={t('council.key.kept')} checked={isKept} onChange={(e) => setKept(e.currentTarget.checked)} />
          {error !== undefined && (
            <Alert color="red" role="alert">
              {say(sentencesOf(error))}
            </Alert>
          )}
          <Button disabled={!isKept} loading={isBusy} onClick={() => void set()}>
            {t('council.key.set')}
          </Button>
        </Stack>
      ) : (
        <form onSubmit={make}>
          <Stack>
            <Text>{t('council.key.lead')}</Text>
            <PasswordInput
              name="words"
              label={t('council.key.words')}
              autoComplete="new-password"
              error={wrong}
              required
            />
            <PasswordInput name="again" label={t('council.key.wordsAgain')} autoComplete="new-password" required />
            <Button type="submit" loading={isBusy}>
              {t('council.key.make')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function save(file: KeyFile, name: string): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
