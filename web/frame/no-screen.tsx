import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Failed } from '../patterns/failed.tsx';
import { PageHead } from '../patterns/page-head.tsx';
import { useWords } from '../words/language.ts';

const RELOADED = 'ocop.reloaded-at';
const AGAIN_AFTER_MS = 60_000;

export function NoScreen() {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t('state.noScreen')} />
      <p>{t('state.noScreenHow')}</p>
      <Anchor component={Link} to="/work">
        {t('state.home')}
      </Anchor>
    </>
  );
}

/** An old tab asks for parts that a newer release no longer has: it is loaded again, once. */
export function ScreenFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const isOld = error instanceof TypeError && /import|module|preload/i.test(error.message);
  useEffect(() => {
    const before = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (!isOld || Date.now() - before < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  }, [isOld]);
  return (
    <Stack>
      <Failed error={error} again={isOld ? () => location.reload() : reset} />
    </Stack>
  );
}
