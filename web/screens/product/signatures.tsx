// Who has signed a PDF digitally, and whether that holds: read when somebody asks.
import { useQuery } from '@tanstack/react-query';
import { doubts, verdictWords } from '../../../domain/product-cycle/signature-words.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Signatures as Read, signaturesOf } from '../../talk/files.ts';
import { momentShown } from '../../words/dates.ts';
import { useFileWords } from '../../words/files/files.ts';
import { useWords } from '../../words/language.ts';

export function Signatures({ cycle, sha256 }: { cycle: string; sha256: string }) {
  const { t } = useFileWords();
  const read = useQuery(signaturesOf(cycle, sha256));
  if (read.isError) return <Failed error={read.error} />;
  if (!read.data) return <Loading lines={2} />;
  const { signatures } = read.data;
  if (signatures.length === 0) return <p className="quiet small">{t('signedByNobody')}</p>;
  return (
    <ul className="small" data-testid="signatures">
      {signatures.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stay in the order in which they were put on
        <Signature key={i} one={one} />
      ))}
    </ul>
  );
}

function Signature({
  one: { signer, organisation, issuer, at, stampedBy, verdict, doubts: about },
}: {
  one: Read['signatures'][number];
}) {
  const { t } = useFileWords();
  const { say } = useWords();
  const said = [
    signer,
    organisation,
    issuer === undefined ? undefined : t('certifiedBy', { issuer }),
    at === undefined
      ? undefined
      : stampedBy === undefined
        ? t('signedAt', { at: momentShown(at) })
        : t('stampedAt', { at: momentShown(at), by: stampedBy }),
  ];
  return (
    <li>
      <strong className={verdict === 'good' ? undefined : verdict === 'bad' ? 'late' : 'warn'}>
        {say(verdictWords[verdict])}
      </strong>{' '}
      {said.filter((one) => one !== undefined).join(' · ')}
      {about.map((doubt) => (
        <div key={doubt}>{say(doubts[doubt])}</div>
      ))}
    </li>
  );
}
