// A paper's file. In a dossier it is sent there; elsewhere its hash alone is taken, so that it can be compared with the file
// later. Either way the paper names the hash.
import { Alert, Button, Progress, Text } from '@mantine/core';
import { useContext, useId, useState } from 'react';
import { sentencesOf } from '../talk/problem.ts';
import { useWords } from '../words/language.ts';
import { DossierOf } from './dossier-of.ts';
import classes from './field.module.css';
import { type Raw, textOf } from './raw.ts';

const SHOWN = 12;

async function hashOf(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function PaperFile({ raw, type }: { raw: Raw | undefined; type: (value: Raw) => void }) {
  const { t, say } = useWords();
  const id = useId();
  const cycle = useContext(DossierOf);
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const take = async (file: File | undefined) => {
    setError(undefined);
    type('');
    if (!file) return;
    try {
      if (cycle === undefined) return type(await hashOf(file));
      setShare(0);
      const { sendFile } = await import('../talk/upload.ts');
      type(await sendFile({ cycle, file, tell: setShare }));
    } catch (failed) {
      setError(failed);
    } finally {
      setShare(undefined);
    }
  };
  const hash = textOf(raw);
  const isSending = share !== undefined;
  const percent = Math.round((share ?? 0) * 100);
  return (
    <div className={classes.file}>
      <input
        id={id}
        type="file"
        disabled={isSending}
        aria-describedby={`${id}-how`}
        onChange={(e) => void take(e.currentTarget.files?.[0])}
      />
      <Button component="label" htmlFor={id} variant="default" size="compact-sm" loading={isSending}>
        {t(cycle === undefined ? 'form.file' : 'form.fileSend')}
      </Button>
      {isSending && <Progress value={percent} aria-label={t('form.fileSending', { percent })} />}
      <Text size="xs" className="good" role="status">
        {isSending
          ? t('form.fileSending', { percent })
          : hash !== '' && t(cycle === undefined ? 'form.hashed' : 'form.fileSent', { hash: hash.slice(0, SHOWN) })}
      </Text>
      {error !== undefined && (
        <Alert color="red" role="alert">
          {say(sentencesOf(error))}
        </Alert>
      )}
      <p className={`${classes.how} quiet small`} id={`${id}-how`}>
        {t(cycle === undefined ? 'form.fileHow' : 'form.fileSendHow')}
      </p>
    </div>
  );
}
