// A paper's file is not sent: its hash is taken here, so that it can be compared with the file later.
import { Button, Text } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../words/language.ts';
import classes from './field.module.css';
import { type Raw, textOf } from './raw.ts';

const SHOWN = 12;

export function PaperFile({ raw, type }: { raw: Raw | undefined; type: (value: Raw) => void }) {
  const { t } = useWords();
  const id = useId();
  const take = async (file: File | undefined) => {
    if (!file) return type('');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    type([...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  };
  const hash = textOf(raw);
  return (
    <div className={classes.file}>
      <input
        id={id}
        type="file"
        aria-describedby={`${id}-how`}
        onChange={(e) => void take(e.currentTarget.files?.[0])}
      />
      <Button component="label" htmlFor={id} variant="default" size="compact-sm">
        {t('form.file')}
      </Button>
      <Text size="xs" className="good" role="status">
        {hash !== '' && t('form.hashed', { hash: hash.slice(0, SHOWN) })}
      </Text>
      <p className={`${classes.how} quiet small`} id={`${id}-how`}>
        {t('form.fileHow')}
      </p>
    </div>
  );
}
