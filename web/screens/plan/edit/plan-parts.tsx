// The parts of a plan, each a fieldset of its own: the year, its windows, its rounds, reminders, duties, policies, the paper.
import { Fieldset, NativeSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { rulebooks } from '../../../../domain/rulebooks/registry.ts';
import { Fields } from '../../../commands/field.tsx';
import { groupOf, type Raw, textOf } from '../../../commands/raw.ts';
import type { FieldProblem } from '../../../talk/problem.ts';
import type { Schema } from '../../../talk/reads.ts';
import { useWords } from '../../../words/language.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import { DutyFields } from './duty-fields.tsx';
import type { PartProps } from './part-props.ts';
import classes from './plan-form.module.css';
import { RoundFields } from './round-fields.tsx';

type Props = Omit<PartProps, 'raw' | 'type'> & {
  readonly raw: Readonly<Record<string, Raw>>;
  readonly type: (name: string, value: Raw) => void;
};

const LADDERS = [
  'reminder-working-days',
  'duty-reminder-working-days',
  'overdue-working-days',
  'certificate-warning-days',
];
const NONE: Schema = {};

export function PlanParts({ schema, raw, type, problems, refused }: Props) {
  const { t, say } = useMoreWords();
  const { t: words } = useWords();
  const plan = groupOf(raw.plan);
  const of = schema.properties?.plan ?? NONE;
  const part = (name: string): PartProps => ({
    ...{ schema: of.properties?.[name] ?? NONE, raw: plan[name], problems, refused },
    type: (value) => type('plan', { ...plan, [name]: value }),
  });
  const typeAll = (value: Raw) => type('plan', value);
  const common = { name: '', required: true, problems, refused, isNeeded: true };
  const windows = part('windows');
  const policies = part('policies');
  const every = Object.keys(policies.schema.properties ?? {});
  const own = Object.keys(schema.properties ?? {}).filter((name) => name !== 'plan' && name !== 'openCycles');
  return (
    <>
      <Part title={t('planForm.parts.frame')}>
        <NativeSelect
          id="field-plan-rulebook"
          label={t('planForm.law')}
          value={textOf(plan.rulebook)}
          error={refusedAt(refused, '/plan/rulebook', say)}
          onChange={({ currentTarget }) => type('plan', { ...plan, rulebook: currentTarget.value })}
          data={rulebooks.map(({ id, title }) => ({ value: id, label: `${id} – ${say(title)}` }))}
        />
        <div className={classes.pair}>
          <Fields
            {...common}
            schema={{ ...of, properties: pick(of, ['opensOn', 'closesOn']) }}
            pointer="/plan"
            raw={plan}
            type={typeAll}
          />
        </div>
      </Part>
      <Part title={t('planForm.parts.windows')}>
        <div className={classes.windows}>
          <Fields {...common} {...windows} raw={groupOf(windows.raw)} pointer="/plan/windows" />
        </div>
      </Part>
      <Part title={t('planForm.parts.rounds')}>
        <RoundFields {...part('rounds')} law={textOf(plan.rulebook)} />
      </Part>
      <Part title={t('planForm.parts.reminders')}>
        <Policies of={policies} names={LADDERS} />
      </Part>
      <Part title={t('planForm.parts.duties')}>
        <DutyFields {...part('duties')} />
      </Part>
      <details className={classes.more}>
        <summary>{t('planForm.parts.policies')}</summary>
        <Text className="quiet" my="xs">
          {t('planForm.policiesHow')}
        </Text>
        <Policies of={policies} names={every.filter((name) => !LADDERS.includes(name))} />
      </details>
      {own.length > 0 && (
        <Part title={t('planForm.parts.paper')}>
          <Fields
            {...common}
            schema={{
              ...schema,
              properties: pick(
                schema,
                own.filter((name) => name === 'document'),
              ),
            }}
            pointer=""
            raw={raw}
            type={(value) => typeEach(raw, value, type)}
          />
          {own.length > 1 && (
            <details>
              <summary>{words('form.dated')}</summary>
              <Fields
                {...common}
                schema={{
                  ...schema,
                  properties: pick(
                    schema,
                    own.filter((name) => name !== 'document'),
                  ),
                }}
                pointer=""
                raw={raw}
                type={(value) => typeEach(raw, value, type)}
              />
            </details>
          )}
        </Part>
      )}
    </>
  );
}

function Policies({ of, names }: { of: PartProps; names: readonly string[] }) {
  const { schema, raw, ...more } = of;
  return (
    <div className={classes.pair}>
      <Fields
        {...more}
        schema={{ ...schema, properties: pick(schema, names) }}
        {...{ name: '', required: false, isNeeded: false }}
        pointer="/plan/policies"
        raw={groupOf(raw)}
      />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Fieldset legend={title} className={classes.part as string}>
      {children}
    </Fieldset>
  );
}

const pick = ({ properties = {} }: Schema, names: readonly string[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(names.flatMap((name) => (properties[name] ? [[name, properties[name]]] : [])));

/** A group of fields tells all of its values at once; a command takes them one by one. */
function typeEach(before: Readonly<Record<string, Raw>>, value: Raw, type: Props['type']): void {
  for (const [name, now] of Object.entries(groupOf(value))) if (before[name] !== now) type(name, now);
}

const refusedAt = (
  refused: readonly FieldProblem[],
  pointer: string,
  say: (words: FieldProblem['sentences']) => string,
) => refused.filter((one) => one.pointer === pointer).map(({ sentences }) => say(sentences))[0];
