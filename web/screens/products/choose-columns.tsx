import { Button, Checkbox, Popover, Stack, Text } from '@mantine/core';
import type { Column } from '../../patterns/rows.tsx';
import type { BoardItem } from '../../talk/answers.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { USUAL } from './columns.tsx';

type Props = {
  readonly others: readonly Column<BoardItem>[];
  /** as the address has it */
  readonly columns: string | undefined;
  readonly change: (columns: string | undefined) => void;
};

export function ChooseColumns({ others, columns, change }: Props) {
  const { t } = useListWords();
  const shown: readonly string[] = columns?.split(',') ?? USUAL;
  const turn = (key: string) => {
    const next = others.map((one) => one.key).filter((one) => shown.includes(one) !== (one === key));
    change(next.join(',') === USUAL.join(',') ? undefined : next.join(','));
  };
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" className="no-print">
          {t('columns.open')} ({shown.length + 1})
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          <Text size="sm" fw={600}>
            {t('columns.lead')}
          </Text>
          {others.map(({ key, head }) => (
            <Checkbox key={key} label={head} checked={shown.includes(key)} onChange={() => turn(key)} />
          ))}
          <Button variant="subtle" size="xs" disabled={columns === undefined} onClick={() => change(undefined)}>
            {t('columns.usual')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
