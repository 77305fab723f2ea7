// Who calls, and what they may do.
import type { Metadata } from '@grpc/grpc-js';

export type Users = Record<string, { password: string; mayReadAll: boolean; mayWrite: boolean }>;
export type Rights = {
  readonly known: boolean;
  readonly mayRead: boolean;
  readonly mayReadAll: boolean;
  readonly mayWrite: boolean;
};

const EVERYTHING: Rights = { known: true, mayRead: true, mayReadAll: true, mayWrite: true };
/** Nobody in particular: not wrong, but without any right. */
const ANONYMOUS: Rights = { known: true, mayRead: false, mayReadAll: false, mayWrite: false };
const UNKNOWN: Rights = { ...ANONYMOUS, known: false };

export function rightsOf(users: Users | undefined, metadata: Metadata): Rights {
  if (!users) return EVERYTHING;
  const [authorization] = metadata.get('authorization');
  if (authorization === undefined) return ANONYMOUS;
  const [scheme, encoded = ''] = authorization.toString().split(' ');
  if (scheme?.toLowerCase() !== 'basic') return UNKNOWN;
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  const user = Object.hasOwn(users, name) ? users[name] : undefined;
  if (!user || user.password !== rest.join(':')) return UNKNOWN;
  return { known: true, mayRead: true, mayReadAll: user.mayReadAll, mayWrite: user.mayWrite };
}
