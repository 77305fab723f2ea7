// What the acts leave open and the plan decides, in the words of its schema.
import { useQuery } from '@tanstack/react-query';
import { own } from '../../../domain/kernel/own.ts';
import { policyReasons } from '../../../domain/programme-year/policy-reasons.ts';
import type { YearPlan } from '../../../domain/programme-year/year-plan.ts';
import { ratingPolicies } from '../../../domain/rulebooks/rating-policies.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { operation, type Schema } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import classes from './policies.module.css';

export function Policies({ plan }: { plan: YearPlan }) {
  const { t, say } = useWords();
  const asked = useQuery(operation('ChangeYearPlan'));
  if (asked.error) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={10} />;
  const schema = asked.data.asked?.requestBody?.content['application/json']?.schema;
  const all = schema?.properties?.plan?.properties?.policies?.properties ?? {};
  const values = plan.policies as Readonly<Record<string, unknown>>;
  return (
    <>
      <p className="quiet">{t('plan.policiesLead')}</p>
      <dl className={classes.policies}>
        {Object.entries(all).map(([name, of]) => {
          const why = own(ratingPolicies, name)?.why ?? own(policyReasons, name);
          return (
            <div key={name}>
              <dt>
                {of['x-label'] ? say(of['x-label']) : name}
                {why && <div className="quiet small">{say(why)}</div>}
              </dt>
              <dd>{shown(of, values[name], say) ?? t('plan.asRulebook')}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function shown(of: Schema, value: unknown, say: (words: { vi: string; en: string }) => string): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.join(', ');
  const words = of['x-values'] && own(of['x-values'], String(value));
  if (words) return say(words);
  const isHundredths = of['x-kind'] === 'points' || of['x-kind'] === 'percent-hundredths';
  return isHundredths ? String(Number(value) / 100).replace('.', ',') : String(value);
}
