// The rating rounds: their days, and by when each tier of the law's ladder has its result, forwards and recognises.
import { Button, Fieldset } from '@mantine/core';
import { Fields } from '../../../commands/field.tsx';
import { groupOf, rowsOf, textOf } from '../../../commands/raw.ts';
import { useMoreWords } from '../../../words/more/more.ts';
import type { PartProps } from './part-props.ts';
import classes from './plan-form.module.css';
import { freshRound } from './plan-schema.ts';

const MOST = 12;

export function RoundFields({ schema, raw, type, law, ...told }: PartProps & { law: string }) {
  const { t } = useMoreWords();
  const rounds = rowsOf(raw).map(groupOf);
  const items = schema.items ?? {};
  const { tiers, ...days } = items.properties ?? {};
  const common = { ...told, name: '', required: true, isNeeded: true };
  return (
    <>
      {rounds.map((round, i) => {
        const set = (value: unknown) => type(rounds.map((one, at) => (at === i ? groupOf(value as never) : one)));
        const no = textOf(round.no);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a round's number may be typed anew
          <Fieldset key={i} legend={t('planForm.round', { no })} variant="unstyled" className={classes.round as string}>
            <div className={classes.days}>
              <Fields
                {...common}
                schema={{ ...items, properties: days }}
                pointer={`/plan/rounds/${i}`}
                raw={round}
                type={set}
              />
            </div>
            <div className={classes.tiers}>
              <Fields
                {...common}
                schema={tiers ?? {}}
                pointer={`/plan/rounds/${i}/tiers`}
                raw={groupOf(round.tiers)}
                type={(value) => set({ ...round, tiers: value })}
              />
            </div>
            {rounds.length > 1 && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => type(rounds.filter((_, at) => at !== i))}
              >
                {t('planForm.dropRound', { no })}
              </Button>
            )}
          </Fieldset>
        );
      })}
      {rounds.length < MOST && (
        <Button
          variant="default"
          onClick={() => type([...rounds, freshRound(law, Math.max(0, ...rounds.map(({ no }) => Number(no))) + 1)])}
        >
          {t('planForm.addRound')}
        </Button>
      )}
    </>
  );
}
