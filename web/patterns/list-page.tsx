// The pattern “list” as a page: what narrows it down above, rows below, and beside them what the chosen one is about.
import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/language.ts';
import classes from './list-page.module.css';

type Props = { children: ReactNode; preview?: ReactNode; closePreview: () => void };

export function ListPage({ children, preview, closePreview }: Props) {
  const { t } = useWords();
  return (
    <div className={classes.page} data-preview={preview ? true : undefined}>
      <div className={classes.list}>{children}</div>
      {preview && (
        <aside className={`${classes.preview} sheet`} aria-label={t('list.preview')}>
          <CloseButton className={classes.close as string} aria-label={t('list.close')} onClick={closePreview} />
          {preview}
        </aside>
      )}
    </div>
  );
}
