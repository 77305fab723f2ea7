import { DownloadButton } from '../../patterns/download-button.tsx';
import type { Fact } from '../../talk/answers.ts';
import { useWords } from '../../words/language.ts';
import classes from './product.module.css';

/** What lets anybody check it without us: the page of evidence, and the hash of each fact. */
export function Proof({ id, facts }: { id: string; facts: readonly Fact[] }) {
  const { t, say } = useWords();
  return (
    <>
      <p>{t('case.proofLead')}</p>
      <p className="quiet">{t('case.proofFacts', { count: facts.length, revision: facts.at(-1)?.revision ?? 0 })}</p>
      <DownloadButton
        path={`/v1/product-cycles/${encodeURIComponent(id)}/evidence`}
        name={`${id}.html`}
        words={t('case.proofEvidence')}
      />
      <ul className={classes.hashes} aria-label={t('case.proofHash')}>
        {facts.map(({ revision, hash, words }) => (
          <li key={revision}>
            <span className="quiet">{revision}</span>
            <span>{say(words)}</span>
            <code>{hash}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
