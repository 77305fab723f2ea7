// A session for who has shown who they are by something that better-auth does not keep. It is asked for in the process
// alone: none of better-auth's routes is served.
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { generateRandomString } from 'better-auth/crypto';
import { z } from 'zod';

const STEP_S = 600;

export const beginSession = {
  id: 'ocop-begin-session',
  endpoints: {
    beginSession: createAuthEndpoint(
      '/begin-session',
      {
        method: 'POST',
        /** `shownAt`: when they showed that it is them, where that was elsewhere; `vouched`: by a second factor too */
        body: z.object({ account: z.string(), shownAt: z.date().optional(), vouched: z.boolean().optional() }),
        metadata: { SERVER_ONLY: true },
      },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.account);
        if (!user) throw new Error('there is no such account');
        const session = await internalAdapter.createSession(user.id, false);
        const { shownAt: confirmedAt, vouched } = ctx.body;
        if (confirmedAt) await internalAdapter.updateSession(session.token, { confirmedAt, vouched: vouched === true });
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      },
    ),
    /** As better-auth does after a right password, for who came in another way: its second step follows. */
    beginSecondStep: createAuthEndpoint(
      '/begin-second-step',
      { method: 'POST', body: z.object({ account: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const { internalAdapter, createAuthCookie, secret } = ctx.context;
        const step = createAuthCookie('two_factor', { maxAge: STEP_S });
        const identifier = `2fa-${generateRandomString(20)}`;
        const expiresAt = new Date(Date.now() + STEP_S * 1000);
        await internalAdapter.createVerificationValue({ value: ctx.body.account, identifier, expiresAt });
        const attempts = { value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt };
        await internalAdapter.createVerificationValue(attempts);
        await ctx.setSignedCookie(step.name, identifier, secret, step.attributes);
        return ctx.json({});
      },
    ),
  },
} satisfies BetterAuthPlugin;
