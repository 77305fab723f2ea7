// A role handed on to somebody else for a while, by a document.
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import { useToday } from '../../frame/year.ts';
import type { AccountState } from '../../talk/admin-answers.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { useNames } from '../../words/names.ts';
import { post, useDoing } from './doing.tsx';

const EMPTY = { to: '', from: '', until: '', number: '', date: '' };

export function HandOn({ of: { grants } }: { of: AccountState }) {
  const { t } = useMoreWords();
  const names = useNames();
  const { account } = useMe();
  const today = useToday();
  const { run, isBusy, told } = useDoing();
  const [given, setGiven] = useState(EMPTY);
  const [which, setWhich] = useState(0);
  const [done, setDone] = useState<string>();
  // What was handed to oneself is handed on to nobody.
  const own = grants.filter(({ until, delegated }) => !delegated && (until === undefined || until >= today));
  const held = own[which];
  if (!held) return null;
  const handOn = async () => {
    const { to, from, until, number, date } = given;
    await post(`/v1/accounts/${encodeURIComponent(to.trim())}/delegate-role`, {
      ...{
        grant: `thay-${from}-${held.id}`.slice(0, 60).replace(/-+$/, ''),
        holder: account,
        holds: held.id,
        from,
        until,
      },
      document: { number, date },
    });
    setDone(to.trim());
    setGiven(EMPTY);
  };
  const field = (name: keyof typeof EMPTY, isDay: boolean) => (
    <TextInput
      label={t(`account.handOn.${name}`)}
      type={isDay ? 'date' : 'text'}
      required
      maxLength={200}
      value={given[name]}
      onChange={({ currentTarget: { value } }) => setGiven((before) => ({ ...before, [name]: value }))}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setDone(undefined);
        run(handOn);
      }}
    >
      <h3>{t('account.handOn.title')}</h3>
      <p className="quiet">{t('account.rolesHow')}</p>
      <Stack gap="sm">
        {told}
        {done !== undefined && <p role="status">✓ {t('account.handOn.done', { to: done })}</p>}
        <NativeSelect
          label={t('account.handOn.which')}
          data={own.map(({ role, unit }, i) => ({
            value: String(i),
            label: `${names.role(role)} – ${names.unit(unit)}`,
          }))}
          value={String(which)}
          onChange={({ currentTarget }) => setWhich(Number(currentTarget.value))}
        />
        {field('to', false)}
        {field('from', true)}
        {field('until', true)}
        {field('number', false)}
        {field('date', true)}
        <Button type="submit" variant="default" loading={isBusy}>
          {t('account.handOn.go')}
        </Button>
      </Stack>
    </form>
  );
}
