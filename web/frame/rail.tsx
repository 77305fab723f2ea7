import {
  IconApi,
  IconCalendarStats,
  IconCertificate,
  IconChecklist,
  IconClipboardCheck,
  IconFileSearch,
  IconGavel,
  IconLayoutGrid,
  IconListSearch,
  IconSettings,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/language.ts';
import classes from './frame.module.css';
import { useMe } from './me.ts';

/** The screens there are, in the order of an officer's day. A screen that is added stands here and in the router. */
const SCREENS = [
  { to: '/work', word: 'nav.work', Icon: IconChecklist },
  { to: '/board', word: 'nav.board', Icon: IconLayoutGrid },
  { to: '/products', word: 'nav.products', Icon: IconListSearch },
  { to: '/councils', word: 'nav.councils', Icon: IconGavel },
  { to: '/plan', word: 'rail.plan', Icon: IconCalendarStats },
  { to: '/duties', word: 'rail.duties', Icon: IconClipboardCheck },
  { to: '/certificates', word: 'rail.certificates', Icon: IconCertificate },
] as const;

/** Who looks up what happened beyond what is theirs. */
const LOOK_UP = ['admin', 'province-officer', 'auditor', 'district-officer', 'commune-officer', 'department-officer'];
/** Whose work it is to look after the office's own matters. */
const LOOK_AFTER = ['admin', 'province-officer', 'auditor'];

export function Rail() {
  const { t } = useWords();
  const { roles } = useMe();
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      {SCREENS.map(({ to, word, Icon }) => (
        <Link key={to} to={to} className={classes.entry} activeOptions={{ exact: false, includeSearch: false }}>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span className={classes.word}>{t(word)}</span>
        </Link>
      ))}
      <span className={classes.foot} />
      {roles.some(({ role }) => LOOK_UP.includes(role)) && (
        <Link to="/audit" className={`${classes.entry} ${classes.last}`} activeOptions={{ includeSearch: false }}>
          <IconFileSearch size={20} stroke={1.7} aria-hidden />
          <span className={classes.word}>{t('rail.audit')}</span>
        </Link>
      )}
      {roles.some(({ role }) => LOOK_AFTER.includes(role)) && (
        <Link to="/admin" className={`${classes.entry} ${classes.last}`} activeOptions={{ includeSearch: false }}>
          <IconSettings size={20} stroke={1.7} aria-hidden />
          <span className={classes.word}>{t('rail.admin')}</span>
        </Link>
      )}
      <a href="/docs" className={`${classes.entry} ${classes.last}`}>
        <IconApi size={20} stroke={1.7} aria-hidden />
        <span className={classes.word}>{t('nav.docs')}</span>
      </a>
    </nav>
  );
}
