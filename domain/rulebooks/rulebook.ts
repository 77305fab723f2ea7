// What a rulebook is: one act's rules as data. Nothing outside this folder may assume a tier's name or their number.
// Points everywhere are integer hundredths of a point (35 points = 3500), never floats.
import type { Day } from '../time/civil-date.ts';
import type { HolderLevel, Level, ResponsibilityTable, TierId } from './responsibilities.ts';
import type { Words } from './words.ts';

export type { Level, TierId } from './responsibilities.ts';
export type { Words } from './words.ts';

export type RulebookId = 'R2019' | 'R2023' | 'R2025' | 'R2026';

/** Integer hundredths of a point. */
export type Points = number;

export type Star = 1 | 2 | 3 | 4 | 5;

/** What a rating gives: 0 only when a knock-out rule ended it without any star. */
export type StarsGiven = Star | 0;

/** Where a rule stands: the act, and the article or annex as far as it is known. */
export type Cite = { act: string; article?: string };

export type Act = { id: string; title: Words; signed: Day; role: 'base' | 'amends' };

export type PartCode = 'A' | 'B' | 'C';

/** Half-open: from this mean up to, but not including, the next higher band's `from`. */
export type Band = { star: Star; from: Points };

/** Where a tier's product goes next. Without `fromPoints` everything goes on (a commune's pre-assessment). */
export type Forwarding = {
  to: TierId;
  fromPoints?: Points;
  /** Where the source also names a star: policy `forwarding` says which of the two counts. */
  minStars?: Star;
};

/** One rung of the ladder a dossier climbs. */
export type Tier = {
  id: TierId;
  name: Words;
  /** The unit of this level above the product's place is responsible. */
  level: Level;
  /** False for a pre-assessment: it gives no points and no stars. */
  rates: boolean;
  /** Stars this tier may recognise on its own; empty when it only rates. */
  recognises: readonly Star[];
  forwards?: Forwarding;
  /** A product that came here and got none of the stars recognised here goes back to that tier's review. */
  missReturnsTo?: TierId;
  /** What this tier may recognise when it reviews a product that came back. */
  review?: { maxStar: Star; recognises: readonly Star[] };
  certificateIssuer?: Words;
  cite: Cite;
};

/** A day of the year, `yearsLater` after the programme year. */
export type MonthDay = { month: number; day: number; yearsLater?: number };

/** Closing dates of a round (none before R2026), both exclusive: 'before 30/4' ends with 29/4. Later proposals wait. */
export type LegalRound = {
  tier: TierId;
  no: number;
  proposalsBefore: MonthDay;
  finishBefore: MonthDay;
  cite: Cite;
};

/** A term the law itself sets, counted from or back from an event of the procedure. */
export type LegalDeadline = {
  id: string;
  name: Words;
  tiers: readonly TierId[];
  value: number;
  unit: 'working-days' | 'days' | 'months';
  direction: 'before' | 'after';
  of: string;
  cite: Cite;
};

/** One thing the dossier must or may contain. `units`: how many pieces; `notFor`: groups that are excused. */
export type DossierItem = {
  id: string;
  name: Words;
  mandatory: boolean;
  units?: number;
  notFor?: readonly string[];
};

/** `lead`: the ministries in charge, empty where not known; `continues`: sets of the act before that it takes over. */
export type SetEntry = { id: string; name: Words; lead: readonly Words[]; continues?: readonly string[] };

/** A group of products with its criteria sets; `continues`: groups of earlier acts whose products belong here now. */
export type ProductGroup = { id: string; name: Words; sets: readonly SetEntry[]; continues?: readonly string[] };

/** `alsoFor`: kinds of applicant that may apply here only (associations and site boards in tourism). */
export type Industry = { id: string; name: Words; groups: readonly ProductGroup[]; alsoFor?: readonly string[] };

/** Starting values for a year plan; the council's own rules decide. */
export type CouncilDefaults = {
  score: 'mean-of-members';
  /** Totals further apart are discussed and scored again. */
  maxSpread: Points;
  /** Share of the members, in basis points (7500 = 75 %). */
  quorumBasisPoints: number;
  quorumNeedsChair: boolean;
  /** Fewer members than this who score are no council. */
  minMembers: number;
  /** Working days between dossier and meeting where no term of the act says how many. */
  leadWorkingDays: number;
  /** What may be decided by written opinions, without a meeting; absent where the act knows no such way. */
  inWriting?: { purposes: readonly ('rating' | 'renewal')[]; cite: Cite };
};

/** What the source leaves unread: who must confirm it before a rating of `fromStar` or more (default any) binds. */
export type Unread = {
  id: string;
  what: Words;
  confirmedBy: 'council' | 'office';
  fromStar?: Star;
  cite: Cite;
};

/** Where the act is silent or not read, what this rulebook does: named, so that a province sees it and may object. */
export type Assumption = { id: string; what: Words; cite: Cite };

/** What a dossier looks for: a first rating, a higher star, or its star anew when the certificate runs out. */
export type FilingKind = 'first' | 'upgrade' | 're-rating';

/** Dossiers filed under the acts before are finished under them, within so many days of this act's effect. */
export type Transition = { kinds: readonly FilingKind[]; finishWithinDays: number; cite: Cite };

/** Grounds on which a certificate is taken back, and who decides it for which stars. */
export type Revocation = {
  grounds: readonly { id: string; name: Words }[];
  decidedBy: readonly { stars: readonly Star[]; by: Words }[];
  cite: Cite;
};

/** A rule that ends a rating without a star once the council establishes its ground, whatever the form calls it. */
export type KnockOut = {
  id: string;
  effect: 'eliminate' | 'stop-scoring' | 'not-assessed' | 'requirement-missed';
  name: Words;
  criterion?: string;
};

export type ProductCodePart = 'province' | 'commune' | 'serial' | 'year';

/** The official code of a product, its parts joined by hyphens; the units by their official codes. */
export type ProductCode = { parts: readonly ProductCodePart[]; serialDigits: number; cite: Cite };

export type Rulebook = {
  id: RulebookId;
  title: Words;
  acts: readonly Act[];
  /** First day on which a dossier that is filed comes under this rulebook. */
  effectiveFrom: Day;
  /** First day on which it no longer does. */
  supersededFrom?: Day;
  parts: Readonly<Record<PartCode, { name: Words; max: Points }>>;
  /** Highest first. */
  bands: readonly Band[];
  /** `integers-with-gaps`: the act prints 70-89, 90-100, so where 89.5 falls is policy `band-gaps`. */
  bandsPrinted: 'integers-with-gaps' | 'half-open';
  /** In the order a dossier climbs. */
  ladder: readonly Tier[];
  responsibilities: ResponsibilityTable;
  /** Whom a tier tells its result: levels of government and the producer. Absent: it tells nobody. */
  resultToldTo: Readonly<Record<TierId, readonly HolderLevel[]>>;
  /** `fromStar` and more get one, valid `months` from issue; the issuer warns `noticeDays` before it ends. */
  certificate: { months: number; fromStar: Star; noticeDays: number };
  knockOuts: readonly KnockOut[];
  rounds: readonly LegalRound[];
  deadlines: readonly LegalDeadline[];
  /** Absent where the act's own grounds were not read. */
  revocation?: Revocation;
  transitions?: readonly Transition[];
  /** Absent where the act knows no product code. */
  productCode?: ProductCode;
  dossier: readonly DossierItem[];
  taxonomy: readonly Industry[];
  council: CouncilDefaults;
  incomplete: readonly Unread[];
  assumptions?: readonly Assumption[];
};
