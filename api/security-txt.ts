// RFC 9116: whom to tell of a weakness, at /.well-known/security.txt. The contact is the operator's own; without one the
// path is not there.
import type { RequestHandler } from 'express';
import type { OperatingParts } from './parts.ts';

/** The operator vouches for the contact while the server runs with it, so it is good for a month from each asking. */
const GOOD_FOR_MS = 30 * 86_400_000;

export function securityTxt({ contact, now }: NonNullable<OperatingParts['security']>): RequestHandler {
  return (_req, res) => {
    const expires = new Date(now() + GOOD_FOR_MS).toISOString();
    res.type('text/plain').send(`Contact: ${contact}\nExpires: ${expires}\n`);
  };
}
