// How one signs in: passkeys of one's devices, and codes on a telephone.
import { Alert } from '@mantine/core';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import { useDemoAccount } from '../../talk/who.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './account.module.css';
import { Passkeys } from './passkeys.tsx';
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
      {isLookingOn ? (
        <Empty title={t('account.demo')} />
      ) : (
        <div className={classes.parts}>
          <Passkeys />
          <Totp />
        </div>
      )}
    </>
  );
}
