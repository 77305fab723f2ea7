// A command's form, loaded when somebody wants it.
import { lazy, Suspense } from 'react';
import type { CommandFormProps } from './command-form.tsx';

const CommandForm = lazy(() => import('./command-form.tsx').then((all) => ({ default: all.CommandForm })));

export const CommandDialog = (props: CommandFormProps) => (
  <Suspense>
    <CommandForm {...props} />
  </Suspense>
);
