import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { noteMissedParts } from './frame/renewed.tsx';
import './look/styles.ts';
import { theme, variables } from './look/theme.ts';
import { makeRouter } from './router.tsx';
import { Problem } from './talk/problem.ts';
import { startLanguage } from './words/language.ts';

declare global {
  // The name under which a library within Mantine looks for the nonce of the style elements it writes.
  var __webpack_nonce__: string | undefined;
}

const nonce = document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '';
globalThis.__webpack_nonce__ = nonce;

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server has refused it refuses again; a line that is down may come back.
      retry: (tries, error) => tries < 3 && !(error instanceof Problem && error.status < 500),
      // Vietnamese offices work on lines that say they are down when they are not.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
noteMissedParts();
await startLanguage();
const router = makeRouter(queryClient);

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
