// What saving would do, before it does: dates moved, cycles that are counted anew, last days and reminders on days off.
import { Button, Group } from '@mantine/core';
import type { Advice } from '../../../../domain/kernel/advice.ts';
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import type { Giving } from '../../../commands/use-command.ts';
import type { Schema } from '../../../talk/reads.ts';
import { useWords } from '../../../words/language.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { figuresOf } from '../figures.ts';
import { Moved } from './moved.tsx';
import classes from './plan-form.module.css';
import type { Unsaved } from './use-unsaved-rehearsal.ts';

type Props = {
  readonly giving: Giving;
  readonly schema: Schema;
  /** the plan that stands, where there is one */
  readonly before: YearPlan | undefined;
  readonly plan: YearPlan;
  readonly notes: readonly Advice[];
  readonly rehearsed: Unsaved;
};

export function SavedEffects({ giving, schema, before, plan, notes, rehearsed }: Props) {
  const { t, say } = useMoreWords();
  const { t: words } = useWords();
  const { writes = [], openCycles = 0 } = giving.effects ?? {};
  const onDaysOff = notes.filter(({ code }) => code === 'PLAN_LAST_DAY_OFF');
  const figures = rehearsed.data && !rehearsed.isOlder ? figuresOf(rehearsed.data) : undefined;
  return (
    <section className={`${classes.effects} sheet`} data-testid="effects" aria-live="polite">
      <h2>{t('planForm.effects')}</h2>
      <ul>
        {writes.map((one) => (
          <li key={one.vi}>{say(one)}</li>
        ))}
      </ul>
      {before && <Moved schema={schema} before={before} plan={plan} />}
      <p className={openCycles > 0 ? 'warn' : undefined}>
        {openCycles > 0 ? t('planForm.effectsCycles', { count: openCycles }) : t('planForm.effectsNoCycles')}
      </p>
      {onDaysOff.length > 0 && (
        <>
          <p>{t('planForm.effectsDayOff', { count: onDaysOff.length })}</p>
          <ul className={classes.notes}>
            {onDaysOff.map(({ field, sentences }) => (
              <li key={field}>{say(sentences)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        {figures
          ? t('planForm.effectsReminders', { count: figures.dayOff, nobody: figures.nobody })
          : t('planForm.effectsNotRehearsed')}
      </p>
      <Group mt="md">
        <Button loading={giving.phase === 'sending'} onClick={() => void giving.send(true)} data-autofocus>
          {words('form.confirm')}
        </Button>
        <Button variant="default" onClick={giving.edit}>
          {words('form.edit')}
        </Button>
      </Group>
    </section>
  );
}
