// What is being edited, as a file: so that whoever signs opens on their machine what an officer prepared.
import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { YearPlan } from '../../../../domain/programme-year/year-plan.ts';
import { keep } from '../../../talk/download.ts';
import { useMoreWords } from '../../../words/more/more.ts';

type Props = { id: string; plan: YearPlan | undefined; take: (plan: unknown) => void };

export function KeptAsFile({ id, plan, take }: Props) {
  const { t } = useMoreWords();
  const [isBad, setBad] = useState(false);
  const open = async (file: File | null) => {
    if (!file) return;
    const read: unknown = await file
      .text()
      .then(JSON.parse)
      .catch(() => undefined);
    const isPlan = typeof read === 'object' && read !== null && 'windows' in read && 'rounds' in read;
    setBad(!isPlan);
    if (isPlan) take(read);
  };
  return (
    <>
      <Group gap="xs" mt="sm">
        <Button
          size="compact-sm"
          variant="default"
          disabled={!plan}
          onClick={() => {
            const json = new Blob([JSON.stringify(plan, undefined, 2)], { type: 'application/json' });
            keep(json, `ke-hoach-${id}.json`);
          }}
        >
          {t('planForm.keep')}
        </Button>
        <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {t('planForm.take')}
            </Button>
          )}
        </FileButton>
      </Group>
      {isBad && (
        <Text className="late" role="alert">
          {t('planForm.takeBad')}
        </Text>
      )}
    </>
  );
}
