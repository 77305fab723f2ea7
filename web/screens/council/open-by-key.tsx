// Sheets that are closed to the chair’s key: unwrapped, opened on this machine, and sent open with the command.
import { Alert, Button, FileInput, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, Offer } from '../../talk/answers.ts';
import { ask } from '../../talk/ask.ts';
import { sessionPath } from '../../talk/council.ts';
import type { Envelopes, Session } from '../../talk/council-answers.ts';
import { give } from '../../talk/give.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useWords } from '../../words/language.ts';
import { openWith, readKeyFile, unwrapKey } from './envelope.ts';

type Props = {
  readonly id: string;
  readonly cycle: string;
  readonly state: Session;
  readonly etag: string | undefined;
  readonly offer: Offer;
  readonly about: string;
  readonly close: () => void;
  readonly done: (answer: CommandAnswer) => void;
};
const SALT = /^[0-9a-f]{64}$/;

export function OpenByKey({ id, cycle, state, etag, offer, about, close, done }: Props) {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function open(words: string): Promise<string | undefined> {
    const read = readKeyFile((await file?.text()) ?? '');
    if (!read) return t('council.key.notKey');
    if (read.publicKey !== state.publicKey) return t('council.key.otherKey');
    const key = await unwrapKey(read, words);
    if (!key) return t('council.key.wrong');
    const { body } = await ask<Envelopes>(`${sessionPath(id)}/envelopes/${encodeURIComponent(cycle)}`);
    const opened = [];
    for (const { member, envelope } of body.envelopes) {
      const sheet = envelope === null ? undefined : await openWith(key, { session: id, cycle, member }, envelope);
      // What does not open counts as a sheet that does not fit.
      if (sheet && SALT.test(sheet.salt)) opened.push({ member, ...sheet });
    }
    const input = { cycle, opened };
    const answer = await give({ route: offer.route, input, key: crypto.randomUUID(), ifMatch: etag });
    await queries.invalidateQueries();
    done(answer);
    return undefined;
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { words = '' } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setWrong(await open(words.trim()).catch((refused: unknown) => say(sentencesOf(refused))));
    setBusy(false);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={`${t('council.key.open')} – ${about}`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t('council.key.openLead')}</Text>
          {wrong !== undefined && (
            <Alert color="red" role="alert">
              {wrong}
            </Alert>
          )}
          <FileInput label={t('council.key.file')} accept="application/json" value={file} onChange={setFile} required />
          <PasswordInput name="words" label={t('council.key.pass')} autoComplete="off" required />
          <Button type="submit" loading={isBusy} disabled={!file}>
            {say(offer.words)}
          </Button>
          {isBusy && <Text role="status">{t('council.key.opening')}</Text>}
        </Stack>
      </form>
    </Modal>
  );
}
