// A file of the server by a press: it is fetched as who asks, and what cannot be given says why beneath.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { download } from '../talk/download.ts';
import { Failed } from './failed.tsx';

type Props = {
  readonly path: string;
  readonly name: string;
  readonly words: string;
  readonly size?: 'xs' | 'compact-sm';
};

export function DownloadButton({ path, name, words, size }: Props) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await download(path, name);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" {...(size ? { size } : {})} loading={isBusy} onClick={() => void fetchIt()}>
        {words}
      </Button>
      {error !== undefined && <Failed error={error} again={fetchIt} />}
    </>
  );
}
