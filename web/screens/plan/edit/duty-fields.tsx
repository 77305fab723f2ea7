// The duties of units: each closed with its name and dates, opened to be changed.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Fields } from '../../../commands/field.tsx';
import { groupOf, rowsOf, textOf } from '../../../commands/raw.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import type { PartProps } from './part-props.ts';
import classes from './plan-form.module.css';

export function DutyFields({ schema, raw, type, problems, refused }: PartProps) {
  const { t, lang } = useMoreWords();
  const [opened, setOpened] = useState<readonly number[]>([]);
  const duties = rowsOf(raw).map(groupOf);
  const isBad = (i: number) =>
    [...problems.keys(), ...refused.map(({ pointer }) => pointer)].some((at) => at.startsWith(`/plan/duties/${i}/`));
  return (
    <>
      <Text className="quiet">{t('planForm.dutiesHow', { count: duties.length })}</Text>
      {duties.map((duty, i) => {
        const name = textOf(groupOf(duty.name)[lang]) || t('planForm.newDuty');
        const until = rowsOf(duty.times).map((time) => textOf(groupOf(time).until));
        const isOpen = opened.includes(i) || isBad(i);
        return (
          <details
            // biome-ignore lint/suspicious/noArrayIndexKey: a duty's id may be typed anew
            key={i}
            className={classes.duty}
            open={isOpen}
            onToggle={({ currentTarget: { open } }) =>
              setOpened((before) => (open ? [...new Set([...before, i])] : before.filter((one) => one !== i)))
            }
          >
            <summary>
              {name} <span className="quiet small">{until.join(' · ')}</span>
            </summary>
            {isOpen && (
              <div className={classes.dutyFields}>
                <Fields
                  {...{ problems, refused, raw: duty, name: '', required: true, isNeeded: true }}
                  schema={schema.items ?? {}}
                  pointer={`/plan/duties/${i}`}
                  type={(value) => type(duties.map((one, at) => (at === i ? groupOf(value) : one)))}
                />
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  onClick={() => {
                    setOpened([]);
                    type(duties.filter((_, at) => at !== i));
                  }}
                >
                  {t('planForm.dropDuty')}
                </Button>
              </div>
            )}
          </details>
        );
      })}
      <Button
        variant="default"
        mt="xs"
        onClick={() => {
          setOpened([duties.length]);
          type([...duties, { times: [{ no: '1' }] }]);
        }}
      >
        {t('planForm.addDuty')}
      </Button>
    </>
  );
}
