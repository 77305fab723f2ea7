// How a product enters a year: at step 1, 2, 3 (a plan not selected last year) or 5 (a product that returns).
import { z } from 'zod';
import { choice, document, slug, unitCode } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { productEnded } from '../product/keeping.ts';
import { origins, PRODUCT_UNKNOWN, type Product } from '../product/product.ts';
import { type ProgrammeYear, YEAR_CLOSED } from '../programme-year/programme-year.ts';
import { type Step, step, steps } from '../programme-year/steps.ts';
import { getRulebook } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { type Day, dayOf } from '../time/civil-date.ts';
import { placed } from '../unit/place.ts';
import { barsOf } from './barred.ts';
import { carried, carriedOver, takenOver } from './carried.ts';
import {
  type Certificates,
  certificateMisfits,
  certificatesOf,
  datedCertificate,
  earlierCertificate,
  validUntil,
  withCertificates,
} from './certificates.ts';
import { type OtherCycles, ratedThisYear, underWay } from './other-cycles.ts';
import {
  cycleId,
  cycleParts,
  notBefore,
  type ProductCycle,
  type Purpose,
  productCycle,
  purposes,
} from './product-cycle.ts';
import { nothingAbove, notRenewed } from './renewal.ts';

const purpose = choice(purposes);

const CYCLE_EXISTS = refusal('CYCLE_EXISTS', 'conflict', {
  vi: 'Chu trình {id} đã có.',
  en: 'Cycle {id} exists already.',
});
const PRODUCT_ELSEWHERE = refusal('PRODUCT_ELSEWHERE', 'conflict', {
  vi: 'Sản phẩm {product} thuộc tỉnh {home}; chu trình phải mang mã tỉnh đó.',
  en: 'Product {product} belongs to province {home}: its cycle carries that province’s code.',
});
const CYCLE_UNKNOWN = refusal('CYCLE_UNKNOWN', 'unknown', {
  vi: 'Không có chu trình {cycle}.',
  en: 'There is no cycle {cycle}.',
});
export const YEAR_NOT_APPROVED = refusal('YEAR_NOT_APPROVED', 'conflict', {
  vi: 'Kế hoạch năm {year} chưa được phê duyệt.',
  en: 'The plan of year {year} is not approved.',
});
const ENTRY_NEEDS_HISTORY = refusal('ENTRY_NEEDS_HISTORY', 'invalid', {
  vi: 'Vào thẳng bước này cần nêu chu trình hoặc kết quả của năm trước.',
  en: 'Entering at this step needs the earlier cycle or result it goes on from.',
});
const ENTRY_NOT_FOUNDED = refusal('ENTRY_NOT_FOUNDED', 'conflict', {
  vi: 'Chu trình trước ({status}) không cho phép vào bước {entry}.',
  en: 'The earlier cycle ({status}) does not allow entry at {entry}.',
});
const ENTRY_SAME_YEAR = refusal('ENTRY_SAME_YEAR', 'conflict', {
  vi: 'Chỉ được đánh giá lại vào năm sau năm {year}.',
  en: 'A product returns in a year after {year}, not in the same one.',
});

const ORDINAL_SKIPPED = refusal('ORDINAL_SKIPPED', 'invalid', {
  vi: 'Chưa có chu trình {before}: số thứ tự của {id} phải liền sau.',
  en: 'There is no cycle {before}: the ordinal of {id} must follow on one.',
});
const YEAR_IS_KNOWN = refusal('YEAR_IS_KNOWN', 'conflict', {
  vi: 'Hệ thống đã có chu trình {cycle} của năm {year}: hãy nêu chu trình đó.',
  en: 'The system knows the year {year} by cycle {cycle}: name that cycle instead.',
});
const RENEWAL_IS_RE_RATED = refusal('RENEWAL_IS_RE_RATED', 'invalid', {
  vi: 'Công nhận lại thì vào từ bước đánh giá, phân hạng.',
  en: 'A renewal enters at the rating.',
});

/** An earlier year's outcome that this system did not see, with its paper. */
const earlier = z.strictObject({
  year: z.int().min(2018).max(2100),
  outcome: choice({
    'plan-not-selected': { vi: 'phương án không được chọn', en: 'the plan was not selected' },
    rated: { vi: 'đã đánh giá, phân hạng', en: 'rated' },
  }),
  stars: z.int().min(1).max(5).optional(),
  document,
  /** what it was certified by: a renewal needs it */
  certificate: earlierCertificate.optional(),
});
type Earlier = z.infer<typeof earlier>;

const cycleStarted = productCycle.event('CycleStarted', {
  version: 3,
  schema: z.strictObject({
    product: slug,
    producer: slug,
    place: unitCode,
    /** where its product lay from which day on */
    places: z.array(placed).optional(),
    /** its place before it was placed in a part of that */
    site: unitCode.optional(),
    group: slug,
    origin: choice(origins),
    entry: step,
    purpose,
    rulebook: z.string(),
    after: cycleId.optional(),
    earlier: earlier.extend({ certificate: datedCertificate.optional() }).optional(),
    carried: carried.optional(),
    /** what the product's other cycles bar it from, until when */
    notBefore: notBefore.optional(),
  }),
  // Before version 2, nobody said for what: a cycle was of one kind; before version 3 no paper had its certificate.
  upcast: { 1: (data) => ({ ...data, purpose: 'rating' }), 2: (data) => data },
  evolve: (
    state,
    { product, producer, place, places, site, group, entry, purpose, rulebook, carried, earlier, notBefore },
    meta,
  ) => ({
    ...state,
    purpose,
    product,
    producer,
    place,
    places: places ?? [{ code: place, on: dayOf(meta.occurredAt) }],
    site: site ?? place,
    group,
    entry,
    expectedRulebook: rulebook,
    started: markOf(meta),
    ...(notBefore ? { notBefore } : {}),
    ...certifiedBefore(earlier),
    ...takenOver(carried, meta),
  }),
  sentence: ({ entry, after, purpose }) => ({
    vi: `Mở chu trình${purpose === 'renewal' ? ' công nhận lại' : ''}, vào từ bước “${steps[entry].vi}”${after ? ` (tiếp nối ${after})` : ''}`,
    en: `${purpose === 'renewal' ? 'Renewal cycle' : 'Cycle'} started at step “${steps[entry].en}”${after ? ` (goes on from ${after})` : ''}`,
  }),
});

function certifiedBefore(of?: Earlier & { certificate?: z.infer<typeof datedCertificate> | undefined }) {
  if (!of?.certificate || of.stars === undefined) return {};
  const { number, issuedOn: from, validUntil: until } = of.certificate;
  return { earlierCertificate: { stars: of.stars, number, from, until } };
}

const { implementation: _implementation, promotion: _promotion, ...entries } = steps;
const input = z.strictObject({
  entry: choice(entries).default('awareness'),
  purpose: purpose.default('rating'),
  after: cycleId.optional(),
  earlier: earlier.optional(),
});

export const startCycle = productCycle.command('StartCycle', {
  input,
  by: responsibility('start-cycle'),
  starts: ({ id }) => CYCLE_EXISTS({ id }),
  needs: ({ input }) => ({ before: input?.after === undefined ? undefined : productCycle.need(input.after) }),
  ...withCertificates,
  decide: ({ id, input, needs, occurredOn: on }) => {
    const started = begin({ id, needs, entry: input.entry });
    if ('refused' in started) return started;
    const { entry, purpose, after } = input;
    const { before, relatives: others = new Map(), ofRelatives: streams = new Map() } = needs;
    const rulebook = getRulebook(started.rulebook);
    const refused = entryRefused({
      id,
      entry,
      purpose,
      after,
      earlier: input.earlier,
      before,
      others,
      streams,
      on,
      rulebook,
    });
    if (refused) return refused;
    const earlier = input.earlier && datedEarlier(input.earlier);
    const [certificate] = certificatesKnown({ after, before, others, streams, earlier: input.earlier });
    const notBefore = barsOf({ id, purpose, others, year: needs.year, on, certificate, rulebook });
    return [
      cycleStarted({
        ...started,
        purpose,
        ...(after === undefined ? {} : { after }),
        ...(earlier === undefined ? {} : { earlier }),
        ...(notBefore === undefined ? {} : { notBefore }),
      }),
    ];
  },
  words: { vi: 'Mở chu trình', en: 'Start a cycle' },
});

/** The new year's cycle of a product that was carried over: opened by the process, where the policy says. */
export const continueCycle = productCycle.command('ContinueCycle', {
  input: z.strictObject({ after: cycleId, entry: step }),
  by: { kind: 'workflow' },
  needs: ({ input }) => ({ before: input === undefined ? undefined : productCycle.need(input.after) }),
  starts: ({ id }) => CYCLE_EXISTS({ id }),
  ...withCertificates,
  decide: ({ id, input, needs, today: on }) => {
    const started = begin({ id, needs, entry: input.entry });
    if ('refused' in started) return started;
    const { before = productCycle.initial, relatives: others = new Map(), ofRelatives: streams = new Map() } = needs;
    const carried = carriedOver(before, input.entry);
    const { purpose = 'rating' } = before;
    const [certificate] = certificatesKnown({ after: input.after, before, others, streams, earlier: undefined });
    const rulebook = getRulebook(started.rulebook);
    const notBefore = barsOf({ id, purpose, others, year: needs.year, on, certificate, rulebook });
    return [
      cycleStarted({
        ...started,
        purpose,
        after: input.after,
        ...(notBefore === undefined ? {} : { notBefore }),
        ...(carried ? { carried } : {}),
      }),
    ];
  },
  words: { vi: 'Tiếp nối chu trình năm trước', en: 'Go on with last year’s cycle' },
});

const datedEarlier = ({ certificate, ...of }: Earlier) =>
  certificate ? { ...of, certificate: { ...certificate, validUntil: validUntil(certificate.issuedOn) } } : of;

type StartNeeds = { year: ProgrammeYear; product: Product };

function begin({ id, needs, entry }: { id: string; needs: StartNeeds; entry: Step }) {
  const { product: productId, province, yearId } = cycleParts(id);
  const { product, year } = needs;
  const { producer, place, places, site = place, group, origin, province: home } = product;
  if (!producer || !place || !group || !origin) return PRODUCT_UNKNOWN({ product: productId });
  if (home !== province) return PRODUCT_ELSEWHERE({ product: productId, home });
  const ended = productEnded(productId, product);
  if (ended) return ended;
  if (!year.plan || !year.approved) return YEAR_NOT_APPROVED({ year: yearId });
  if (year.closed) return YEAR_CLOSED({ year: yearId });
  const lay = { ...(places ? { places: [...places] } : {}), ...(site && site !== place ? { site } : {}) };
  return { product: productId, producer, place, ...lay, group, origin, entry, rulebook: year.plan.rulebook };
}

type EntryQuestion = {
  id: string;
  entry: Step;
  purpose: Purpose;
  before: ProductCycle | undefined;
  after: string | undefined;
  earlier: Earlier | undefined;
  others: OtherCycles;
  streams: Certificates;
  on: Day;
  rulebook: Rulebook;
};

/** A cycle that is named must be one of this product in an earlier year, whatever step it leads to. */
function afterRefused({ id, entry, before, after }: EntryQuestion): Refusal | undefined {
  if (after === undefined) return undefined;
  const [own, named] = [cycleParts(id), cycleParts(after)];
  if (named.product !== own.product || named.province !== own.province)
    return ENTRY_NOT_FOUNDED({ status: after, entry }, '/after');
  if (named.year >= own.year) return ENTRY_SAME_YEAR({ year: named.year }, '/after');
  return before?.started ? undefined : CYCLE_UNKNOWN({ cycle: after }, '/after');
}

/** Ordinals go on from one another, so that whoever looks for a product's cycles finds them all. */
function ordinalRefused(id: string, others: OtherCycles): Refusal | undefined {
  const { province, year, product, ordinal } = cycleParts(id);
  const before = `${province}-${year}-${product}-${ordinal - 1}`;
  return ordinal === 1 || others.has(before) ? undefined : ORDINAL_SKIPPED({ id, before });
}

/** A paper speaks for years this system did not see; of the others the cycle itself says how it ended. */
function earlierRefused({ earlier, others }: EntryQuestion): Refusal | undefined {
  if (!earlier) return undefined;
  const cycle = [...others.keys()].find((other) => cycleParts(other).year === earlier.year);
  return cycle === undefined ? undefined : YEAR_IS_KNOWN({ cycle, year: earlier.year }, '/earlier/year');
}

/** "At the same time next year": whichever of its cycles the plan was not selected in (part II IV.6.3). */
function planRefusedThisYear(id: string, others: OtherCycles): Refusal | undefined {
  for (const [cycle, { plan }] of others) {
    const { year } = cycleParts(cycle);
    if (plan?.status === 'rejected' && year >= cycleParts(id).year) return ENTRY_SAME_YEAR({ year }, '/entry');
  }
  return undefined;
}

type Known = Pick<EntryQuestion, 'after' | 'before' | 'others' | 'streams' | 'earlier'>;

/** All of the product, of its cycles and of the paper that is named, the newest first. */
function certificatesKnown({ after, before, others, streams, earlier }: Known) {
  const paper = certifiedBefore(earlier && datedEarlier(earlier)) as Partial<ProductCycle>;
  const cycles = new Map([...others, [after ?? '', before], ['', { ...productCycle.initial, ...paper }]] as const);
  return certificatesOf(cycles, streams);
}

/** What a product is rated for must be left to it by the certificates it has, whichever cycle or paper is named. */
function purposeRefused(q: EntryQuestion): Refusal | undefined {
  const { id, purpose, earlier, on, rulebook } = q;
  const misfits = earlier && certificateMisfits(earlier, on);
  if (misfits) return misfits;
  const certificates = certificatesKnown(q);
  const refused =
    purpose === 'renewal'
      ? notRenewed(cycleParts(id).year, { certificates, rulebook, on })
      : nothingAbove({ certificates, rulebook, on });
  return refused && { ...refused, field: '/purpose' };
}

/** Steps 3 and 5 are entered on what an earlier year decided (1576/QĐ-UBND, part II IV.6.3 and IV.6.5). */
function entryRefused(q: EntryQuestion): Refusal | undefined {
  const { id, entry, purpose, before, after, earlier, others } = q;
  const refused = afterRefused(q) ?? ordinalRefused(id, others) ?? underWay(id, purpose, others) ?? earlierRefused(q);
  if (refused) return refused;
  if (purpose === 'renewal' && entry !== 'rating') return RENEWAL_IS_RE_RATED({}, '/purpose');
  const unfounded = purposeRefused(q);
  if (unfounded) return unfounded;
  if (entry === 'awareness' || entry === 'idea') return undefined;
  if (after === undefined && !earlier) return ENTRY_NEEDS_HISTORY({}, '/after');
  const { year } = cycleParts(id);
  if (after === undefined && earlier && earlier.year >= year)
    return ENTRY_SAME_YEAR({ year: earlier.year }, '/earlier/year');
  const tooSoon = entry === 'rating' ? ratedThisYear(id, purpose, others) : planRefusedThisYear(id, others);
  if (tooSoon) return tooSoon;
  const founded = before
    ? entry === 'rating'
      ? before.ended?.kind === 'rated' || before.ended?.kind === 'recognised'
      : before.plan?.status === 'rejected' || before.ended?.kind === 'carried-over'
    : earlier?.outcome === (entry === 'rating' ? 'rated' : 'plan-not-selected');
  return founded
    ? undefined
    : ENTRY_NOT_FOUNDED({ status: before?.ended?.kind ?? earlier?.outcome ?? '–', entry }, '/entry');
}
