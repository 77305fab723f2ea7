// A real OpenID provider (oidc-provider) on loopback. Who sits before it is said by the test; what it answers at its
// token endpoint can be bent, and is then signed by its own key, or by one that a test brings.
import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

export type Claims = Record<string, unknown>;
type Header = Record<string, unknown>;
export type Bend = (claims: Claims, header: Header) => { claims?: Claims; header?: Header; key?: KeyObject };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text = ''): Claims => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Claims;
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export type Issuer = Awaited<ReturnType<typeof issuer>>;

export async function issuer(backTo: string, more: Configuration = {}) {
  const state = { person: 'lan', claims: {} as Claims, bend: undefined as Bend | undefined, logins: 0 };
  const signing = keyPair();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'ocop',
        client_secret: 'bi-mat-cua-ocop',
        redirect_uris: [backTo],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...signing.export({ format: 'jwk' }), kid: 'nay', alg: 'RS256', use: 'sig' } as never] },
    cookies: { keys: ['x'] },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...state.claims }) as never }),
    // Whoever came in has agreed.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ...more,
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) await next();
    else {
      state.logins++;
      const login = { accountId: state.person, ...(state.claims.amr ? { amr: state.claims.amr as string[] } : {}) };
      await provider.interactionFinished(ctx.req, ctx.res, { login });
      ctx.respond = false;
      return;
    }
    const answer = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== '/token' || !answer?.id_token || !state.bend) return;
    const [head, body] = answer.id_token.split('.');
    const bent = state.bend(read(body), read(head));
    const header = bent.header ?? read(head);
    const text = `${part(header)}.${part(bent.claims ?? read(body))}`;
    const key = bent.key ?? createPrivateKey(signing.export({ type: 'pkcs8', format: 'pem' }) as string);
    const signature =
      header.alg === 'none' ? '' : createSign('RSA-SHA256').update(text).sign(key).toString('base64url');
    ctx.body = { ...answer, id_token: `${text}.${signature}` };
  });
  const serve = provider.callback();
  server.on('request', serve);
  return { url, state, anotherKey: keyPair, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

/** A browser at the issuer: follows it from page to page, until it is sent back to us. @returns the query it brings */
export async function travel(from: string, jar: Map<string, string>): Promise<string> {
  let at = from;
  for (let i = 0; i < 10; i++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { headers: { cookie }, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value.join('='));
    }
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`${answer.status} at ${at}: ${(await answer.text()).slice(0, 300)}`);
    const next = new URL(to, at);
    if (next.pathname.endsWith('/back')) return next.search.slice(1);
    at = next.href;
  }
  throw new Error('the issuer leads in circles');
}
