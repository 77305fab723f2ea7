import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Failed } from '../../../patterns/failed.tsx';
import { Loading } from '../../../patterns/loading.tsx';
import { useWords } from '../../../words/language.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { Beside } from '../beside.tsx';
import { isForNobody } from '../figures.ts';
import { RehearsedArea } from '../rehearsed-area.tsx';
import { Reminders } from '../reminders.tsx';
import classes from './plan-form.module.css';
import type { Unsaved } from './use-unsaved-rehearsal.ts';

/** What is being edited, gone through; beside it, in figures, the plan that stands. */
export function UnsavedRehearsal({ rehearsed, isFit }: { rehearsed: Unsaved; isFit: boolean }) {
  const { t } = useMoreWords();
  const { t: words } = useWords();
  const [of, setOf] = useState(rehearsed.of ?? '');
  const [who, see] = useState<string>();
  const { data, before, error, isPending, isOlder } = rehearsed;
  const wanting = data && { ...data, told: data.told.filter((one) => one.dayOff || isForNobody(one)) };
  return (
    <section aria-labelledby="rehearse" data-testid="unsaved-rehearsal">
      <h2 id="rehearse">{t('planForm.rehearse')}</h2>
      <p className="quiet small">{t('planForm.rehearseHow')}</p>
      <Group align="end" gap="sm" mb="sm">
        <RehearsedArea value={of} choose={setOf} />
        <Button
          variant="default"
          disabled={!isFit || of === ''}
          loading={isPending}
          onClick={() => rehearsed.ask(of)}
          data-rehearse
        >
          {t(isOlder ? 'planForm.again' : 'planForm.rehearse')}
        </Button>
      </Group>
      {!isFit && <Text className="warn">{t('planForm.rehearseUnfit')}</Text>}
      {isPending && (
        <>
          <Text role="status">{words('rehearsal.running')}</Text>
          <Loading lines={3} />
        </>
      )}
      {error !== null && !data && <Failed error={error} again={() => rehearsed.ask(of)} />}
      {isOlder && data && <Text className="warn">{t('planForm.rehearsedOlder')}</Text>}
      {data && (
        <>
          {before && <p className="quiet small">{t('planForm.rehearsed')}</p>}
          <Beside now={data} before={before} />
          {data.stopped.map(({ id, on, because }) => (
            <p key={id} className="late">
              ▲ {on}: {id} – {because}
            </p>
          ))}
          {wanting && wanting.told.length > 0 && (
            <details className={classes.told}>
              <summary>{t('planForm.wanting', { count: wanting.told.length })}</summary>
              <Reminders data={wanting} who={who} see={see} />
            </details>
          )}
        </>
      )}
    </section>
  );
}
