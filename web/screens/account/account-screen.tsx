// One's own account: what one acts as, how one signs in, where one is signed in, and keys of the office's systems.
import { Alert } from '@mantine/core';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { useDemoAccount } from '../../talk/who.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './account.module.css';
import { Keys } from './keys.tsx';
import { OwnRoles } from './own-roles.tsx';
import { Passkeys } from './passkeys.tsx';
import { Sessions } from './sessions.tsx';
import { Totp } from './totp.tsx';

export function AccountScreen() {
  const { t } = useMoreWords();
  const { wantsSecondFactor } = useMe();
  const isLookingOn = useDemoAccount() !== undefined;
  return (
    <>
      <PageHead title={t('account.title')} />
      {wantsSecondFactor && (
        <Alert color="yellow" mb="md" role="status">
          {t('account.wanted')}
        </Alert>
      )}
      {isLookingOn && <Empty title={t('account.demo')} />}
      <div className={classes.parts}>
        <OwnRoles />
        {!isLookingOn && (
          <>
            <Passkeys />
            <Totp />
            <Sessions />
            <Keys />
          </>
        )}
      </div>
    </>
  );
}
