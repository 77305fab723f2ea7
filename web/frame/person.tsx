// Who one is here, in which role one works, and the way out.
import { ActionIcon, Menu } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../talk/ask.ts';
import { chooseDemoAccount, chooseRole, demoAccount, useActingAs } from '../talk/who.ts';
import { useWords } from '../words/language.ts';
import { useMe } from './me.ts';

export function Person({ label }: { label: string }) {
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
    <Menu defaultOpened position="bottom-end" width={300} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
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
        <Menu.Item onClick={() => void go({ to: '/account' })}>{t('person.security')}</Menu.Item>
        <Menu.Item onClick={() => void leave()}>{t('person.out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
