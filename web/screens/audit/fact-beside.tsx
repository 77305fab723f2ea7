// One fact: what it says, who recorded it when, where it leads, and whether it stands in the sealed log.
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { own } from '../../../domain/kernel/own.ts';
import { DownloadButton } from '../../patterns/download-button.tsx';
import { Failed } from '../../patterns/failed.tsx';
import type { FactFound, Inclusion } from '../../talk/audit-answers.ts';
import { inclusionOf } from '../../talk/audit-reads.ts';
import { dayOfMoment, dayShown, momentShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { useNames } from '../../words/names.ts';
import classes from './audit.module.css';
import { standsInLog } from './inclusion.ts';

type Place = { readonly to: string; readonly search: Readonly<Record<string, string>> };
/** Where a fact of each kind of thing is read in its place; what is not here has no screen. */
const PLACES: Readonly<Record<string, (id: string, fact: string) => Place>> = {
  'product-cycles': (id, fact) => ({ to: `/cycles/${id}`, search: { tab: 'history', fact } }),
  'council-sessions': (id, fact) => ({ to: `/councils/${id}`, search: { tab: 'history', fact } }),
  'unit-duties': (id, fact) => ({ to: `/duties/${id}`, search: { fact } }),
  certificates: (id, fact) => ({ to: `/certificates/${id}`, search: { fact } }),
  'programme-years': (id, fact) => ({ to: '/plan', search: { year: id.slice(-4), tab: 'history', fact } }),
  accounts: (id) => ({ to: '/admin', search: { chosen: id } }),
};

export function FactBeside({ fact }: { fact: FactFound }) {
  const { say } = useWords();
  const { t } = useListWords();
  const names = useNames();
  const { resource, id, revision, occurredAt, recordedAt, actor, type, hash, changes, annulledBy, correctedBy } = fact;
  const place = own(PLACES, resource)?.(id, String(revision));
  const isLater = dayOfMoment(recordedAt) !== dayOfMoment(occurredAt);
  return (
    <Stack gap="xs">
      <Title order={2} pr={40}>
        {say(fact.words)}
      </Title>
      <Text>
        {momentShown(recordedAt)}
        {isLater && ` · ${t('audit.happened', { day: dayShown(dayOfMoment(occurredAt)) })}`}
      </Text>
      <Text>
        {names.actor(actor)}
        {actor.kind === 'person' && <span className="quiet"> ({actor.id})</span>}
      </Text>
      {annulledBy !== undefined && <Text className="late">{t('audit.annulled', { no: annulledBy })}</Text>}
      {correctedBy !== undefined && <Text className="warn">{t('audit.corrected', { no: correctedBy })}</Text>}
      {fact.damaged && <Text className="late">✖ {t('audit.damaged')}</Text>}
      {changes.map(({ field, before, after }) => (
        <Text key={field}>{t('audit.before', { field, before, after })}</Text>
      ))}
      <Text className="quiet small">
        {id} · {t('audit.facts', { no: revision })} · {type}
      </Text>
      {place && (
        <Anchor component={Link} to={place.to as never} search={place.search as never}>
          {t('audit.open')} →
        </Anchor>
      )}
      {resource === 'product-cycles' && (
        <>
          <Anchor component={Link} to="/cycles/$id" params={{ id } as never} search={{ tab: 'points' } as never}>
            {t('audit.explain')} →
          </Anchor>
          <div>
            <DownloadButton
              path={`/v1/product-cycles/${encodeURIComponent(id)}/evidence`}
              name={`${id}.html`}
              words={t('audit.evidence')}
              size="compact-sm"
            />
          </div>
        </>
      )}
      <h3 className={classes.hashHead}>{t('audit.hash')}</h3>
      <code className={classes.hash}>{hash}</code>
      <Verify fact={fact} />
    </Stack>
  );
}

type Verified = { readonly stands: boolean; readonly by: Inclusion };

/** Worked out in this browser: who keeps the log is asked for the proof alone. */
function Verify({ fact: { stream, revision, hash } }: { fact: FactFound }) {
  const { t } = useListWords();
  const [verified, setVerified] = useState<Verified>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const by = await inclusionOf(stream, revision);
      setVerified({ stands: await standsInLog(hash, by), by });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button variant="default" size="compact-sm" loading={isBusy} onClick={() => void verify()}>
        {t('audit.verify')}
      </Button>
      <div role="status">
        {verified && (
          <Text className={verified.stands ? 'good' : 'late'} mt={6}>
            {verified.stands
              ? `✓ ${t('audit.verified', { no: verified.by.index + 1, size: verified.by.size })}`
              : `✖ ${t('audit.notVerified')}`}
          </Text>
        )}
      </div>
      {error !== undefined && <Failed error={error} again={verify} />}
    </div>
  );
}
