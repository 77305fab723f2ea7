// The dossier: evidence pinned to criteria, the commune's confirmation of local shares, filing with a manifest.
import { z } from 'zod';
import type { Context } from '../kernel/command.ts';
import { document, paper, shownDay, slug } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { isRefusal, refusal, type Words } from '../kernel/refusal.ts';
import { productEnded } from '../product/keeping.ts';
import type { Product } from '../product/product.ts';
import { findRulebookFor, rulebooks } from '../rulebooks/registry.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import type { Day } from '../time/civil-date.ts';
import { certificatesOf, type Kin, withCertificates } from './certificates.ts';
import { evidence } from './evidence.ts';
import { filed, filing, notFiledOn, receiptRefused, receivedOn } from './filing.ts';
import { following, ownerNeed, productNews } from './following-product.ts';
import { keptNeed, ratedThisYear } from './other-cycles.ts';
import { cycleParts, type ProductCycle, productCycle, withHand } from './product-cycle.ts';
import { nothingAbove, renewalNotFiled } from './renewal.ts';
import { ended, finish, notAt, opening } from './step.ts';

const EVIDENCE_EXISTS = refusal('EVIDENCE_EXISTS', 'conflict', {
  vi: 'Minh chứng {id} đã có.',
  en: 'Evidence {id} is there already.',
});
const EVIDENCE_UNKNOWN = refusal('EVIDENCE_UNKNOWN', 'unknown', {
  vi: 'Không có minh chứng {id}.',
  en: 'There is no evidence {id}.',
});
const DOSSIER_FROZEN = refusal('DOSSIER_FROZEN', 'conflict', {
  vi: 'Hồ sơ đã nộp ngày {on}; chỉ bổ sung khi được yêu cầu.',
  en: 'The dossier was filed on {on}; it changes only by a supplement that was asked for.',
});
const DOSSIER_EMPTY = refusal('DOSSIER_EMPTY', 'conflict', {
  vi: 'Hồ sơ chưa có minh chứng nào.',
  en: 'The dossier has no evidence yet.',
});
/** An item of a dossier checklist by its name; a kind no rulebook lists is shown as it was given. */
export function itemName(kind: string): Words {
  const item = rulebooks.flatMap((r) => r.dossier).find((i) => i.id === kind);
  return item?.name ?? { vi: kind, en: kind };
}

/** What a filed dossier was made of can no longer be annulled. */
const heldByDossier = ({ submitted }: ProductCycle, revision: number): boolean =>
  submitted !== undefined && revision < submitted.at;

const without = ({ evidence }: ProductCycle, id: string | undefined) => evidence.filter((e) => e.id !== id);
const has = ({ evidence }: ProductCycle, id: string): boolean => evidence.some((e) => e.id === id);

export const evidenceAdded = productCycle.event('EvidenceAdded', {
  // What version 1 did not know (a last day, a version before) it did not say.
  version: 2,
  upcast: { 1: (data) => data },
  schema: z.strictObject(evidence),
  beside: true,
  stands: heldByDossier,
  evolve: (state, item) => ({ ...state, evidence: [...without(state, item.replaces), item] }),
  sentence: ({ kind, criterion, document, validUntil, replaces }) => ({
    vi: `Thêm minh chứng “${itemName(kind).vi}”${criterion ? ` cho tiêu chí ${criterion}` : ''}: ${paper(document)}${validUntil ? `, có giá trị đến ${shownDay(validUntil)}` : ''}${replaces ? `, thay cho ${replaces}` : ''}`,
    en: `Evidence “${itemName(kind).en}” added${criterion ? ` for criterion ${criterion}` : ''}: ${paper(document)}${validUntil ? `, good until ${shownDay(validUntil)}` : ''}${replaces ? `, in place of ${replaces}` : ''}`,
  }),
});
const evidenceRemoved = productCycle.event('EvidenceRemoved', {
  version: 1,
  schema: z.strictObject({ id: slug }),
  beside: true,
  stands: heldByDossier,
  evolve: (state, { id }) => ({ ...state, evidence: without(state, id) }),
  sentence: ({ id }) => ({ vi: `Bỏ minh chứng ${id}`, en: `Evidence ${id} removed` }),
});
/** Shares in basis points: 75 % are 7500. */
const basisPoints = z.int().min(0).max(10_000);
const localSharesConfirmed = productCycle.event('LocalSharesConfirmed', {
  version: 1,
  schema: z.strictObject({ labour: basisPoints, material: basisPoints, document }),
  beside: true,
  stands: heldByDossier,
  evolve: (state, _, meta) => withHand({ ...state, localShares: markOf(meta) }, meta, 'confirmed-shares'),
  sentence: ({ labour, material, document }) => ({
    vi: `Xã xác nhận lao động địa phương ${labour / 100}%, nguyên liệu địa phương ${material / 100}% (${paper(document)})`,
    en: `Commune confirmed ${labour / 100} % local labour and ${material / 100} % local material (${paper(document)})`,
  }),
  correctable: ['labour', 'material', 'document'],
});

/** Filing binds the rulebook by its date, and it stays even when the law changes mid-rating. */
const dossierSubmitted = productCycle.event('DossierSubmitted', {
  version: 2,
  schema: filing,
  upcast: { 1: (data) => data },
  evolve: (state, { rulebook, criteriaSet, manifest, group = state.group, receivedOn }, meta) => {
    const mark = markOf(meta);
    const submitted = { ...mark, on: receivedOn ?? mark.on, manifest };
    const filed = { ...state, ...(group ? { group } : {}), rulebook, criteriaSet, submitted };
    return state.step === 'implementation' ? finish(filed, 'implementation', mark) : { ...filed, deadline: undefined };
  },
  sentence: ({ rulebook, criteriaSet, round, roundYear, manifest, receivedOn, missing }) => ({
    vi: `Nộp hồ sơ đánh giá đợt ${round}${roundYear === undefined ? '' : ` năm ${roundYear}`} theo ${rulebook}, bộ tiêu chí ${criteriaSet} (mã ${manifest.slice(0, 12)})${receivedOn === undefined ? '' : `, nhận ngày ${shownDay(receivedOn)}`}${missing.length ? `; còn thiếu: ${missing.map((m) => itemName(m).vi).join(', ')}` : ''}`,
    en: `Dossier filed for round ${round}${roundYear === undefined ? '' : ` of ${roundYear}`} under ${rulebook}, set ${criteriaSet} (manifest ${manifest.slice(0, 12)})${receivedOn === undefined ? '' : `, received on ${shownDay(receivedOn)}`}${missing.length ? `; missing: ${missing.map((m) => itemName(m).en).join(', ')}` : ''}`,
  }),
  correctable: ['criteriaSet'],
  // The right day may lie under another law, or in another round.
  recheck: ({ criteriaSet, receivedOn }, before, { id, needs, occurredOn, digest, movedBy }) => {
    const refused = movedBy && receiptRefused(movedBy, { needs, occurredOn });
    if (refused) return refused;
    const { year, product } = needs;
    const on = movedBy ? occurredOn : (receivedOn ?? occurredOn);
    const lost = purposeLost({ id, state: before, needs }, on);
    const said = notFiledOn(on, before) ?? lost ?? filed({ id, state: before, criteriaSet, on, year, product, digest });
    return isRefusal(said) || on === occurredOn ? said : { ...said, receivedOn: on };
  },
  // Not what it is rated for: that rests on the product's other cycles, which a verification does not hold against it.
  derives: ({ criteriaSet, receivedOn }, before, { id, needs, occurredOn, digest }) => {
    const { year, product } = needs;
    const on = receivedOn ?? occurredOn;
    const said = filed({ id, state: before, criteriaSet, on, year, product, digest });
    return isRefusal(said) || on === occurredOn ? said : { ...said, receivedOn: on };
  },
  outcome: ({ rulebook, criteriaSet, round, roundYear }) => [rulebook, criteriaSet, round, roundYear].join(),
});

export const collecting = ({ state }: { state: ProductCycle }) => {
  if (state.ended) return ended(state);
  if (state.submitted) return DOSSIER_FROZEN({ on: state.submitted.on });
  return returning(state) ? undefined : notAt(state, 'implementation');
};

/** A product that came in at step 5 has no implementation to finish. */
const returning = (state: ProductCycle): boolean => state.step === 'rating' || state.entry === 'rating';

export const addEvidence = productCycle.command('AddEvidence', {
  input: z.strictObject(evidence),
  by: responsibility('collect-evidence'),
  guard: collecting,
  decide: ({ state, input }) => {
    const { id, replaces } = input;
    if (has(state, id)) return EVIDENCE_EXISTS({ id }, '/id');
    if (replaces !== undefined && !has(state, replaces)) return EVIDENCE_UNKNOWN({ id: replaces }, '/replaces');
    return [evidenceAdded(input)];
  },
  words: { vi: 'Thêm minh chứng', en: 'Add evidence' },
});

export const removeEvidence = productCycle.command('RemoveEvidence', {
  input: z.strictObject({ id: slug }),
  by: responsibility('collect-evidence'),
  guard: collecting,
  decide: ({ state, input }) =>
    has(state, input.id) ? [evidenceRemoved(input)] : EVIDENCE_UNKNOWN({ id: input.id }, '/id'),
  words: { vi: 'Bỏ minh chứng', en: 'Remove evidence' },
});

export const confirmLocalShares = productCycle.command('ConfirmLocalShares', {
  input: z.strictObject({ labour: basisPoints, material: basisPoints, document }),
  by: responsibility('confirm-local-shares'),
  guard: collecting,
  decide: ({ input }) => [localSharesConfirmed(input)],
  words: { vi: 'Xác nhận tỷ lệ lao động, nguyên liệu địa phương', en: 'Confirm local labour and material' },
});

type Filing = Pick<Context<ProductCycle, Kin>, 'id' | 'state' | 'needs'>;

/** What it is rated for is left to it still: certificates may have run out, or come, since the cycle began. */
function purposeLost({ id, state, needs }: Filing, on: Day) {
  const rulebook = findRulebookFor(on);
  if (!rulebook) return undefined;
  const certificates = certificatesOf([...(needs.relatives ?? []), [id, state]], needs.ofRelatives);
  const known = { certificates, rulebook, on };
  return state.purpose === 'renewal' ? renewalNotFiled(cycleParts(id).year, known) : nothingAbove(known);
}

/** A duplicate's cycle goes on for the product that it is the same as. */
const noLongerMade = ({ id, needs: { product } }: { id: string; needs: { product: Product } }) =>
  product.ended?.into === undefined ? productEnded(cycleParts(id).product, product) : undefined;

export const submitDossier = productCycle.command('SubmitDossier', {
  input: z.strictObject({ criteriaSet: z.string().min(1).max(20) }),
  by: responsibility('submit-dossier'),
  ...withCertificates,
  needs: (c) => ({ ...ownerNeed(c), ...keptNeed(c) }),
  guard: (c) =>
    collecting(c) ??
    noLongerMade(c) ??
    ratedThisYear(c.id, c.state.purpose ?? 'rating', c.needs.relatives) ??
    purposeLost(c, receivedOn(c)) ??
    notFiledOn(receivedOn(c), c.state) ??
    (c.state.evidence.length > 0 ? undefined : DOSSIER_EMPTY()),
  decide: (c) => {
    const { id, state, occurredOn, digest } = c;
    const { year, product, owner = {} } = c.needs;
    const on = receivedOn(c);
    const said = filed({ id, state, criteriaSet: c.input.criteriaSet, on, year, product, digest });
    if (isRefusal(said)) return said;
    // Who files is faster than the process: what was said of the product before counts.
    const followed = following(state, productNews(state, product, owner));
    return [
      ...followed,
      ...(returning(state) ? [] : opening(state, 'implementation', occurredOn, year)),
      dossierSubmitted(on === occurredOn ? said : { ...said, receivedOn: on }),
    ];
  },
  words: { vi: 'Nộp hồ sơ đánh giá', en: 'File the dossier' },
});
