// A council's result as an event holds it, as minutes on paper say it, and as a sentence tells it.
import { z } from 'zod';
import { hundredths, points, slug } from '../kernel/fields.ts';
import type { Minutes } from '../product-cycle/escalation/minutes.ts';
import { groundName } from '../rulebooks/knock-outs.ts';
import type { StarsGiven } from '../rulebooks/rulebook.ts';
import type { Result } from './council-session.ts';

export const resultFields = {
  stars: z.int().min(0).max(5),
  totals: z.array(z.strictObject({ member: slug, total: hundredths })),
  mean: hundredths.optional(),
  missed: z.array(z.strictObject({ criterion: z.string(), star: z.int().min(2).max(5) })),
  knockOut: z.string().optional(),
  unreadConfirmed: z.boolean().optional(),
};
export const saidResult = z.strictObject(resultFields);
export type SaidResult = z.infer<typeof saidResult>;

export const asSaid = (r: Result): SaidResult => ({
  ...r,
  totals: [...r.totals],
  missed: [...r.missed],
});

export const outcomeSaid = ({ stars, mean, knockOut }: Pick<SaidResult, 'stars' | 'mean' | 'knockOut'>) => ({
  vi: knockOut ? `loại: ${groundName(knockOut).vi}` : `${points(mean ?? 0)} điểm, ${stars} sao`,
  en: knockOut ? `knocked out: ${groundName(knockOut).en}` : `${points(mean ?? 0, 'en')} points, ${stars} stars`,
});

export const asResult = ({ stars, ...r }: SaidResult): Result => ({ ...r, stars: stars as StarsGiven });

/** The same as what an officer enters from minutes on paper: the cycle judges both alike. */
export const asMinutes = ({ stars, totals, mean, missed, knockOut, unreadConfirmed }: Result): Minutes => ({
  stars,
  ...(totals.length > 0 ? { totals: [...totals], mean } : {}),
  ...(missed.length > 0 && knockOut === undefined ? { missed: [...missed] } : {}),
  ...(knockOut === undefined ? {} : { knockOut }),
  ...(unreadConfirmed === undefined ? {} : { unreadConfirmed }),
});
