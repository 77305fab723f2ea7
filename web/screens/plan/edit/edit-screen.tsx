// The year plan as a form: begun with the plan that stands, last year's moved on, or what scheme and act date.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { planMovedOn, planProposed } from '../../../../domain/programme-year/proposing.ts';
import { Done, type DoneWith } from '../../../commands/done.tsx';
import type { Givable } from '../../../commands/use-command.ts';
import { useMe } from '../../../frame/me.ts';
import { useYear } from '../../../frame/year.ts';
import { Failed } from '../../../patterns/failed.tsx';
import { Loading } from '../../../patterns/loading.tsx';
import { PageHead } from '../../../patterns/page-head.tsx';
import type { Offer } from '../../../talk/answers.ts';
import { isProblem } from '../../../talk/problem.ts';
import { operation, year } from '../../../talk/reads.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { type BegunWith, PlanForm } from './plan-form.tsx';

const CHANGES = ['ChangeYearPlan', 'ConfirmYearPlanChange'];

export function PlanEditScreen() {
  const { t } = useMoreWords();
  const { province } = useMe();
  const [done, setDone] = useState<DoneWith>();
  const [of] = useYear();
  const { give } = useSearch({ from: '/signed/plan/edit' });
  const id = `${province?.code}-${of}`;
  const stands = useQuery({ ...year(id), enabled: province !== undefined });
  const isNew = isProblem(stands.error, 'UNKNOWN_RESOURCE');
  const before = useQuery({ ...year(`${province?.code}-${Number(of) - 1}`), enabled: isNew });
  const changes = stands.data?.body.commands.filter(({ name }) => CHANGES.includes(name)) ?? [];
  const offer: Offer | undefined =
    changes.find(({ name }) => name === give) ?? changes.find(({ allowed }) => allowed) ?? changes[0];
  const command = isNew ? 'PlanYear' : offer?.name;
  const asked = useQuery({ ...operation(command ?? ''), enabled: command !== undefined });
  // What was saved makes another command of it: what became of this one stays on the screen.
  if (done)
    return (
      <>
        <PageHead title={t('planForm.saved')}>
          <Link to="/plan" search={{ year: of }}>
            ← {t('planForm.back')}
          </Link>
        </PageHead>
        <Done done={done} />
      </>
    );
  const failed = (isNew ? undefined : stands.error) ?? asked.error;
  if (failed) return <Failed error={failed} again={() => void (asked.error ? asked : stands).refetch()} />;
  const words = asked.data?.asked?.['x-words'];
  if (!asked.data?.asked || !words || (isNew && before.isPending) || (!isNew && !stands.data))
    return <Loading lines={16} />;
  const planned = stands.data?.body.state.plan;
  const last = before.data?.body.state.plan;
  const begun: BegunWith = planned
    ? { kind: 'standing', plan: planned }
    : last
      ? { kind: 'before', plan: planMovedOn(last, Number(of)) }
      : { kind: 'proposed', plan: planProposed(Number(of)) };
  const route = `/v1/programme-years/${id}/plan-year`;
  const given: Givable = isNew || !offer ? { name: 'PlanYear', route, words, needsIfMatch: false } : offer;
  return (
    <PlanForm
      key={`${id} ${given.name}`}
      id={id}
      year={Number(of)}
      begun={begun}
      offer={given}
      cannot={isNew || offer?.allowed ? undefined : offer?.reason?.sentences}
      etag={stands.data?.etag}
      revision={planned && stands.data?.body.revision}
      done={(answer) => setDone({ offer: given, answer })}
      operation={asked.data.asked}
      schemas={asked.data.schemas}
    />
  );
}
