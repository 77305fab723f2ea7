// What one acts as, and what one can do with it: hand a role on for a while, say how one is reached.
import { useQuery } from '@tanstack/react-query';
import { CommandPanel } from '../../commands/command-panel.tsx';
import { useMe } from '../../frame/me.ts';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { accountOf } from '../../talk/admin-reads.ts';
import { useMoreWords } from '../../words/more/more.ts';
import { Grants } from '../admin/grants.tsx';
import classes from './account.module.css';
import { HandOn } from './hand-on.tsx';

/** What an administrator does to accounts stands in administration, also where it is one’s own. */
const OWN = 'SetContact';

export function OwnRoles() {
  const { t } = useMoreWords();
  const { account } = useMe();
  const asked = useQuery(accountOf(account));
  return (
    <section className={`${classes.part} sheet`} aria-labelledby="own-roles">
      <h2 id="own-roles">{t('account.roles')}</h2>
      {asked.error && !asked.data && <Failed error={asked.error} again={() => asked.refetch()} />}
      {!asked.error && !asked.data && <Loading lines={4} />}
      {asked.data && (
        <>
          <Grants of={asked.data.body.state} />
          <CommandPanel
            id={account}
            etag={asked.data.etag}
            offers={asked.data.body.commands.filter(({ name }) => name === OWN)}
            isPlain
          />
          <HandOn of={asked.data.body.state} />
        </>
      )}
    </section>
  );
}
