// Every screen by its address. A screen is loaded when somebody goes there.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { NoScreen, ScreenFailed } from './frame/no-screen.tsx';
import { Signed } from './frame/signed.tsx';
import { type CycleFilters, myWork } from './talk/reads.ts';
import { actingAs, chooseDemoAccount } from './talk/who.ts';

/** Words as they stand in the address; what is not among `names` is left out. */
const textsOf =
  <N extends string>(...names: readonly N[]) =>
  (search: Record<string, unknown>): { [name in N]?: string } =>
    Object.fromEntries(
      names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
    ) as { [name in N]?: string };

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  errorComponent: ScreenFailed,
  // A line of `npm start` leads to a screen as one of the demo's accounts sees it.
  beforeLoad: ({ search, location }) => {
    const { as, ...rest } = search as { as?: string };
    if (as === undefined || !as.startsWith('demo-')) return;
    chooseDemoAccount(as);
    throw redirect({ to: location.pathname, search: rest, replace: true } as never);
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: textsOf('next'),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./sign-in/invitation-screen.tsx'), 'InvitationScreen'),
});

const signed = createRoute({ getParentRoute: () => root, id: 'signed', component: Signed });

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/work', replace: true });
  },
});
const work = createRoute({
  getParentRoute: () => signed,
  path: '/work',
  validateSearch: textsOf('chosen'),
  // It is asked for while the code that shows it, and who one is, are still on their way over a slow line.
  loader: ({ context }) => void context.queryClient.prefetchQuery(myWork(actingAs(), true)),
  component: lazyRouteComponent(() => import('./screens/work/work-screen.tsx'), 'WorkScreen'),
});
const boardOfYear = createRoute({
  getParentRoute: () => signed,
  path: '/board',
  validateSearch: textsOf('year', 'only'),
  component: lazyRouteComponent(() => import('./screens/board/board-screen.tsx'), 'BoardScreen'),
});
const products = createRoute({
  getParentRoute: () => signed,
  path: '/products',
  validateSearch: (
    search: Record<string, unknown>,
  ): CycleFilters & { chosen?: string; columns?: string; asOf?: string } =>
    textsOf('year', 'step', 'tier', 'place', 'acting', 'state', 'q', 'sort', 'chosen', 'columns', 'asOf')(search),
  component: lazyRouteComponent(() => import('./screens/products/products-screen.tsx'), 'ProductsScreen'),
});
const product = createRoute({
  getParentRoute: () => signed,
  path: '/cycles/$id',
  validateSearch: textsOf('tab', 'fact', 'give', 'asOf'),
  component: lazyRouteComponent(() => import('./screens/product/product-screen.tsx'), 'ProductScreen'),
});

const councils = createRoute({
  getParentRoute: () => signed,
  path: '/councils',
  validateSearch: textsOf('year', 'unit', 'round', 'chosen'),
  component: lazyRouteComponent(() => import('./screens/council/sessions-screen.tsx'), 'SessionsScreen'),
});
const council = createRoute({
  getParentRoute: () => signed,
  path: '/councils/$id',
  validateSearch: textsOf('tab', 'fact', 'no'),
  component: lazyRouteComponent(() => import('./screens/council/session-screen.tsx'), 'SessionScreen'),
});
const councilLive = createRoute({
  getParentRoute: () => signed,
  path: '/councils/$id/live',
  validateSearch: textsOf('product'),
  component: lazyRouteComponent(() => import('./screens/council/live-screen.tsx'), 'LiveScreen'),
});
const councilSheet = createRoute({
  getParentRoute: () => signed,
  path: '/councils/$id/sheets/$cycle',
  component: lazyRouteComponent(() => import('./screens/council/sheet-screen.tsx'), 'SheetScreen'),
});
const plan = createRoute({
  getParentRoute: () => signed,
  path: '/plan',
  validateSearch: textsOf('year', 'tab', 'of', 'who', 'fact'),
  component: lazyRouteComponent(() => import('./screens/plan/plan-screen.tsx'), 'PlanScreen'),
});

const planEdit = createRoute({
  getParentRoute: () => signed,
  path: '/plan/edit',
  validateSearch: textsOf('year', 'give'),
  component: lazyRouteComponent(() => import('./screens/plan/edit/edit-screen.tsx'), 'PlanEditScreen'),
});

const duties = createRoute({
  getParentRoute: () => signed,
  path: '/duties',
  validateSearch: textsOf('year', 'group'),
  component: lazyRouteComponent(() => import('./screens/duties/duties-screen.tsx'), 'DutiesScreen'),
});
const dutyList = createRoute({
  getParentRoute: () => signed,
  path: '/duties/list',
  validateSearch: textsOf('year', 'place', 'state'),
  component: lazyRouteComponent(() => import('./screens/duties/duty-list-screen.tsx'), 'DutyListScreen'),
});
const unitDuties = createRoute({
  getParentRoute: () => signed,
  path: '/duties/$id',
  validateSearch: textsOf('duty', 'fact'),
  component: lazyRouteComponent(() => import('./screens/duties/unit-duties-screen.tsx'), 'UnitDutiesScreen'),
});

const certificates = createRoute({
  getParentRoute: () => signed,
  path: '/certificates',
  validateSearch: textsOf('state', 'month', 'revocation'),
  component: lazyRouteComponent(() => import('./screens/certificates/certificates-screen.tsx'), 'CertificatesScreen'),
});
const certificate = createRoute({
  getParentRoute: () => signed,
  path: '/certificates/$id',
  validateSearch: textsOf('fact'),
  component: lazyRouteComponent(() => import('./screens/certificates/certificate-screen.tsx'), 'CertificateScreen'),
});

const letters = createRoute({
  getParentRoute: () => signed,
  path: '/letters',
  validateSearch: textsOf('chosen'),
  component: lazyRouteComponent(() => import('./screens/letters/letters-screen.tsx'), 'LettersScreen'),
});

const audit = createRoute({
  getParentRoute: () => signed,
  path: '/audit',
  validateSearch: textsOf('q', 'account', 'unit', 'type', 'resource', 'from', 'until', 'quiet', 'chosen'),
  component: lazyRouteComponent(() => import('./screens/audit/audit-screen.tsx'), 'AuditScreen'),
});

const admin = createRoute({
  getParentRoute: () => signed,
  path: '/admin',
  validateSearch: textsOf('tab', 'chosen', 'lacking', 'a', 'b', 'account', 'table'),
  component: lazyRouteComponent(() => import('./screens/admin/admin-screen.tsx'), 'AdminScreen'),
});

const account = createRoute({
  getParentRoute: () => signed,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
});

const nowhere = createRoute({ getParentRoute: () => signed, path: '$', component: NoScreen });

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      signIn,
      invitation,
      index,
      signed.addChildren([
        work,
        boardOfYear,
        products,
        product,
        councils,
        council,
        councilLive,
        councilSheet,
        plan,
        planEdit,
        duties,
        dutyList,
        unitDuties,
        certificates,
        certificate,
        letters,
        audit,
        admin,
        account,
        nowhere,
      ]),
    ]),
    basepath: '/app',
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: 'intent',
    // A number in an address is a code of a unit as often as a number: all of it is text.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const texts = new URLSearchParams();
      for (const [name, value] of Object.entries(search)) if (value !== undefined) texts.set(name, String(value));
      return texts.size === 0 ? '' : `?${texts}`;
    },
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
