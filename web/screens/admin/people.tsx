// Who holds which role at which unit, and where somebody is missing.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { ListPage } from '../../patterns/list-page.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { UnitOfficers } from '../../talk/admin-answers.ts';
import { officers } from '../../talk/admin-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { AccountCard } from './account-card.tsx';
import classes from './admin.module.css';
import { folded } from './folded.ts';
import { Invitations } from './invitations.tsx';
import { Invite, InviteFor } from './invite.tsx';

type Line = {
  readonly id: string;
  readonly unit: UnitOfficers;
  /** absent: nobody holds it */
  readonly officer?: UnitOfficers['officers'][number];
  readonly role: UnitOfficers['lacking'][number];
};

const linesOf = (unit: UnitOfficers): readonly Line[] => [
  ...unit.lacking.map((role) => ({ id: `${unit.unit}/${role.role}`, unit, role })),
  ...unit.officers.map((officer) => ({
    id: `${unit.unit}/${officer.account}/${officer.grant}`,
    unit,
    officer,
    role: officer,
  })),
];
export function People() {
  const { t, say } = useMoreWords();
  const { province, roles } = useMe();
  const { chosen, lacking } = useSearch({ from: '/signed/admin' });
  const go = useNavigate({ from: '/admin' });
  const [sought, setSought] = useState('');
  const asked = useQuery(officers(province?.code, lacking !== undefined));
  const isAdmin = roles.some(({ role }) => role === 'admin');
  const narrow = (changed: { chosen?: string | undefined; lacking?: string | undefined }) =>
    void go({
      search: (kept) =>
        Object.fromEntries(Object.entries({ ...kept, ...changed }).filter(([, value]) => value !== undefined)),
      replace: true,
      resetScroll: false,
    });
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={12} />;
  const words = folded(sought).split(/\s+/);
  const rows = asked.data.units.flatMap(linesOf).filter(({ unit, officer, role }) => {
    const text = folded(`${unit.name} ${officer?.account ?? ''} ${say(role.words)}`);
    return words.every((word) => text.includes(word));
  });
  const columns: readonly Column<Line>[] = [
    { key: 'unit', head: t('admin.people.unit'), width: 'minmax(0, 4fr)', cell: ({ unit }) => unit.name },
    { key: 'role', head: t('admin.people.role'), width: 'minmax(0, 5fr)', cell: ({ role }) => say(role.words) },
    {
      key: 'account',
      head: t('admin.people.account'),
      width: 'minmax(0, 5fr)',
      cell: ({ officer, unit, role }) =>
        officer ? (
          <button type="button" className={classes.open} onClick={() => narrow({ chosen: officer.account })}>
            {officer.account}
          </button>
        ) : (
          <span
            className="warn"
            title={t('admin.people.undone', { what: unit.undone.map((one) => say(one)).join('; ') })}
          >
            ▲ {t('admin.people.nobody')} {isAdmin && <InviteFor role={role.role} unit={unit.unit} />}
          </span>
        ),
    },
    {
      key: 'term',
      head: t('admin.people.term'),
      width: 'minmax(0, 4fr)',
      isExtra: true,
      cell: ({ officer }) =>
        officer && (
          <span className="quiet">
            {t('admin.people.since', { day: dayShown(officer.from) })}
            {officer.until && ` ${t('admin.people.until', { day: dayShown(officer.until) })}`}
            {officer.for && ` · ${t('admin.people.behalf', { account: officer.for })}`}
          </span>
        ),
    },
  ];
  return (
    <ListPage
      preview={chosen && <AccountCard key={chosen} id={chosen} isAdmin={isAdmin} />}
      closePreview={() => narrow({ chosen: undefined })}
    >
      <Group gap="sm" mb="sm">
        <TextInput
          className={classes.find as string}
          value={sought}
          aria-label={t('admin.people.find')}
          placeholder={t('admin.people.find')}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <Button
          variant={lacking ? 'filled' : 'default'}
          aria-pressed={lacking !== undefined}
          onClick={() => narrow({ lacking: lacking ? undefined : 'true' })}
        >
          {t('admin.people.lacking', { count: asked.data.lacking })}
        </Button>
        {isAdmin ? <Invite /> : <Text className="quiet small">{t('admin.people.adminOnly')}</Text>}
      </Group>
      {isAdmin && <Invitations />}
      {rows.length === 0 ? (
        <Empty title={t('admin.people.none')}>
          <p>{t('admin.people.noneHow')}</p>
        </Empty>
      ) : (
        <Rows
          label={t('admin.tabs.people')}
          rows={rows}
          idOf={({ id }) => id}
          columns={columns}
          isNarrow={chosen !== undefined}
          chosen={rows.find(({ officer }) => officer?.account === chosen)?.id}
          choose={({ officer }) => officer && narrow({ chosen: officer.account })}
          open={({ officer }) => officer && narrow({ chosen: officer.account })}
        />
      )}
    </ListPage>
  );
}
