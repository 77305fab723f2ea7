import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import icon from '../look/icon.svg';
import { ask } from '../talk/ask.ts';
import { year } from '../talk/reads.ts';
import { chooseDemoAccount, chooseRole, demoAccount, useActingAs } from '../talk/who.ts';
import { speak, useWords } from '../words/language.ts';
import classes from './frame.module.css';
import { useMe } from './me.ts';
import { SearchBox } from './search-box.tsx';
import { useYear } from './year.ts';

export function TopBar({ openKeys }: { openKeys: () => void }) {
  const { t, lang } = useWords();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const other = lang === 'vi' ? 'en' : 'vi';
  const toOther = t(scheme === 'dark' ? 'look.light' : 'look.dark');
  return (
    <header className={classes.bar}>
      <Link to="/work" className={classes.brand as string}>
        <img src={icon} width={28} height={28} alt="" />
        <span className={classes.brandName}>{t('app')}</span>
      </Link>
      <Where />
      <SearchBox />
      <div className={classes.tools}>
        <Tooltip label={`${t('keys.open')} (?)`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('keys.open')}
            onClick={openKeys}
            visibleFrom="md"
          >
            <IconKeyboard size={20} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={toOther}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={toOther}
            onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
          >
            {scheme === 'dark' ? <IconSun size={20} stroke={1.7} /> : <IconMoon size={20} stroke={1.7} />}
          </ActionIcon>
        </Tooltip>
        <button type="button" className={classes.language} lang={other} onClick={() => void speak(other)}>
          {t('look.other')}
        </button>
        <Person />
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

function Person() {
  const { t, say } = useWords();
  const { account, name, roles } = useMe();
  const as = useActingAs();
  const go = useNavigate();
  const queries = useQueryClient();
  const choose = (role: string | undefined) => {
    chooseRole(role);
    void queries.invalidateQueries();
  };
  const leave = async () => {
    if (demoAccount() === undefined) await ask('/v1/sign-out', { method: 'POST', body: {}, isDoor: true });
    chooseDemoAccount(undefined);
    queries.clear();
    await go({ to: '/sign-in' });
  };
  const shown = name ?? account;
  return (
    <Menu position="bottom-end" width={300} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${t('person.menu')}: ${shown}`}>
          <IconUserCircle size={24} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shown}</Menu.Label>
        {roles.length > 1 && (
          <Menu.Item onClick={() => choose(undefined)} fw={as === undefined ? 600 : undefined}>
            {t('person.every')}
          </Menu.Item>
        )}
        {roles.map((role) => (
          <Menu.Item
            key={role.as}
            onClick={() => choose(roles.length > 1 ? role.as : undefined)}
            fw={as === role.as ? 600 : undefined}
          >
            {say(role.words)}
            {role.name && <div className="quiet small">{role.name}</div>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('person.out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
