// One certificate: its term, who was warned and how that is proved, what was found since, and how it ends.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { findingKinds, findingResults } from '../../../domain/certificate/finding-words.ts';
import { own } from '../../../domain/kernel/own.ts';
import type { Words } from '../../../domain/kernel/refusal.ts';
import { ThingCase } from '../../commands/thing-case.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { Papers } from '../../patterns/papers.tsx';
import type { CertificateBody } from '../../talk/certificate-answers.ts';
import { cycle, thing } from '../../talk/reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import classes from './certificates.module.css';

export function CertificateScreen() {
  const { t } = useWords();
  const { id } = useParams({ from: '/signed/certificates/$id' });
  const { fact } = useSearch({ from: '/signed/certificates/$id' });
  const asked = useQuery(thing<CertificateBody>('certificates', id));
  const of = useQuery(cycle(id)).data?.body.board;
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={14} />;
  const { body, etag } = asked.data;
  const { state } = body;
  return (
    <ThingCase
      resource="certificates"
      id={id}
      title={`${t('certificates.one')} ${state.number ?? ''}`}
      meta={
        <Text className="quiet">
          {of?.productName} {state.stars && '★'.repeat(state.stars)} ·{' '}
          <Link to="/cycles/$id" params={{ id }}>
            {t('certificates.cycle')}
          </Link>
        </Text>
      }
      body={body}
      etag={etag}
      waits={<Standing state={state} />}
      marked={fact}
      linkTo={(no) => `/app/certificates/${id}?fact=${no}`}
    >
      {state.number !== undefined && <Papers of="certificates" id={id} />}
      <Terms state={state} />
      <Findings state={state} />
    </ThingCase>
  );
}

/** What is to be decided of it, or how it ended. */
function Standing({ state }: { state: CertificateBody }) {
  const { t } = useWords();
  const { ended, held, revocation, toIssue } = state;
  if (ended) return <p className="late">■ {t('certificates.endedOn', { day: dayShown(ended.until) })}</p>;
  return (
    <>
      {toIssue && !state.issued && (
        <p className={toIssue.overdue ? 'late' : 'warn'}>
          ● {t('certificates.issueBy', { day: dayShown(toIssue.dueOn) })}
        </p>
      )}
      {held && <p className="warn">● {t('certificates.held', { day: dayShown(held.until) })}</p>}
      {revocation && (
        <p className="warn">
          ● {t('certificates.revocation', { on: dayShown(revocation.on), due: dayShown(revocation.dueOn) })}{' '}
          {revocation.heard
            ? t('certificates.heard', { day: dayShown(revocation.heard.on) })
            : t('certificates.notHeard')}
        </p>
      )}
    </>
  );
}

function Terms({ state }: { state: CertificateBody }) {
  const { t } = useWords();
  const { number, issued, from, until, warned, served } = state;
  const terms = [
    [t('certificates.number'), number ?? '–'],
    [t('certificates.issuedOn'), issued ? dayShown(issued.on) : '–'],
    [t('certificates.term'), from && until ? `${dayShown(from)} – ${dayShown(until)}` : '–'],
    [
      t('certificates.warned'),
      warned.length > 0
        ? warned.map((days) => t('certificates.warnedDays', { days })).join(', ')
        : t('certificates.notWarned'),
    ],
  ];
  return (
    <>
      <dl className={classes.terms}>
        {terms.map(([name, value]) => (
          <div key={name}>
            <dt className="small">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={served ? 'good' : 'quiet'}>
        {served ? `✓ ${t('certificates.served', { day: dayShown(served.on) })}` : t('certificates.notServed')}
      </p>
    </>
  );
}

function Findings({ state }: { state: CertificateBody }) {
  const { t, say } = useWords();
  const word = (table: Readonly<Record<string, Words>>, id: string) => {
    const words = own(table, id);
    return words ? say(words) : id;
  };
  return (
    <>
      <h2>{t('certificates.findings')}</h2>
      {state.findings.length === 0 && <p className="quiet">{t('certificates.findingsNone')}</p>}
      <ul>
        {state.findings.map(({ at, on, kind, result, remedyBy, remedied }) => (
          <li key={at}>
            {dayShown(on)}: {word(findingKinds, kind)} – {word(findingResults, result)}
            {remedied
              ? ` · ${t('certificates.remedied', { day: dayShown(remedied.on) })}`
              : remedyBy && <span className="warn"> · {t('certificates.remedyBy', { day: dayShown(remedyBy) })}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
