// The pattern “case”: its name, how far it is, whose move it is; in the middle what there is and happened, right what can be
// done. On a phone what can be done comes right after whose move it is.
import type { ReactNode } from 'react';
import classes from './case-page.module.css';

type Props = { title: ReactNode; track: ReactNode; waits: ReactNode; side: ReactNode; children: ReactNode };

export function CasePage({ title, track, waits, side, children }: Props) {
  return (
    <div className={classes.page}>
      <div className={classes.title}>{title}</div>
      <div className={classes.waits}>{waits}</div>
      <aside className={`${classes.side} sheet no-print`}>{side}</aside>
      <div className={classes.track}>{track}</div>
      <div className={`${classes.middle} sheet`}>{children}</div>
    </div>
  );
}
