// The official texts of a session, a product or a certificate, each a PDF made of what is recorded.
import { Group } from '@mantine/core';
import { useWords } from '../words/language.ts';
import { DownloadButton } from './download-button.tsx';

const papers = {
  'council-sessions': ['invitation', 'minutes', 'summary-of-points'],
  'product-cycles': ['score-sheet', 'result-notice'],
  certificates: ['certificate'],
} as const;

export function Papers({ of, id }: { of: keyof typeof papers; id: string }) {
  const { t } = useWords();
  return (
    <Group className="no-print" my="md">
      {papers[of].map((paper) => (
        <DownloadButton
          key={paper}
          path={`/v1/${of}/${encodeURIComponent(id)}/papers/${paper}`}
          name={`${paper}-${id}.pdf`}
          words={t(`papers.${paper}`)}
        />
      ))}
    </Group>
  );
}
