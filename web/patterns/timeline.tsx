// What happened, the newest first, each fact a sentence with who said it and an address of its own.
import { Checkbox } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Fact } from '../talk/answers.ts';
import { dayOfMoment, dayShown, momentShown } from '../words/dates.ts';
import { useWords } from '../words/language.ts';
import { useNames } from '../words/names.ts';
import classes from './timeline.module.css';

type Props = {
  readonly facts: readonly Fact[];
  /** revision of the fact that the address names */
  readonly marked?: string | undefined;
  /** or the newest few alone */
  readonly whole: boolean;
  readonly linkTo: (revision: number) => string;
};
const NEWEST = 8;

export function Timeline({ facts, marked, whole, linkTo }: Props) {
  const { t } = useWords();
  const isMarkedQuiet = facts.some((fact) => fact.quiet && String(fact.revision) === marked);
  const [withQuiet, setWithQuiet] = useState(isMarkedQuiet);
  const told = facts.filter((fact) => withQuiet || !fact.quiet).toReversed();
  const shown = whole ? told : told.slice(0, NEWEST);
  useEffect(() => {
    if (marked !== undefined) document.getElementById(`fact-${marked}`)?.scrollIntoView({ block: 'center' });
  }, [marked]);
  return (
    <>
      {whole && (
        <Checkbox
          mb="sm"
          label={t('case.reminders')}
          checked={withQuiet}
          onChange={(event) => setWithQuiet(event.currentTarget.checked)}
        />
      )}
      <ol className={classes.timeline} data-testid="timeline">
        {shown.map((fact) => (
          <FactLine
            key={fact.revision}
            fact={fact}
            isMarked={String(fact.revision) === marked}
            href={linkTo(fact.revision)}
          />
        ))}
      </ol>
    </>
  );
}

function FactLine({ fact, isMarked, href }: { fact: Fact; isMarked: boolean; href: string }) {
  const { t, say } = useWords();
  const names = useNames();
  const { revision, occurredAt, recordedAt, annulledBy, correctedBy } = fact;
  const isLater = dayOfMoment(recordedAt) !== dayOfMoment(occurredAt);
  return (
    <li
      id={`fact-${revision}`}
      className={classes.fact}
      data-marked={isMarked || undefined}
      data-quiet={fact.quiet || undefined}
      data-by={fact.actor.kind}
    >
      <time dateTime={occurredAt} title={momentShown(occurredAt)}>
        {dayShown(dayOfMoment(occurredAt))}
      </time>
      <div>
        <p className={annulledBy === undefined ? undefined : classes.annulled}>{say(fact.words)}</p>
        <p className="quiet small">
          {names.actor(fact.actor)}
          {isLater && ` · ${t('case.recorded', { day: dayShown(dayOfMoment(recordedAt)) })}`}
          {annulledBy !== undefined && <span className="late"> · {t('case.annulled', { no: annulledBy })}</span>}
          {correctedBy !== undefined && <span className="warn"> · {t('case.corrected', { no: correctedBy })}</span>}
          {fact.damaged && <span className="late"> · ✖ {t('case.damagedFact')}</span>}
        </p>
      </div>
      <a href={href} className={classes.link} aria-label={`${t('case.link')}: ${t('case.fact', { no: revision })}`}>
        <IconLink size={16} aria-hidden />
      </a>
    </li>
  );
}
