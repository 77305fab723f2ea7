import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../words/language.ts';
import classes from './page-head.module.css';

/** A screen's name, which the browser's tab takes too, and what is done on it as a whole. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} – ${t('app')}`;
  }, [title, t]);
  return (
    <div className={classes.head}>
      <Title order={1}>{title}</Title>
      {children}
    </div>
  );
}
