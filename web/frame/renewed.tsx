// After an old tab has loaded itself again: why, in a sentence. What was typed is kept beside it all.
import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/language.ts';

const MISSED = 'ocop.missed-a-part';

/** A part that a newer release no longer has was asked for: the page is about to be loaded again. */
export function noteMissedParts(): void {
  window.addEventListener('vite:preloadError', () => sessionStorage.setItem(MISSED, new Date().toISOString()));
}

export function Renewed() {
  const { t } = useWords();
  const [isTold, setTold] = useState(() => sessionStorage.getItem(MISSED) === null);
  if (isTold) return null;
  const close = () => {
    sessionStorage.removeItem(MISSED);
    setTold(true);
  };
  return (
    <Alert
      color="field"
      role="status"
      mb="sm"
      title={t('state.renewed')}
      withCloseButton
      closeButtonLabel={t('form.cancel')}
      onClose={close}
    >
      {t('state.renewedHow')}
    </Alert>
  );
}
