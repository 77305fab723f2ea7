// Dossiers that came as zips, each with its receipt; and the way in for one more.
import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { DownloadButton } from '../../patterns/download-button.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { pathOfReceipt, receiptsOf } from '../../talk/files.ts';
import { momentShown } from '../../words/dates.ts';
import { useFileWords } from '../../words/files/files.ts';

const SHOWN = 12;

export function Received({ cycle, mayTake }: { cycle: string; mayTake: boolean }) {
  const { t } = useFileWords();
  const receipts = useQuery(receiptsOf(cycle)).data?.receipts ?? [];
  return (
    <>
      {receipts.length > 0 && (
        <ul aria-label={t('receipts')}>
          {receipts.map(({ zip, takenInAt, files }) => (
            <li key={zip}>
              <DownloadButton
                path={pathOfReceipt(cycle, zip)}
                name={`bien-nhan-${zip.slice(0, SHOWN)}.html`}
                words={t('receipt', { zip: zip.slice(0, SHOWN), at: momentShown(takenInAt), files: files.length })}
                size="compact-sm"
              />
            </li>
          ))}
        </ul>
      )}
      {mayTake && <TakeIn cycle={cycle} />}
    </>
  );
}

function TakeIn({ cycle }: { cycle: string }) {
  const { t } = useFileWords();
  const id = useId();
  const queries = useQueryClient();
  const [share, setShare] = useState<number>();
  const [failed, setFailed] = useState<{ error: unknown; file: File }>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setFailed(undefined);
    setShare(0);
    try {
      const { sendFile } = await import('../../talk/upload.ts');
      await sendFile({ cycle, file, tell: setShare, as: 'dossier' });
      await queries.invalidateQueries({ queryKey: ['resource', 'product-cycles', cycle] });
    } catch (error) {
      setFailed({ error, file });
    } finally {
      setShare(undefined);
    }
  };
  return (
    <div>
      <input
        id={id}
        type="file"
        accept=".zip,application/zip"
        hidden
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
      <Button component="label" htmlFor={id} variant="default" mt="xs" loading={share !== undefined}>
        {t('receive')}
      </Button>
      <Text size="xs" role="status">
        {share !== undefined && t('receiving', { percent: Math.round(share * 100) })}
      </Text>
      {failed && <Failed error={failed.error} again={() => take(failed.file)} />}
    </div>
  );
}
