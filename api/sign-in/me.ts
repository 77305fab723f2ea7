// GET /v1/me: who I am here, what I act as today, and how I have signed in.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { grantsOn } from '../../domain/access/grants.ts';
import { letters, unreadIn } from '../../domain/letters/letters.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { nameOf, unitTree } from '../../domain/unit/unit-tree.ts';
import { words } from '../../projections/answer.ts';
import { actingAccount } from '../acting-account.ts';
import { callerOf, holderOf, lacksSecondFactor } from '../caller.ts';
import { clockMember } from '../every-answer.ts';
import type { OperatingParts } from '../parts.ts';

export const meView = z
  .strictObject({
    account: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    /** whose they are */
    province: z.strictObject({ code: z.string(), name: z.string() }).optional(),
    /** `as`: what Ocop-Acting-As takes */
    roles: z.array(
      z.strictObject({
        as: z.string(),
        role: z.string(),
        words,
        unit: z.string(),
        name: z.string().optional().meta({ description: 'of the unit' }),
        from: z.string(),
        until: z.string().optional(),
        delegatedBy: z.string().optional(),
      }),
    ),
    session: z.strictObject({ id: z.string(), confirmedAt: z.string() }).optional(),
    factors: z.array(z.enum(['totp', 'passkey', 'single-sign-on'])),
    wantsSecondFactor: z.boolean(),
    unread: z.int().meta({ description: 'letters that were sent and not opened yet' }),
    isDemo: z.boolean(),
    clock: z.string().optional(),
  })
  .meta({ id: 'Me' });

export function readMe(parts: OperatingParts): RequestHandler {
  return async (_req, res) => {
    const { id } = callerOf(res);
    const holder = holderOf(res);
    const today = dayOf(parts.clock());
    const state = await actingAccount(parts.executor, id, today);
    const grants = grantsOn(state, today);
    const { province } = state;
    const unread = unreadIn((await parts.executor.look(letters, id)).state);
    const tree = province === undefined ? unitTree.initial : (await parts.executor.look(unitTree, province)).state;
    const person = holder && (await parts.accounts?.people.find(id));
    res.json({
      account: id,
      name: person?.name,
      email: person?.email,
      province: province === undefined ? undefined : { code: province, name: nameOf(tree, province) ?? province },
      roles: grants.map(({ role, unit, from, until, delegated }) => ({
        as: `${role}@${unit}`,
        role,
        words: { vi: roles[role].vi, en: roles[role].en },
        unit,
        name: nameOf(tree, unit),
        from,
        until,
        delegatedBy: delegated?.by,
      })),
      session: holder && { id: holder.session, confirmedAt: holder.confirmedAt },
      factors: holder?.factors ?? [],
      wantsSecondFactor: holder !== undefined && lacksSecondFactor(parts, holder, grants),
      unread,
      isDemo: parts.demo !== undefined,
      ...clockMember(parts),
    });
  };
}
