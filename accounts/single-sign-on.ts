// Single sign-on (OpenID Connect): the office's own sign-on says who somebody is, by a code that one browser carries
// there and back. It makes no account: whom it names was invited, and took the invitation by it.
import { createHash, randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import { factorsOf } from './factors.ts';
import { heldBy, sessionsHeldBy } from './held.ts';
import { type Identity, LONGEST_MS } from './identity.ts';
import type { Once } from './once.ts';
import type { SingleSignOn, SingleSignOnSettings } from './port.ts';
import * as refusals from './refusals.ts';
import { holderOf, type Named } from './sign-on-invitation.ts';
import { answered, cookiesOf, headersOf, told } from './visit.ts';

type Parts = {
  identity: Identity;
  db: AccountsDatabase;
  once: Once;
  secure: boolean;
  accept: (token: string, named: Named) => Promise<{ account: string } | Refusal>;
};
type Journey = {
  browser: string;
  nonce: string;
  verifier: string;
  next: string;
  invitation?: string | undefined;
  /** whose holder shows again that it is them */
  session?: { id: string; account: string } | undefined;
};

const KIND = 'single-sign-on';
const JOURNEY_MS = 10 * 60_000;
const FRESH_S = 5 * 60;
const TIMEOUT_S = 10;
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');

export function singleSignOnOf(parts: Parts, set: SingleSignOnSettings): SingleSignOn {
  const { identity, db, once, secure } = parts;
  const cookieName = secure ? '__Host-ocop-sign-on' : 'ocop-sign-on';
  // It comes back with a navigation from the issuer's site, which brings no strict cookie.
  const cookie = (value: string, seconds: number): string =>
    `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  const issuer = discovering(set);

  return {
    label: set.label,

    async begin(visitor, { next, invitation, again = false }) {
      const config = await issuer();
      if (isRefusal(config)) return config;
      const held = again ? await heldBy(identity, db, visitor) : undefined;
      if (again && !held) return refusals.SESSION_NEEDED();
      const [browser, state] = [randomBytes(32).toString('base64url'), oidc.randomState()];
      const journey: Journey = {
        ...{ browser: hashed(browser), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() },
        ...{ next, invitation, session: held && { id: held.value.session, account: held.value.account } },
      };
      await once.ask(KIND, state, journey, JOURNEY_MS);
      const to = oidc.buildAuthorizationUrl(config, {
        redirect_uri: set.backTo,
        scope: 'openid email profile',
        ...{ state, nonce: journey.nonce, max_age: String(oldest(journey)) },
        code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login' } : {}),
        ...(set.vouches?.claim === 'acr' ? { acr_values: set.vouches.value } : {}),
      });
      return told({ to: to.href }, [cookie(browser, JOURNEY_MS / 1000)]);
    },

    async finish(visitor, query) {
      const state = new URLSearchParams(query).get('state') ?? '';
      const journey = await once.take<Journey>(KIND, state);
      const browser = cookiesOf(visitor).get(cookieName);
      if (!journey || browser === undefined || hashed(browser) !== journey.browser) return refusals.SIGN_ON_OVER();
      const config = await issuer();
      if (isRefusal(config)) return config;
      const claims = await redeemed(config, new URL(`${set.backTo}?${query}`), journey, state);
      if (isRefusal(claims)) return claims;
      const gone = cookie('', 0);
      const named = namedBy(claims, set.issuer);
      if (journey.invitation !== undefined) {
        const taken = await parts.accept(journey.invitation, named);
        if (isRefusal(taken)) return taken;
      }
      const account = await holderOf(db, named);
      if (account === undefined) return refusals.SIGN_ON_UNKNOWN({ label: set.label });
      const shownAt = new Date((claims.auth_time ?? 0) * 1000);
      const { next } = journey;
      if (journey.session) {
        if (journey.session.account !== account) return refusals.SIGN_ON_OF_ANOTHER({ label: set.label });
        await shownAgain(identity, journey.session, shownAt);
        return told({ account, next }, [gone]);
      }
      const vouched = isVouched(claims, set);
      const factors = vouched ? [] : await factorsOf(db, account);
      const asked = { headers: headersOf(visitor), asResponse: true as const };
      const answer = await answered(
        factors.length > 0
          ? await identity.api.beginSecondStep({ ...asked, body: { account } })
          : await identity.api.beginSession({ ...asked, body: { account, shownAt, vouched } }),
      );
      if (isRefusal(answer)) return answer;
      return told({ next, ...(factors.length > 0 ? { wants: factors } : { account }) }, [...answer.cookies, gone]);
    },
  };
}

const oldest = ({ session }: Journey): number => (session ? FRESH_S : LONGEST_MS / 1000);

/** Asked for when somebody wants it, so that an issuer that is away keeps nobody else out. */
function discovering(set: SingleSignOnSettings): () => Promise<oidc.Configuration | Refusal> {
  const url = new URL(set.issuer);
  const execute = [oidc.enableNonRepudiationChecks];
  if (url.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
  let known: Promise<oidc.Configuration> | undefined;
  return async () => {
    known ??= oidc.discovery(url, set.clientId, set.clientSecret, undefined, { execute, timeout: TIMEOUT_S });
    try {
      return await known;
    } catch {
      known = undefined;
      return refusals.SIGN_ON_AWAY({ label: set.label });
    }
  };
}

async function redeemed(
  config: oidc.Configuration,
  url: URL,
  journey: Journey,
  expectedState: string,
): Promise<oidc.IDToken | Refusal> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      ...{ expectedState, expectedNonce: journey.nonce, pkceCodeVerifier: journey.verifier, maxAge: oldest(journey) },
      idTokenExpected: true,
    });
    return tokens.claims() as oidc.IDToken;
  } catch (error) {
    const { code, name } = error as Error & { code?: string };
    return refusals.SIGN_ON_FAILED({ reason: code ?? name });
  }
}

function namedBy({ sub: subject, email, email_verified, preferred_username }: oidc.IDToken, issuer: string): Named {
  const isSure = typeof email === 'string' && email_verified === true;
  return {
    ...{ issuer, subject, email: isSure ? email.toLowerCase() : undefined },
    name: typeof preferred_username === 'string' ? preferred_username.toLowerCase() : undefined,
  };
}

function isVouched(claims: oidc.IDToken, { vouches }: SingleSignOnSettings): boolean {
  if (!vouches) return false;
  const said = claims[vouches.claim];
  return vouches.claim === 'acr' ? said === vouches.value : Array.isArray(said) && said.includes(vouches.value);
}

async function shownAgain(identity: Identity, at: { id: string; account: string }, confirmedAt: Date): Promise<void> {
  const session = (await sessionsHeldBy(identity, at.account)).find(({ id }) => id === at.id);
  if (session) await (await identity.$context).internalAdapter.updateSession(session.token, { confirmedAt });
}
