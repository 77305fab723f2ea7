import { expect, test } from 'vitest';
import { readSettings } from '../settings/settings.ts';
import { demoHint, hint } from './hints.ts';

test.each([
  [{}, 'npx ocop serve', 'npm start'],
  [{ OCOP_COMMAND: 'ocop' }, 'ocop serve', 'ocop serve --demo'],
  [
    { OCOP_COMMAND: 'ocop', OCOP_STORE_URL: 'kurrentdb://kurrentdb:2113' },
    'ocop serve, as its parts: --only api, worker, relay, notary',
    'ocop serve --demo',
  ],
])('a hint fits the place: %j', (env, serve, demo) => {
  expect(hint(readSettings(env), 'serve')).toBe(serve);
  expect(demoHint(readSettings(env))).toBe(demo);
});
