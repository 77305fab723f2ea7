import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconBell, IconKeyboard, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import icon from '../look/icon.svg';
import { year } from '../talk/reads.ts';
import { speak, useWords } from '../words/language.ts';
import classes from './frame.module.css';
import { useMe } from './me.ts';
import { SearchBox } from './search-box.tsx';
import { useYear } from './year.ts';

const loadPerson = () => import('./person.tsx');
const Person = lazy(() => loadPerson().then((all) => ({ default: all.Person })));

export function TopBar({ openKeys }: { openKeys: () => void }) {
  const { t, lang } = useWords();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const other = lang === 'vi' ? 'en' : 'vi';
  const toOther = t(scheme === 'dark' ? 'look.light' : 'look.dark');
  return (
    <header className={classes.bar}>
      <Link to="/work" className={classes.brand as string} aria-label={t('app')}>
        <img src={icon} width={28} height={28} alt="" />
        <span className={classes.brandName}>{t('app')}</span>
      </Link>
      <Where />
      <SearchBox />
      <div className={classes.tools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          title={`${t('keys.open')} (?)`}
          aria-label={t('keys.open')}
          onClick={openKeys}
          visibleFrom="md"
        >
          <IconKeyboard size={20} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          title={toOther}
          aria-label={toOther}
          onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        >
          {scheme === 'dark' ? <IconSun size={20} stroke={1.7} /> : <IconMoon size={20} stroke={1.7} />}
        </ActionIcon>
        <button type="button" className={classes.language} lang={other} onClick={() => void speak(other)}>
          {t('look.other')}
        </button>
        <Letters />
        <PersonButton />
      </div>
    </header>
  );
}

/** Place, year and rulebook, always in sight. */
function Where() {
  const { t } = useWords();
  const { roles, province } = useMe();
  const [of] = useYear();
  const plan = useQuery({ ...year(`${province?.code}-${of}`), enabled: province !== undefined });
  const rulebook = plan.data?.body.state.plan?.rulebook;
  const place = roles.find((role) => role.name !== undefined)?.name ?? province?.name;
  return (
    <div className={classes.where}>
      {place && <span title={t('place')}>{place}</span>}
      <span title={t('year')}>{of}</span>
      {rulebook && <span title={t('rulebook')}>{rulebook}</span>}
    </div>
  );
}

/** How many letters are unread. */
function Letters() {
  const { t } = useWords();
  const { unread } = useMe();
  const label = unread === 0 ? t('bell.none') : t('bell.unread', { count: unread });
  return (
    <Link to="/letters" className={classes.bell as string} title={label} aria-label={label}>
      <IconBell size={20} stroke={1.7} aria-hidden />
      {unread > 0 && <span className={classes.unread}>{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
}

/** The menu of who one is comes when somebody reaches for it. */
function PersonButton() {
  const { t } = useWords();
  const { account, name } = useMe();
  const [isWanted, setWanted] = useState(false);
  const label = `${t('person.menu')}: ${name ?? account}`;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      aria-haspopup="menu"
      onPointerEnter={() => void loadPerson()}
      onClick={() => setWanted(true)}
    >
      <IconUserCircle size={24} stroke={1.6} />
    </ActionIcon>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <Person label={label} />
    </Suspense>
  );
}
