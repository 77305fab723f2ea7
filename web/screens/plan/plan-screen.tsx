// The year as it is planned, month by month, and gone through before it begins.
import { Button, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useMe } from '../../frame/me.ts';
import { useYear } from '../../frame/year.ts';
import { CasePage } from '../../patterns/case-page.tsx';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { Notes } from '../../patterns/notes.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { Timeline } from '../../patterns/timeline.tsx';
import { isProblem } from '../../talk/problem.ts';
import { timeline, type YearState, year } from '../../talk/reads.ts';
import { calendar } from '../../talk/year-reads.ts';
import { useWords } from '../../words/language.ts';
import { PlanDuties } from './plan-duties.tsx';
import { Policies } from './policies.tsx';
import { RehearsalOf } from './rehearsal-of.tsx';
import { useRehearsal } from './use-rehearsal.ts';
import { YearCalendar } from './year-calendar.tsx';
import { YearSwitch } from './year-switch.tsx';

const TABS = ['rehearsal', 'policies', 'duties', 'history'] as const;
type Tab = (typeof TABS)[number];

export function PlanScreen() {
  const { t } = useWords();
  const { province } = useMe();
  const [of] = useYear();
  const id = `${province?.code}-${of}`;
  const { tab, fact } = useSearch({ from: '/signed/plan' });
  const go = useNavigate({ from: '/plan' });
  const asked = useQuery({ ...year(id), enabled: province !== undefined });
  const days = useQuery(calendar(of)).data?.body;
  const history = useQuery({ ...timeline('programme-years', id), enabled: province !== undefined });
  const state = asked.data?.body.state;
  const rehearsed = useRehearsal(id, asked.data?.body.revision);
  const head = (
    <PageHead title={`${t('plan.title')} ${of}`}>
      <YearSwitch />
      {state?.plan && (
        <Text className="quiet">
          {state.plan.rulebook} · <State state={state} />
        </Text>
      )}
    </PageHead>
  );
  if (asked.error && !asked.data)
    return (
      <>
        {head}
        {isProblem(asked.error, 'UNKNOWN_RESOURCE') ? (
          <Empty title={t('plan.none', { year: of })}>
            <p>{t('plan.noneHow')}</p>
            <Button component={Link} to="/plan/edit" search={{ year: of } as never} data-command="PlanYear">
              {t('plan.begin', { year: of })}
            </Button>
          </Empty>
        ) : (
          <Failed error={asked.error} again={() => asked.refetch()} />
        )}
      </>
    );
  if (!asked.data || !state) return <Loading lines={14} />;
  const { body, etag } = asked.data;
  const toEdit = ({ name }: { name: string }) =>
    void go({ to: '/plan/edit', search: { year: of, give: name } } as never);
  const edit = { ChangeYearPlan: toEdit, ConfirmYearPlanChange: toEdit };
  const { plan } = state;
  const at: Tab = TABS.find((one) => one === tab) ?? 'rehearsal';
  return (
    <CasePage
      title={head}
      track={plan && <YearCalendar plan={plan} days={days?.state} told={rehearsed.data?.told} />}
      waits={<Notes notes={body.warnings} />}
      side={
        <section aria-labelledby="commands">
          <h2 id="commands">{t('case.commands')}</h2>
          <CommandPanel id={id} etag={etag} offers={body.commands} instead={edit} isPlain />
        </section>
      }
    >
      {plan && (
        <Tabs
          value={at}
          onChange={(to) => void go({ search: (s) => ({ ...s, tab: to as Tab }), replace: true, resetScroll: false })}
          keepMounted={false}
        >
          <Tabs.List aria-label={t('plan.tabs.label')}>
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`plan.tabs.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="rehearsal" pt="md">
            <RehearsalOf id={id} rehearsed={rehearsed} />
          </Tabs.Panel>
          <Tabs.Panel value="policies" pt="md">
            <Policies plan={plan} />
          </Tabs.Panel>
          <Tabs.Panel value="duties" pt="md">
            <PlanDuties plan={plan} />
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="md">
            {history.data ? (
              <Timeline
                facts={history.data}
                marked={fact}
                whole
                linkTo={(no) => `/app/plan?year=${of}&tab=history&fact=${no}`}
              />
            ) : (
              <Loading lines={6} />
            )}
          </Tabs.Panel>
        </Tabs>
      )}
    </CasePage>
  );
}

function State({ state }: { state: YearState }) {
  const { t } = useWords();
  const is = state.closed ? 'closed' : state.opened ? 'opened' : state.approved ? 'approved' : 'drafted';
  return <>{t(`plan.is.${is}`)}</>;
}
