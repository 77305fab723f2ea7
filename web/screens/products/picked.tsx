// What is done with the products that are picked: reminded of or assigned, all at once, by a button or by r and e.
import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { BulkCommand } from '../../commands/in-bulk.tsx';
import { isForThePage } from '../../frame/keys.ts';
import { useListWords } from '../../words/lists/lists.ts';
import classes from './products.module.css';

const InBulk = lazy(() => import('../../commands/in-bulk.tsx').then((all) => ({ default: all.InBulk })));

const ACTS = [
  { key: 'r', word: 'remind', name: 'RemindNow', path: 'product-cycles/remind-now' },
  { key: 'e', word: 'assign', name: 'AssignWork', path: 'product-cycles/assign-work' },
] as const;

type Props = {
  /** ids, and the names they are known by */
  readonly picked: ReadonlyMap<string, string>;
  readonly change: (picked: ReadonlyMap<string, string>) => void;
};

export function Picked({ picked, change }: Props) {
  const { t } = useListWords();
  const [of, setOf] = useState<BulkCommand>();
  const isAny = picked.size > 0;
  useEffect(() => {
    if (!isAny) return;
    const hear = (event: KeyboardEvent) => {
      const act = isForThePage(event) ? ACTS.find(({ key }) => key === event.key) : undefined;
      if (!act) return;
      event.preventDefault();
      setOf(act);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [isAny]);
  return (
    <>
      {isAny && (
        <div className={`${classes.picked} sheet no-print`}>
          <Text role="status" fw={600}>
            {t('pick.count', { count: picked.size })}
          </Text>
          <Group gap="xs">
            {ACTS.map((act) => (
              <Button key={act.key} size="xs" title={`(${act.key})`} onClick={() => setOf(act)}>
                {t(`pick.${act.word}`)}
              </Button>
            ))}
            <Button size="xs" variant="default" onClick={() => change(new Map())}>
              {t('pick.none')}
            </Button>
          </Group>
        </div>
      )}
      {of && (
        <Suspense>
          <InBulk
            of={of}
            things={[...picked].map(([id, name]) => ({ id, name }))}
            close={() => setOf(undefined)}
            // Those that were refused stay picked: something else may be tried with them.
            done={(answers) => {
              const refused = answers.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id);
              change(new Map([...picked].filter(([id]) => refused.includes(id))));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
