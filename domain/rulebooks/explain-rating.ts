import type { Lang } from '../kernel/refusal.ts';
import { type CriteriaSet, leavesOf } from './criteria-set.ts';
import { shownMean } from './mean.ts';
import type { Points, Star } from './rulebook.ts';
import type { MinimumCheck, Rating } from './stars.ts';
import { type Words, words } from './words.ts';

/** Hundredths as printed: 9200 → '92,00' in Vietnamese, '92.00' in English. */
export function showPoints(points: Points, lang: Lang): string {
  const text = `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}`;
  return lang === 'vi' ? text.replace('.', ',') : text;
}

const both = (vi: (lang: 'vi') => string, en: (lang: 'en') => string): Words => words(vi('vi'), en('en'));

/** The way to a rating's stars, one sentence per step: totals and mean, band, each minimum option, outcome. */
export function explainRating(rating: Rating, set: CriteriaSet): readonly Words[] {
  const { mean, band, explanation, knockOuts, stars } = rating;
  if (mean === null || band === null) {
    return [
      ...knockOuts.map(({ name }) =>
        words(`Dừng đánh giá: ${name.vi.toLowerCase()}.`, `Scoring ended: ${name.en.toLowerCase()}.`),
      ),
      words('Kết quả: không xếp sao.', 'Result: no star.'),
    ];
  }
  const totals = (lang: Lang) => explanation.members.map(({ total }) => showPoints(total, lang)).join(' + ');
  const fraction = (lang: Lang) => `(${totals(lang)}) / ${mean.count} = ${shownMean(mean, lang)}`;
  const asPrinted = explanation.policies['mean-compared'] === 'printed';
  return [
    both(
      (lang) => `Điểm trung bình: ${fraction(lang)}${asPrinted ? ', so theo điểm in' : ''}.`,
      (lang) => `Mean: ${fraction(lang)}${asPrinted ? ', compared as printed' : ''}.`,
    ),
    bandSentence(band, rating),
    ...rating.minimumOptions.filter(({ star }) => star <= band).map((check) => minimumSentence(check, set)),
    words(`Kết quả: ${stars} sao.`, `Result: ${stars} stars.`),
  ];
}

function bandSentence(band: Star, { explanation: { bands, policies, bandsPrinted } }: Rating): Words {
  const from = bands.find(({ star }) => star === band)?.from ?? 0;
  const rounded = bandsPrinted === 'integers-with-gaps' && policies['band-gaps'] === 'round-to-point';
  return both(
    (lang) => `Khung ${band} sao từ ${showPoints(from, lang)} điểm${rounded ? ', sau khi làm tròn đến điểm' : ''}.`,
    (lang) =>
      `The ${band}-star band starts at ${showPoints(from, lang)}${rounded ? ', after rounding to a point' : ''}.`,
  );
}

function minimumSentence({ star, criterion, needed, reachedPerMember, met }: MinimumCheck, set: CriteriaSet): Words {
  const name = leavesOf(set).find(({ code }) => code === criterion)?.name ?? words(criterion, criterion);
  const reached = (lang: Lang) => reachedPerMember.map((points) => showPoints(points, lang)).join('; ');
  return both(
    (lang) =>
      `Để đạt ${star} sao, tiêu chí ${criterion} (${name.vi}) cần ${showPoints(needed, lang)}; ` +
      `các thành viên cho ${reached(lang)}: ${met ? 'đạt' : 'không đạt'}.`,
    (lang) =>
      `For ${star} stars criterion ${criterion} (${name.en}) needs ${showPoints(needed, lang)}; ` +
      `members gave ${reached(lang)}: ${met ? 'met' : 'missed'}.`,
  );
}
