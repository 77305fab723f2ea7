// For what a product is rated anew is not believed: a renewal needs a certificate that stands, and more stars those that
// are left (1576/QĐ-UBND, part II IV.6.5; 26/2026/QĐ-TTg, art. 7.6 and 12.3).
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { legalDeadlines } from '../rulebooks/legal-terms.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { certificateOn } from './certificates.ts';
import type { OtherCycles } from './other-cycles.ts';
import { cycleParts, type Validity } from './product-cycle.ts';

const CERTIFICATE_UNKNOWN = refusal('CERTIFICATE_UNKNOWN', 'conflict', {
  vi: 'Công nhận lại cần giấy chứng nhận từ {stars} sao: hãy nêu chu trình đã công nhận, hoặc giấy chứng nhận của năm trước.',
  en: 'A renewal needs a certificate of {stars} stars or more: name the cycle that was recognised, or the earlier certificate.',
});
const CERTIFICATE_EXPIRED = refusal('CERTIFICATE_EXPIRED', 'conflict', {
  vi: 'Giấy chứng nhận {number} đã hết hiệu lực ngày {until}: sản phẩm đăng ký đánh giá, không công nhận lại.',
  en: 'Certificate {number} ran out on {until}: the product is rated anew, not renewed.',
});
const RENEWAL_NOT_OPEN = refusal('RENEWAL_NOT_OPEN', 'conflict', {
  vi: 'Giấy chứng nhận {number} có hiệu lực đến {until}: hồ sơ đánh giá lại chỉ nhận từ ngày {from}.',
  en: 'Certificate {number} is valid until {until}: a dossier for its renewal is taken from {from}.',
});
const RENEWED_IN_A_LATER_YEAR = refusal('RENEWED_IN_A_LATER_YEAR', 'conflict', {
  vi: 'Giấy chứng nhận {number} cấp trong năm {year}: chỉ công nhận lại vào năm sau.',
  en: 'Certificate {number} was issued in {year}: it is renewed in a later year.',
});
const NO_MORE_STARS = refusal('NO_MORE_STARS', 'conflict', {
  vi: 'Giấy chứng nhận {number} ({stars} sao) còn hiệu lực đến {until}: không còn hạng cao hơn, hãy chọn công nhận lại.',
  en: 'Certificate {number} ({stars} stars) is valid until {until}: there are no more stars to reach, choose a renewal.',
});
export const dayOfTerm = (term: string, until: Day, rulebook: Pick<Rulebook, 'deadlines'>): Day | undefined =>
  legalDeadlines(rulebook, { of: 'certificate-expiry', on: until, calendar: { holidays: [] } }).find(
    ({ id }) => id === term,
  )?.dueOn;

/** From when its renewal is filed, where an act says so (26/2026/QĐ-TTg, art. 7.6 a). */
export const renewalOpensOn = ({ until }: Validity, rulebook: Pick<Rulebook, 'deadlines'>): Day | undefined =>
  dayOfTerm('renewal-opens', until, rulebook);

/** Where the time for filing had passed when the act came, a certificate holds out longer (26/2026/QĐ-TTg, art. 12.3). */
function renewableUntil({ until }: Validity, rulebook: Pick<Rulebook, 'deadlines' | 'effectiveFrom'>): Day {
  const closed = dayOfTerm('renewal-closes', until, rulebook);
  const late = dayOfTerm('late-renewal-validity', until, rulebook);
  return closed !== undefined && late !== undefined && closed < rulebook.effectiveFrom ? late : until;
}

type Known = { readonly certificates: readonly Validity[]; readonly rulebook: Rulebook; readonly on: Day };

/** Why a product is not renewed by what is known of it, in a cycle of a year. */
export function notRenewed(year: number, { certificates, rulebook, on }: Known): Refusal | undefined {
  const newest = certificates.find(({ from }) => from <= on);
  if (!newest) return CERTIFICATE_UNKNOWN({ stars: rulebook.certificate.fromStar });
  const { number, from, until } = newest;
  const issuedIn = Number(from.slice(0, 4));
  if (issuedIn >= year) return RENEWED_IN_A_LATER_YEAR({ number, year: issuedIn });
  return on > renewableUntil(newest, rulebook) ? CERTIFICATE_EXPIRED({ number, until }) : undefined;
}

/** The same when its dossier is filed, which an act takes from a day on. */
export function renewalNotFiled(year: number, known: Known): Refusal | undefined {
  const refused = notRenewed(year, known);
  const [newest] = known.certificates;
  const opens = newest && renewalOpensOn(newest, known.rulebook);
  if (refused || !newest || opens === undefined || known.on >= opens) return refused;
  return RENEWAL_NOT_OPEN({ number: newest.number, until: newest.until, from: opens });
}

/** Why a product is not rated for more stars. */
export function nothingAbove({ certificates, rulebook, on }: Known): Refusal | undefined {
  const standing = certificateOn(certificates, on);
  if (!standing || standing.stars < Math.max(...rulebook.bands.map(({ star }) => star))) return undefined;
  return NO_MORE_STARS({ number: standing.number, stars: standing.stars, until: standing.until });
}

/** Renewals under way of a product. */
export const renewalsOf = (others: OtherCycles): readonly string[] =>
  [...others]
    .filter(([, { purpose, started, ended }]) => purpose === 'renewal' && started && !ended)
    .map(([cycle]) => cycle)
    .sort((a, b) => cycleParts(a).year - cycleParts(b).year);
