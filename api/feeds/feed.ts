// GET /feeds/<secret>.ics: for calendar programs, which sign in nowhere. Who knows the secret reads it; one that nobody
// opened, that was revoked or cannot be one is not there, all alike.
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { actsForUnit, type CalendarFeed, calendarFeed } from '../../domain/calendar-feed/calendar-feed.ts';
import { refusal, type Words } from '../../domain/kernel/refusal.ts';
import { type Day, dayOf } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree, unitTree } from '../../domain/unit/unit-tree.ts';
import type { DueDatesQuestion } from '../../projections/due-dates/due-dates.ts';
import { actingAccount } from '../acting-account.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { storeAwaySince } from '../reads/after.ts';
import { STORE_UNAVAILABLE } from '../refusals.ts';
import { calendarFile } from './ics.ts';

export const FEEDS = '/feeds/';

/** 256 random bits, base64url. */
const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;

const FEED_UNKNOWN = refusal('FEED_UNKNOWN', 'unknown', {
  vi: 'Không có lịch nào ở địa chỉ này.',
  en: 'There is no calendar at this address.',
});

export const feedIdOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function readFeed(parts: ApiParts): RequestHandler {
  return async (req: Request, res) => {
    if (storeAwaySince(parts)) return sendProblem(req, res, STORE_UNAVAILABLE());
    const secret = FILE.exec(String(req.params.file))?.[1];
    const found = secret === undefined ? undefined : await openFeed(parts, feedIdOf(secret));
    if (!found) return sendProblem(req, res, FEED_UNKNOWN());
    const { question, name, language } = found;
    const dates = await parts.dueDates.list(question);
    const file = calendarFile({ dates, lang: language, name, publicUrl: parts.publicUrl() });
    res.type('text/calendar; charset=utf-8').set('Content-Disposition', 'inline; filename="ocop.ics"').send(file);
  };
}

type Found = { question: DueDatesQuestion; name: Words; language: 'vi' | 'en' };

async function openFeed({ executor, clock }: ApiParts, id: string): Promise<Found | undefined> {
  const { state, damagedAt } = await executor.look(calendarFeed, id);
  const { province, account, unit, opened, revoked, language = 'vi' } = state as CalendarFeed;
  if (!opened || revoked || damagedAt !== undefined || province === undefined || account === undefined)
    return undefined;
  const today = dayOf(clock());
  const holder = await actingAccount(executor, account, today);
  if (unit === undefined)
    return {
      question: { province, today, of: { account, holds: holder } },
      name: { vi: 'OCOP – việc của tôi', en: 'OCOP – my due dates' },
      language,
    };
  const tree = (await executor.look(unitTree, province)).state;
  // The address of a unit's calendar goes with the role of whoever opened it.
  if (!actsForUnit(holder, tree, { unit, on: opened.on, today })) return undefined;
  return { question: { province, today, of: { unit } }, name: nameIn(tree, unit, today), language };
}

function nameIn(tree: UnitTree, unit: string, today: Day): Words {
  const name = nameOf(tree, unit, today) ?? unit;
  return { vi: `OCOP – ${name}`, en: `OCOP – ${name}` };
}
