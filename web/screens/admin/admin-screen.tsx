// What an administrator looks after: who holds which role, days off, letters and their words, rulebooks, who looked at what, and
// the system itself.
import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../patterns/page-head.tsx';
import { useMoreWords } from '../../words/more/more.ts';
import { AccessLog } from './access-log.tsx';
import { Calendars } from './calendars.tsx';
import { Health } from './health.tsx';
import { People } from './people.tsx';
import { Post } from './post.tsx';
import { Rulebooks } from './rulebooks.tsx';
import { Tables } from './tables.tsx';
import { WordingOfLetters } from './wording.tsx';

const TABS = {
  people: People,
  calendar: Calendars,
  post: Post,
  wording: WordingOfLetters,
  rulebooks: Rulebooks,
  tables: Tables,
  access: AccessLog,
  health: Health,
} as const;
type Tab = keyof typeof TABS;
const NAMES = Object.keys(TABS) as readonly Tab[];

export function AdminScreen() {
  const { t } = useMoreWords();
  const { tab } = useSearch({ from: '/signed/admin' });
  const go = useNavigate({ from: '/admin' });
  const at = NAMES.find((one) => one === tab) ?? 'people';
  const Part = TABS[at];
  return (
    <>
      <PageHead title={t('admin.title')} />
      <Tabs value={at} onChange={(to) => void go({ search: { tab: to as Tab }, replace: true })} keepMounted={false}>
        <Tabs.List aria-label={t('admin.tabs.label')} mb="md">
          {NAMES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`admin.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={at}>
          <Part />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
