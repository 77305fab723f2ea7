// A province that begins: what is set up, what comes next, and where it is done. It goes once the first product is under way.
import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../frame/me.ts';
import type { FirstSteps as Steps } from '../../talk/admin-answers.ts';
import { firstSteps } from '../../talk/admin-reads.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './first-steps.module.css';

const ORDER = ['units', 'people', 'calendar', 'post', 'plan', 'products'] as const;
type Step = (typeof ORDER)[number];

const PLACES: Readonly<Record<Step, { to: string; search?: object }>> = {
  units: { to: '/admin', search: { tab: 'tables' } },
  people: { to: '/admin', search: { tab: 'people' } },
  calendar: { to: '/admin', search: { tab: 'calendar' } },
  post: { to: '/admin', search: { tab: 'post' } },
  plan: { to: '/plan' },
  products: { to: '/admin', search: { tab: 'tables', table: 'producers' } },
};

export function FirstSteps() {
  const { t } = useMoreWords();
  const { province } = useMe();
  const { data } = useQuery({ ...firstSteps(province?.code), enabled: province !== undefined });
  if (!data || data.done) return null;
  const next = ORDER.find((step) => !data[step].done);
  return (
    <section className={`${classes.steps} sheet`} aria-labelledby="first-steps" data-testid="first-steps">
      <h2 id="first-steps">{t('firstSteps.title', { done: ORDER.filter((step) => data[step].done).length })}</h2>
      <p className="quiet">{t('firstSteps.lead')}</p>
      <ol>
        {ORDER.map((step) => (
          <li key={step} data-step={step} data-done={data[step].done || undefined}>
            <span className={classes.mark} aria-hidden>
              {data[step].done ? '✓' : ORDER.indexOf(step) + 1}
            </span>
            <div>
              <strong>{t(`firstSteps.${step}.title`)}</strong>
              <div className={data[step].done ? 'good small' : 'quiet small'}>
                {data[step].done && `${t('firstSteps.done')} · `}
                <Stands of={data} step={step} />
              </div>
              {step === next && <p className={classes.how}>{t(`firstSteps.${step}.how`)}</p>}
            </div>
            <Leads step={step} isNext={step === next}>
              {t(`firstSteps.${step}.go`)}
            </Leads>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Leads({ step, isNext, children }: { step: Step; isNext: boolean; children: ReactNode }) {
  const to = PLACES[step] as never;
  return isNext ? (
    <Button component={Link} {...(to as { to: string })}>
      {children}
    </Button>
  ) : (
    <Anchor component={Link} {...(to as { to: string })}>
      {children}
    </Anchor>
  );
}

/** How far a step is, in a line. */
function Stands({ of, step }: { of: Steps; step: Step }) {
  const { t, say } = useMoreWords();
  switch (step) {
    case 'units':
      return t('firstSteps.units.is', { communes: of.units.communes, others: of.units.others });
    case 'people':
      return of.people.lacking.length > 0
        ? t('firstSteps.people.lacks', { roles: of.people.lacking.map(({ words }) => say(words)).join(', ') })
        : t('firstSteps.people.is', { count: of.people.accounts, units: of.people.units });
    case 'calendar':
      return t(`firstSteps.calendar.is.${of.calendar.state}`, { year: of.year });
    case 'post':
      return t(of.post.done ? 'firstSteps.post.on' : 'firstSteps.post.off');
    case 'plan':
      return t(`firstSteps.plan.is.${of.plan.state}`, { year: of.year });
    case 'products':
      return t('firstSteps.products.is', { products: of.products.products, cycles: of.products.cycles });
  }
}
