// A demo store's people: one of each kind at hand, all of them behind a line. A click is enough.
import { Text, TextInput, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DemoAccount } from '../talk/answers.ts';
import { demoAccounts } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import classes from './sign-in.module.css';

type Accounts = readonly DemoAccount[];

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();

/** The first of each role, in the order in which the demo names them. */
const oneOfEach = (accounts: Accounts): Accounts =>
  accounts.filter(({ role }, i) => accounts.findIndex((a) => a.role === role) === i);

export function DemoAccounts({ choose }: { choose: (id: string) => void }) {
  const { t } = useWords();
  const accounts = useQuery(demoAccounts()).data?.items ?? [];
  const [sought, setSought] = useState('');
  const words = folded(sought).split(/\s+/);
  const fitting = accounts.filter(({ id, who }) => words.every((word) => folded(`${id} ${who}`).includes(word)));
  return (
    <section aria-labelledby="demo-accounts">
      <Title order={2} id="demo-accounts">
        {t('signIn.demo')}
      </Title>
      <Text className="quiet">{t('signIn.demoLead')}</Text>
      <People accounts={oneOfEach(accounts)} choose={choose} />
      <details>
        <summary>{t('signIn.demoAll', { count: accounts.length })}</summary>
        <TextInput
          mt="xs"
          value={sought}
          aria-label={t('signIn.demoFind')}
          placeholder={t('signIn.demoFind')}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <div className={classes.all}>
          <People accounts={fitting} choose={choose} />
        </div>
      </details>
    </section>
  );
}

function People({ accounts, choose }: { accounts: Accounts; choose: (id: string) => void }) {
  const { say } = useWords();
  return (
    <ul className={classes.people}>
      {accounts.map(({ id, who, words }) => (
        <li key={id}>
          <button type="button" onClick={() => choose(id)} data-account={id}>
            <span className={classes.who}>
              {who}
              <Text size="sm" className="quiet" fw={400}>
                {say(words)}
              </Text>
            </span>
            <IconArrowRight size={18} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
