import type { Request } from 'express';
import type { Lang, Words } from '../domain/kernel/refusal.ts';

/** Vietnamese unless the reader asks for English. */
export function langOf(req: Request): Lang {
  return req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

/** Words as they stand in answers: both languages, in this order. */
export const bothOf = ({ vi, en }: Words): Words => ({ vi, en });
