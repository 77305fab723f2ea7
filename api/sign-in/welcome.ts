// GET /v1/welcome: what a page has to know before anybody has said who they are. GET /v1/demo-accounts: as whom one may look on in a demo.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { own } from '../../domain/kernel/own.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { instant, words } from '../../projections/answer.ts';
import { clockMember } from '../every-answer.ts';
import type { OperatingParts } from '../parts.ts';

export const welcomeView = z
  .strictObject({
    release: z.string(),
    isDemo: z.boolean(),
    signsIn: z.boolean().meta({ description: 'people with a name and a password are let in here' }),
    singleSignOn: z.strictObject({ label: z.string(), path: z.string(), again: z.string() }).optional().meta({
      description: 'pages that lead to the office’s own sign-on, with `?next=<path>`: to come in, to confirm',
    }),
    clock: instant.optional(),
  })
  .meta({ id: 'Welcome' });

export const demoAccountsView = z
  .strictObject({ items: z.array(z.strictObject({ id: z.string(), who: z.string(), role: z.string(), words })) })
  .meta({ id: 'DemoAccounts' });

export function readWelcome(parts: OperatingParts): RequestHandler {
  return (_req, res) => {
    const signOn = parts.accounts?.singleSignOn;
    res.json({
      release: parts.app,
      isDemo: parts.demo !== undefined,
      signsIn: parts.accounts !== undefined,
      singleSignOn: signOn && { label: signOn.label, path: '/sign-in/sign-on', again: '/sign-in/sign-on/again' },
      ...clockMember(parts),
    });
  };
}

export const readDemoAccounts =
  ({ accounts }: NonNullable<OperatingParts['demo']>): RequestHandler =>
  (_req, res) =>
    void res.json({ items: accounts.map(({ id, who, role }) => ({ id, who, role, words: wordsOf(role) })) });

function wordsOf(role: string): Words {
  const { vi, en } = own(roles, role) ?? { vi: role, en: role };
  return { vi, en };
}
