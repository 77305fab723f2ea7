// What is shown to who is signed in: the frame and a screen in it. Who is not is led to the door and back.
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import { isProblem } from '../talk/problem.ts';
import { me } from '../talk/reads.ts';
import { useDemoAccount, useSessionOver } from '../talk/who.ts';
import { Frame } from './frame.tsx';
import { MeContext } from './me.ts';

const SignInAgain = lazy(() => import('../sign-in/sign-in-again.tsx').then((all) => ({ default: all.SignInAgain })));

export function Signed() {
  const asked = useQuery(me(useDemoAccount()));
  const isOver = useSessionOver();
  const go = useNavigate();
  const router = useRouter();
  const isStranger = isProblem(asked.error) && asked.error.status === 401 && !asked.data;
  useEffect(() => {
    if (isStranger) void go({ to: '/sign-in', search: { next: router.state.location.href }, replace: true });
  }, [isStranger, go, router]);
  // Nothing else is open to them before they have set one up.
  const isToProtect = asked.data?.wantsSecondFactor === true && router.state.location.pathname !== '/account';
  useEffect(() => {
    if (isToProtect) void go({ to: '/account', replace: true });
  }, [isToProtect, go]);
  if (isStranger) return null;
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={12} />;
  return (
    <MeContext value={asked.data}>
      <Frame>
        <Outlet />
      </Frame>
      {isOver && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </MeContext>
  );
}
