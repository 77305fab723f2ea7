// The official texts of a session, a product, a certificate, a year or a unit's duties, made of what is recorded: to print as
// PDF, to go on writing as DOCX.
import { Group, Stack } from '@mantine/core';
import { useMoreWords } from '../words/more/more.ts';
import { DownloadButton } from './download-button.tsx';

const papers = {
  'council-sessions': ['invitation', 'minutes', 'summary-of-points', 'filled-score-sheets'],
  'product-cycles': [
    'score-sheet',
    'supplement-request',
    'result-notice',
    'forwarding-letter',
    'submission',
    'decision',
    'apology',
  ],
  certificates: ['certificate', 'revocation-decision'],
  'programme-years': ['idea-list', 'plan-results'],
  'unit-duties': ['report-cover'],
} as const;

/** A form that is printed as it is: nobody writes on in it. */
const printedOnly: readonly string[] = ['certificate'];

type Props = {
  readonly of: keyof typeof papers;
  readonly id: string;
  /** whose paper it is, of a year */
  readonly unit?: string | undefined;
};

export function Papers({ of, id, unit }: Props) {
  const { t } = useMoreWords();
  const narrowed = unit === undefined ? {} : { unit };
  return (
    <Stack className="no-print" my="md" gap="xs">
      {papers[of].map((paper) => (
        <Group key={paper} gap="xs">
          {formats(paper).map((as) => (
            <DownloadButton
              key={as}
              path={`/v1/${of}/${encodeURIComponent(id)}/papers/${paper}${query(as === 'pdf' ? narrowed : { ...narrowed, as })}`}
              name={`${paper}-${id}${unit === undefined ? '' : `-${unit}`}.${as}`}
              words={
                as === 'pdf' ? `${t(`papers.${paper}`)} (PDF)` : t('papers.asWord', { paper: t(`papers.${paper}`) })
              }
            />
          ))}
        </Group>
      ))}
    </Stack>
  );
}

const formats = (paper: string): readonly ('pdf' | 'docx')[] =>
  printedOnly.includes(paper) ? ['pdf'] : ['pdf', 'docx'];

function query(of: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams(of).toString();
  return asked === '' ? '' : `?${asked}`;
}
