import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failed } from '../../patterns/failed.tsx';
import type { Fact } from '../../talk/answers.ts';
import { download } from '../../talk/download.ts';
import { useWords } from '../../words/language.ts';
import classes from './product.module.css';

/** What lets anybody check it without us: the page of evidence, and the hash of each fact. */
export function Proof({ id, facts }: { id: string; facts: readonly Fact[] }) {
  const { t, say } = useWords();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await download(`/v1/product-cycles/${encodeURIComponent(id)}/evidence`, `${id}.html`);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>{t('case.proofLead')}</p>
      <p className="quiet">{t('case.proofFacts', { count: facts.length, revision: facts.at(-1)?.revision ?? 0 })}</p>
      <Button variant="default" loading={isBusy} onClick={() => void fetchIt()}>
        {t('case.proofEvidence')}
      </Button>
      {error !== undefined && <Failed error={error} again={fetchIt} />}
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
