import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './states.module.css';

/** Nothing is here: what will stand here, and what to do so that it does. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.state}>
      <Text fw={600} size="lg">
        {title}
      </Text>
      <div className="quiet">{children}</div>
    </div>
  );
}
