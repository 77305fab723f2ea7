// Several of the same: each a row of fields, or a name with its value where the schema knows no names.
import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schema } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { groupOf, idOf, type Raw, rowsOf, rowsShown, textOf } from './raw.ts';

type Props = {
  readonly schema: Schema;
  readonly pointer: string;
  readonly raw: Raw | undefined;
  readonly type: (value: Raw) => void;
  readonly label: string;
  readonly error: string | undefined;
};
type RowsProps = Props & {
  readonly required: boolean;
  readonly row: (at: { no: number; pointer: string; raw: Raw; type: (value: Raw) => void }) => ReactNode;
};

export function RowsField({ schema, pointer, raw, type, label, error, required, row }: RowsProps) {
  const { t } = useWords();
  const items = schema.items ?? {};
  const rows = rowsShown(schema, raw, required);
  const set = (at: number, value: Raw) => type(rows.map((row, i) => (i === at ? value : row)));
  const most = schema.maxItems ?? Number.POSITIVE_INFINITY;
  return (
    <Fieldset legend={label} id={idOf(pointer)} tabIndex={-1}>
      <Stack gap="sm">
        {rows.map((value, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
          <Stack key={i} gap="xs">
            {row({ no: i + 1, pointer: `${pointer}/${i}`, raw: value, type: (next) => set(i, next) })}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => type(rows.filter((_, at) => at !== i))}
              style={{ alignSelf: 'start' }}
            >
              {t('form.remove', { no: i + 1 })}
            </Button>
          </Stack>
        ))}
        {error && (
          <Text c="red" size="sm">
            {error}
          </Text>
        )}
        {rows.length < most && (
          <Button
            variant="default"
            onClick={() => type([...rows, items.properties ? {} : ''])}
            style={{ alignSelf: 'start' }}
          >
            {t('form.add')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}

export function Pairs({ pointer, raw, type, label, error }: Props) {
  const { t } = useWords();
  const pairs = rowsOf(raw).map(groupOf);
  const set = (at: number, part: 'name' | 'value', text: string) =>
    type(pairs.map((pair, i) => (i === at ? { ...pair, [part]: text } : pair)));
  return (
    <Fieldset legend={label} id={idOf(pointer)} tabIndex={-1}>
      <Stack gap="sm">
        {pairs.map((pair, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
          <Group key={i} align="end" wrap="nowrap">
            <TextInput
              label={t('form.name')}
              value={textOf(pair.name)}
              onChange={(e) => set(i, 'name', e.currentTarget.value)}
            />
            <TextInput
              label={t('form.value')}
              value={textOf(pair.value)}
              onChange={(e) => set(i, 'value', e.currentTarget.value)}
            />
            <Button
              variant="subtle"
              color="gray"
              onClick={() => type(pairs.filter((_, at) => at !== i))}
              aria-label={t('form.remove', { no: i + 1 })}
            >
              ×
            </Button>
          </Group>
        ))}
        {error && (
          <Text c="red" size="sm">
            {error}
          </Text>
        )}
        <Button variant="default" onClick={() => type([...pairs, {}])} style={{ alignSelf: 'start' }}>
          {t('form.add')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
