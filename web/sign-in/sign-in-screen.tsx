import { Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { DemoStrip } from '../frame/demo-strip.tsx';
import icon from '../look/icon.svg';
import { Failed } from '../patterns/failed.tsx';
import { welcome } from '../talk/reads.ts';
import { chooseDemoAccount, tellSessionOver } from '../talk/who.ts';
import { speak, useWords } from '../words/language.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import classes from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** One of our own addresses: what another site could hand in leads nowhere else. */
const within = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/work';

export function SignInScreen() {
  const { t, lang } = useWords();
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const queries = useQueryClient();
  const asked = useQuery(welcome());
  const other = lang === 'vi' ? 'en' : 'vi';

  const enter = () => {
    tellSessionOver(false);
    queries.clear();
    router.history.replace(router.basepath.replace(/\/$/, '') + within(next));
  };
  return (
    <>
      <DemoStrip />
      <main className={classes.door}>
        <header className={classes.head}>
          <img src={icon} width={48} height={48} alt="" />
          <div>
            <Title order={1}>{t('app')}</Title>
            <Text className="quiet">{t('signIn.lead')}</Text>
          </div>
          <button type="button" lang={other} className={classes.language} onClick={() => void speak(other)}>
            {t('look.other')}
          </button>
        </header>
        {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
        {asked.data?.isDemo && (
          <DemoAccounts
            choose={(id) => {
              chooseDemoAccount(id);
              enter();
            }}
          />
        )}
        {asked.data && (
          <section className={`${classes.form} sheet`} aria-labelledby="by-password">
            <Title order={2} id="by-password" mb="md">
              {t('signIn.title')}
            </Title>
            {asked.data.signsIn ? (
              <SignInForm done={enter} next={`/app${within(next)}`} />
            ) : (
              <Text className="quiet">{t('signIn.none')}</Text>
            )}
          </section>
        )}
      </main>
    </>
  );
}
