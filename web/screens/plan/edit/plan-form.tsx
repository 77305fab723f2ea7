// The form of a plan, what it changes, and what the year would be like by it: side by side.
import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { daysOff } from '../../../../domain/calendar/days-off.ts';
import { refusalSentence, type Words } from '../../../../domain/kernel/refusal.ts';
import { planRefused } from '../../../../domain/programme-year/check-plan.ts';
import { planAdvice } from '../../../../domain/programme-year/plan-advice.ts';
import type { YearPlan, YearPlanInput } from '../../../../domain/programme-year/year-plan.ts';
import { rawOf } from '../../../commands/filled.ts';
import { ProofOfSelf, WhichRole } from '../../../commands/proof.tsx';
import { groupOf, idOf, type Raw, textOf } from '../../../commands/raw.ts';
import { Refused } from '../../../commands/refused.tsx';
import { type Givable, useCommand } from '../../../commands/use-command.ts';
import { PageHead } from '../../../patterns/page-head.tsx';
import type { CommandAnswer } from '../../../talk/answers.ts';
import { isProblem } from '../../../talk/problem.ts';
import type { Operation, Schema } from '../../../talk/reads.ts';
import { calendar } from '../../../talk/year-reads.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { YearCalendar } from '../year-calendar.tsx';
import { KeptAsFile } from './kept-as-file.tsx';
import { Moved } from './moved.tsx';
import classes from './plan-form.module.css';
import { PlanParts } from './plan-parts.tsx';
import { planSchema, planTyped } from './plan-schema.ts';
import { SavedEffects } from './saved-effects.tsx';
import { UnsavedRehearsal } from './unsaved-rehearsal.tsx';
import { useUnsavedRehearsal } from './use-unsaved-rehearsal.ts';

export type BegunWith = { readonly kind: 'standing' | 'before' | 'proposed'; readonly plan: YearPlanInput };

const NOTHING: Schema = { type: 'object', properties: {} };

type Props = {
  readonly id: string;
  readonly year: number;
  readonly begun: BegunWith;
  readonly offer: Givable;
  /** why it cannot be saved by who looks at it */
  readonly cannot: Words | undefined;
  readonly etag: string | undefined;
  /** of the plan that stands, where there is one */
  readonly revision: number | undefined;
  readonly done: (answer: CommandAnswer) => void;
  readonly operation: Operation;
  readonly schemas: Readonly<Record<string, Schema>>;
};

export function PlanForm({ id, year, begun, offer, cannot, etag, revision, done, operation, schemas }: Props) {
  const { t, say } = useMoreWords();
  const asked = operation.requestBody?.content['application/json']?.schema ?? NOTHING;
  const [law, setLaw] = useState(begun.plan.rulebook);
  const schema = useMemo(() => planSchema(asked, schemas, law), [asked, schemas, law]);
  const fills = useMemo(() => {
    const of = planSchema(asked, schemas, begun.plan.rulebook).properties?.plan ?? NOTHING;
    return { plan: rawOf(of, begun.plan) };
  }, [asked, schemas, begun.plan]);
  const giving = useCommand({
    ...{ offer, id, fills, operation, schema },
    etag: offer.needsIfMatch ? etag : undefined,
    done,
  });
  const raw = groupOf(giving.raw.plan);
  const typedLaw = textOf(raw.rulebook);
  useEffect(() => setLaw(typedLaw), [typedLaw]);

  const isWhole = ![...giving.problemsNow.keys()].some((pointer) => pointer.startsWith('/plan'));
  const plan = isWhole ? planTyped(giving.input.plan) : undefined;
  const unfit = plan && planRefused(plan, year, Number(plan.closesOn.slice(0, 4)) > year);
  const fit = unfit ? undefined : plan;
  const days = useQuery(calendar(String(year))).data?.body.state;
  const notes = useMemo(() => notesOn(fit, year, days), [fit, year, days]);
  const standing = begun.kind === 'standing' ? (begun.plan as YearPlan) : undefined;
  const rehearsed = useUnsavedRehearsal(id, fit, revision);
  const shown = useLast(plan);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [first] = giving.problemsNow.keys();
    if (first !== undefined) requestAnimationFrame(() => document.getElementById(idOf(first))?.focus());
    void giving.send();
  };
  const word = { PlanYear: 'title', ChangeYearPlan: 'change', ConfirmYearPlanChange: 'confirm' } as const;
  const head = (
    <PageHead title={t(`planForm.${word[offer.name as keyof typeof word] ?? 'change'}`, { year })}>
      <Link to="/plan" search={{ year: String(year) }}>
        ← {t('planForm.back')}
      </Link>
    </PageHead>
  );
  if (giving.phase === 'proof') return <ProofOfSelf giving={giving} />;
  if (giving.phase === 'role') return <WhichRole giving={giving} />;
  if (giving.phase === 'effects' && plan)
    return (
      <>
        {head}
        <SavedEffects
          giving={giving}
          schema={schema}
          before={standing}
          plan={plan}
          notes={notes}
          rehearsed={rehearsed}
        />
      </>
    );
  const refused = unfit
    ? [
        {
          pointer: unfit.field ?? '/plan',
          sentences: { vi: refusalSentence(unfit, 'vi'), en: refusalSentence(unfit, 'en') },
        },
      ]
    : isProblem(giving.error)
      ? giving.error.errors
      : [];
  return (
    <form noValidate onSubmit={submit}>
      {head}
      <Text className="quiet" mb="sm">
        {t(`planForm.begunWith.${begun.kind}`, { year: year - 1 })}
      </Text>
      {cannot && (
        <Alert color="yellow" mb="sm" role="status">
          {t('planForm.cannot', { why: say(cannot) })}
        </Alert>
      )}
      {shown && (
        <YearCalendar
          plan={shown}
          days={days}
          told={rehearsed.data && !rehearsed.isOlder ? rehearsed.data.told : undefined}
        />
      )}
      <div className={classes.page}>
        <div className={classes.fields}>
          <PlanParts
            schema={schema}
            raw={giving.raw}
            type={(name: string, value: Raw) => giving.type(name, value)}
            problems={giving.problems}
            refused={refused}
          />
        </div>
        <aside className={`${classes.beside} sheet`}>
          <Refused giving={giving} schema={schema} />
          {isProblem(giving.error, 'PLAN_CHANGE_NEEDS_SIGNER') && <Text mt="xs">{t('planForm.signer')}</Text>}
          {unfit && (
            <Alert color="red" role="status" title={t('planForm.unfit')}>
              {say({ vi: refusalSentence(unfit, 'vi'), en: refusalSentence(unfit, 'en') })}
            </Alert>
          )}
          {standing && <Moved schema={schema} before={standing} plan={shown ?? standing} />}
          {notes.length > 0 && (
            <details open={notes.length <= 4}>
              <summary className="warn">
                ▲ {t('planForm.notes')} ({notes.length})
              </summary>
              <ul className={classes.notes}>
                {notes.map(({ code, field, sentences }) => (
                  <li key={`${code}${field}${sentences.en}`}>{say(sentences)}</li>
                ))}
              </ul>
            </details>
          )}
          <UnsavedRehearsal rehearsed={rehearsed} isFit={fit !== undefined} />
          <Group mt="md">
            <Button type="submit" loading={giving.phase === 'sending'} disabled={cannot !== undefined}>
              {say(offer.words)} …
            </Button>
            <Button variant="subtle" color="gray" onClick={giving.clear}>
              {t('planForm.clear')}
            </Button>
          </Group>
          <KeptAsFile
            id={id}
            plan={plan}
            take={(taken) => giving.type('plan', rawOf(schema.properties?.plan ?? NOTHING, taken))}
          />
        </aside>
      </div>
    </form>
  );
}

type Days = {
  readonly days: { readonly holidays: readonly string[]; readonly workdays?: readonly string[] | undefined };
};

/** What is unusual of it. Of the days off of the year after nothing is known here. */
function notesOn(plan: YearPlan | undefined, year: number, days: (Days & { confirmed: boolean }) | undefined) {
  if (!plan || !days) return [];
  const known = daysOff({ holidays: [] }, [{ year, calendar: days }]);
  return planAdvice(plan, year, known).filter(
    ({ code, details }) => code !== 'PLAN_CALENDAR_UNCONFIRMED' || details.year === year,
  );
}

/** The last that was whole: what is half typed does not make the year vanish. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}
