// What stands where something will stand, so that nothing moves when it comes. For a moment alone nothing is shown.
import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useWords } from '../words/language.ts';
import classes from './states.module.css';

const WIDTHS = ['70%', '95%', '88%', '60%'];

export function Loading({ lines = 6, height = 20 }: { lines?: number; height?: number }) {
  const { t } = useWords();
  const widths = Array.from({ length: lines }, (_, i) => WIDTHS[i % WIDTHS.length] as string);
  return (
    <Stack className={classes.loading as string} gap={16} p="md" role="status" data-loading>
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {widths.map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are nothing but their place
        <Skeleton key={i} height={height} width={width} radius="sm" />
      ))}
    </Stack>
  );
}
