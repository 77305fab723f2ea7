// A rulebook as lines, each with its value in words and the article it stands in.
import { z } from 'zod';
import type { Words } from '../../domain/kernel/refusal.ts';
import { showPoints } from '../../domain/rulebooks/explain-rating.ts';
import {
  type Holder,
  type ResponsibilityId,
  responsibilities,
  responsibilityIds,
  roles,
} from '../../domain/rulebooks/responsibilities.ts';
import type { Cite, LegalDeadline, MonthDay, Rulebook, Tier } from '../../domain/rulebooks/rulebook.ts';
import { words } from '../../projections/answer.ts';
import { bothOf } from '../language.ts';

const groups = [
  'points',
  'tiers',
  'terms',
  'certificate',
  'council',
  'dossier',
  'products',
  'holders',
  'open',
] as const;
export const line = z.strictObject({
  id: z.string(),
  group: z.enum(groups),
  what: words,
  value: words,
  article: z.string().optional(),
});
type Line = z.output<typeof line>;

const both = (vi: string, en: string): Words => ({ vi, en });
const inBoth = (say: (lang: 'vi' | 'en') => string): Words => ({ vi: say('vi'), en: say('en') });
const points = (hundredths: number): Words => inBoth((lang) => showPoints(hundredths, lang));
const stars = (all: readonly number[]): Words => {
  const shown = all.map((star) => `${star}★`).join(', ');
  return shown === '' ? both('không công nhận', 'none') : both(shown, shown);
};
const cited = (cite: Cite | undefined) =>
  cite === undefined ? {} : { article: cite.article === undefined ? cite.act : `${cite.article}, ${cite.act}` };
const monthDay = ({ month, day, yearsLater = 0 }: MonthDay): Words =>
  both(
    `${day}/${month}${yearsLater > 0 ? ' năm sau' : ''}`,
    `${day}/${month}${yearsLater > 0 ? ' of the next year' : ''}`,
  );

const UNITS: Readonly<Record<LegalDeadline['unit'], Words>> = {
  'working-days': both('ngày làm việc', 'working days'),
  days: both('ngày', 'days'),
  months: both('tháng', 'months'),
};
const IS_DUE = both('phải có', 'required');
const MAY_BE = both('minh chứng thêm', 'further evidence');

function tierLines(tier: Tier, names: ReadonlyMap<string, Words>): readonly Line[] {
  const { id, name, rates, recognises, forwards, missReturnsTo, cite } = tier;
  const of = (key: string, what: Words, value: Words): Line => ({
    id: `tier/${id}/${key}`,
    group: 'tiers',
    what: inBoth((lang) => `${name[lang]}: ${what[lang]}`),
    value,
    ...cited(cite),
  });
  const to = (other: string): Words => names.get(other) ?? both(other, other);
  return [
    of(
      'stars',
      both('công nhận', 'recognises'),
      rates ? stars(recognises) : both('không chấm điểm', 'gives no points'),
    ),
    ...(forwards
      ? [
          of(
            'forwards',
            both('chuyển lên', 'forwards'),
            inBoth((lang) => {
              const from = forwards.fromPoints;
              const least = from === undefined ? '' : ` ${lang === 'vi' ? 'từ' : 'from'} ${points(from)[lang]}`;
              return `${to(forwards.to)[lang]}${least}`;
            }),
          ),
        ]
      : []),
    ...(missReturnsTo ? [of('returns', both('không đạt thì trả về', 'a miss goes back to'), to(missReturnsTo))] : []),
  ];
}

function holderLines({ responsibilities: table }: Rulebook, names: ReadonlyMap<string, Words>): readonly Line[] {
  const who = (holders: readonly Holder[]): Words =>
    inBoth((lang) => [...new Set(holders.map(({ role }) => bothOf(roles[role])[lang]))].join('; '));
  const at = (id: ResponsibilityId, tier: string | undefined, holders: readonly Holder[]): Line => ({
    id: `holder/${id}${tier === undefined ? '' : `/${tier}`}`,
    group: 'holders',
    what: inBoth((lang) => {
      const where = tier === undefined ? '' : ` – ${(names.get(tier) ?? both(tier, tier))[lang]}`;
      return `${bothOf(responsibilities[id])[lang]}${where}`;
    }),
    value: who(holders),
  });
  return responsibilityIds.flatMap((id) => {
    const entry = table[id];
    return 'perTier' in entry
      ? Object.entries(entry.perTier).map(([tier, holders]) => at(id, tier, holders))
      : [at(id, undefined, entry)];
  });
}

export function linesOf(rulebook: Rulebook): readonly Line[] {
  const { parts, bands, ladder, certificate, council, dossier } = rulebook;
  const names = new Map(ladder.map(({ id, name }) => [id, name]));
  const plain = (group: Line['group'], id: string, what: Words, value: Words, cite?: Cite): Line => ({
    ...{ id, group, what: bothOf(what), value: bothOf(value) },
    ...cited(cite),
  });
  return [
    ...(['A', 'B', 'C'] as const).map((code) =>
      plain(
        'points',
        `part/${code}`,
        inBoth((lang) => `${code}. ${parts[code].name[lang]}`),
        points(parts[code].max),
      ),
    ),
    ...bands.map(({ star, from }) =>
      plain('points', `band/${star}`, both(`${star} sao từ`, `${star} stars from`), points(from)),
    ),
    ...ladder.flatMap((tier) => tierLines(tier, names)),
    ...rulebook.rounds.map(({ tier, no, proposalsBefore, finishBefore, cite }) =>
      plain(
        'terms',
        `round/${tier}/${no}`,
        inBoth((lang) => `${names.get(tier)?.[lang] ?? tier}: ${lang === 'vi' ? 'đợt' : 'round'} ${no}`),
        inBoth((lang) =>
          lang === 'vi'
            ? `đề nghị trước ${monthDay(proposalsBefore).vi}, xong trước ${monthDay(finishBefore).vi}`
            : `proposed before ${monthDay(proposalsBefore).en}, finished before ${monthDay(finishBefore).en}`,
        ),
        cite,
      ),
    ),
    ...rulebook.deadlines.map(({ id, name, value, unit, cite }) =>
      plain(
        'terms',
        `term/${id}`,
        name,
        inBoth((lang) => `${value} ${UNITS[unit][lang]}`),
        cite,
      ),
    ),
    plain(
      'certificate',
      'certificate',
      both('Giấy chứng nhận', 'Certificate'),
      both(
        `${certificate.months} tháng, từ ${certificate.fromStar} sao`,
        `${certificate.months} months, from ${certificate.fromStar} stars`,
      ),
    ),
    plain(
      'certificate',
      'notice',
      both('Báo trước khi hết hạn', 'Notice before it ends'),
      both(`${certificate.noticeDays} ngày`, `${certificate.noticeDays} days`),
    ),
    ...(rulebook.revocation?.grounds ?? []).map(({ id, name }) =>
      plain(
        'certificate',
        `revocation/${id}`,
        both('Căn cứ thu hồi', 'Ground to revoke'),
        name,
        rulebook.revocation?.cite,
      ),
    ),
    plain('council', 'spread', both('Chênh lệch điểm lớn nhất', 'Largest spread'), points(council.maxSpread)),
    plain(
      'council',
      'quorum',
      both('Tỷ lệ họp hợp lệ', 'Quorum'),
      both(`${council.quorumBasisPoints / 100} %`, `${council.quorumBasisPoints / 100} %`),
    ),
    plain(
      'council',
      'members',
      both('Số thành viên ít nhất', 'Fewest members'),
      both(`${council.minMembers}`, `${council.minMembers}`),
    ),
    ...dossier.map(({ id, name, mandatory, units }) =>
      plain(
        'dossier',
        `dossier/${id}`,
        name,
        inBoth((lang) => {
          const is = (mandatory ? IS_DUE : MAY_BE)[lang];
          return units === undefined ? is : `${is}, ${units} ${lang === 'vi' ? 'mẫu' : 'pieces'}`;
        }),
      ),
    ),
    ...rulebook.taxonomy.flatMap(({ groups: all }) =>
      all.map(({ id, name, sets }) =>
        plain(
          'products',
          `group/${id}`,
          name,
          inBoth((lang) => sets.map((set) => set.name[lang]).join('; ')),
        ),
      ),
    ),
    ...holderLines(rulebook, names),
    ...rulebook.incomplete.map(({ id, what, cite }) =>
      plain('open', `open/${id}`, both('Chưa rõ trong văn bản', 'Open in the act'), what, cite),
    ),
    ...(rulebook.assumptions ?? []).map(({ id, what, cite }) =>
      plain('open', `assumed/${id}`, both('Cách hiểu đang dùng', 'Assumed'), what, cite),
    ),
  ];
}
