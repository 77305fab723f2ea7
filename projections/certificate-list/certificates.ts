// What may be asked of the certificates.
import { z } from 'zod';
import type { Sight } from '../../domain/access/sight.ts';
import type { Refusal, Words } from '../../domain/kernel/refusal.ts';
import { type Answer, civilDay, instant } from '../answer.ts';
import type { Page } from '../page.ts';

/** `to-issue`: recognised, without number and day yet; `held`: past its term while a renewal is decided. */
export const certificateStates = [
  'to-issue',
  'valid',
  'held',
  'expired',
  'revoked',
  'superseded',
  'taken-back',
] as const;
export type CertificateState = (typeof certificateStates)[number];

export const stateWords: Readonly<Record<CertificateState, Words>> = {
  'to-issue': { vi: 'chờ cấp', en: 'to be issued' },
  valid: { vi: 'còn hiệu lực', en: 'valid' },
  held: { vi: 'chờ kết quả công nhận lại', en: 'held until its renewal is decided' },
  expired: { vi: 'hết hiệu lực', en: 'expired' },
  revoked: { vi: 'bị thu hồi', en: 'revoked' },
  superseded: { vi: 'đã thay giấy mới', en: 'replaced by a newer one' },
  'taken-back': { vi: 'bị hủy theo công nhận', en: 'taken back with the recognition' },
};

const month = z.string().meta({ example: '2025-08', description: 'year and month of its last day' });

export const certificateItem = z
  .strictObject({
    certificate: z.string().meta({ description: 'its id, that of the cycle in which its product was recognised' }),
    product: z.string(),
    productName: z.string(),
    producer: z.string(),
    province: z.string(),
    stars: z.int().optional(),
    number: z.string().optional(),
    from: civilDay.optional(),
    until: civilDay.optional().meta({ description: 'its last day, by what is known now' }),
    replacedOn: civilDay
      .optional()
      .meta({ description: 'its paper was replaced on that day: one from before is good no more' }),
    reprintSince: civilDay.optional().meta({
      description: 'what is printed on it was put right on that day: papers from before are replaced, a new one is due',
    }),
    month: month.optional(),
    state: z.enum(certificateStates),
    issueDueOn: civilDay.optional().meta({ description: 'recognised and not issued: to be issued by then' }),
    revocationDueOn: civilDay.optional().meta({ description: 'a revocation was proposed, to be decided by then' }),
    warned: z.array(z.int()).optional().meta({ description: 'how many days before its end it was warned of that' }),
    served: z.boolean().optional().meta({ description: 'the issuer’s letter of that is recorded' }),
    toRemedy: z.int().optional().meta({ description: 'findings that wait for a remedy' }),
    revision: z.int(),
    position: z.string(),
    recordedAt: instant,
    damaged: z.boolean(),
    stale: z.boolean(),
  })
  .meta({ id: 'CertificateItem' });
export type CertificateItem = Answer<typeof certificateItem>;

export const certificateMonth = z
  .strictObject({ month, state: z.enum(certificateStates), certificates: z.int() })
  .meta({ id: 'CertificateMonth', description: 'how many of a state have their last day in a month' });
export type CertificateMonth = Answer<typeof certificateMonth>;

export type CertificateQuestion = {
  /** whose question it is: nothing else is listed or counted than what they may see; undefined: everything */
  readonly sight?: Sight | undefined;
  readonly state?: CertificateState | undefined;
  /** `2025-08`, or all months of `2025` */
  readonly month?: string | undefined;
  readonly product?: string | undefined;
  /** as it stands on the paper */
  readonly number?: string | undefined;
  /** only those whose revocation is to be decided */
  readonly revocation?: boolean | undefined;
  /** only those of which a new paper is due: what is printed on it was put right */
  readonly reprint?: boolean | undefined;
  /** words of the product’s name, its id, the producer’s or the number */
  readonly q?: string | undefined;
  /** at most 200; 50 when absent */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

export type Certificates = {
  /** By their last days, those without one first. Refuses a cursor of another list (`CURSOR_INVALID`). */
  list(question: CertificateQuestion): Promise<Page<CertificateItem> | Refusal>;
  /** How many of each state end in which month. */
  months(sight?: Sight): Promise<readonly CertificateMonth[]>;
  /** Those that printed papers with a code may be of (paper-code.ts): one, but for chance. */
  withIdCode(idCode: string): Promise<readonly string[]>;
};
