// A list as a workbook, with the filters it has on screen.
import { withQuery } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { DownloadButton } from './download-button.tsx';

type Props = {
  readonly path: string;
  /** of the file, without its ending */
  readonly name: string;
  readonly filters: Readonly<Record<string, string | undefined>>;
};

export function AsSheet({ path, name, filters }: Props) {
  const { t } = useWords();
  return (
    <span className="no-print">
      <DownloadButton
        path={withQuery(path, { ...filters, as: 'xlsx' })}
        name={`${name}.xlsx`}
        words={t('list.asSheet')}
        size="xs"
      />
    </span>
  );
}
