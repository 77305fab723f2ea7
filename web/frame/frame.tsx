// The frame of every screen: the rail of screens, the bar of what one is looking at, and what lies between.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useChanges } from '../talk/changes.ts';
import { useWords } from '../words/language.ts';
import { DemoStrip } from './demo-strip.tsx';
import classes from './frame.module.css';
import { useGoKeys } from './keys.ts';
import { useMe } from './me.ts';
import { Rail } from './rail.tsx';
import { Renewed } from './renewed.tsx';
import { TopBar } from './top-bar.tsx';

const KeysHelp = lazy(() => import('./keys-help.tsx').then((all) => ({ default: all.KeysHelp })));

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const [help, setHelp] = useState(false);
  useGoKeys(() => setHelp(true));
  useChanges(useMe().account);
  return (
    <div className={classes.frame}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <div className={classes.top}>
        <DemoStrip />
        <TopBar openKeys={() => setHelp(true)} />
      </div>
      <Rail />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Renewed />
        {children}
      </main>
      {help && (
        <Suspense>
          <KeysHelp close={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
