import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.OCOP_DEV_SERVER ?? 'http://127.0.0.1:7070';

// Asked as what it is: what comes from another origin than it is asked at, the server refuses.
const proxied = { target: server, changeOrigin: false };

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  // Another checkout at the same time has another one.
  cacheDir: `${import.meta.dirname}/../node_modules/.vite`,
  plugins: [react()],
  // A file of its own is kept for good by its name; inlined it would be sent with each release, and the policy forbids it.
  build: {
    assetsInlineLimit: 0,
    target: 'es2023',
    // What most screens share comes in one file: each of some fifty small ones would cost its headers, and compress worse. But
    // not words that come with their screens: with the first one they would come before what they are added to is there.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 6, test: /^(?!.*\/words\/(more|files|lists)\/)/ }] },
      },
    },
  },
  // Threads are modules, as what they load is.
  worker: { format: 'es' },
  server: { port: 5173, strictPort: true, proxy: { '/v1': proxied, '/board': proxied, '/readyz': proxied } },
});
