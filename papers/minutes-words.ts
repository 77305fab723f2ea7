// Minutes as people read and print them: what the data say, section by section, Vietnamese first.
import { conflictKinds } from '../domain/council-session/conflict-kinds.ts';
import type { Member } from '../domain/council-session/council-session.ts';
import type { SaidMinutes } from '../domain/council-session/minutes-shown.ts';
import { points, shownDay, shownMoment } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import type { Lang, Words } from '../domain/kernel/refusal.ts';
import { tierName } from '../domain/product-cycle/escalation/tier.ts';
import { groundName } from '../domain/rulebooks/knock-outs.ts';
import { roles } from '../domain/rulebooks/responsibilities.ts';

export type Section = { readonly title: Words; readonly lines: readonly Words[] };

/** What of minutes is no part of their data: number, who signed, and the secretary's own words. */
export type AroundMinutes = {
  /** what other sessions decide again, whatever these minutes say */
  readonly superseded: readonly { readonly cycle: string; readonly on: string; readonly document: string }[];
  readonly number?: string | undefined;
  readonly supplement: boolean;
  readonly hash: string;
  readonly signed: readonly { readonly as: 'presiding' | 'secretary'; readonly by: string; readonly at: string }[];
  readonly text?: string | undefined;
};

const both = (say: (lang: Lang) => string): Words => ({ vi: say('vi'), en: say('en') });
const pick = (lang: Lang, vi: string, en: string): string => (lang === 'vi' ? vi : en);

export const minutesSections = (minutes: SaidMinutes, around: AroundMinutes): readonly Section[] => [
  ...minutesBody(minutes, around),
  signatures(around),
];

/** All but who signed. */
export function minutesBody(minutes: SaidMinutes, around: AroundMinutes): readonly Section[] {
  const { text } = around;
  return [
    whereAndWhen(minutes),
    whoWasThere(minutes),
    ...minutes.products.map(productSection),
    ...supersededSection(around),
    ...(text === undefined
      ? []
      : [
          {
            title: { vi: 'Ghi nhận thêm của Thư ký', en: 'In the secretary’s own words' },
            lines: [{ vi: text, en: '' }],
          },
        ]),
  ];
}

export const minutesTitle = ({ tier, year }: SaidMinutes, { number, supplement }: AroundMinutes): Words =>
  both((lang) =>
    pick(
      lang,
      `Biên bản${supplement ? ' bổ sung' : ''}${number ? ` số ${number}` : ' (dự thảo)'} – Hội đồng đánh giá, phân hạng sản phẩm OCOP ${tierName(tier ?? '').vi}, năm ${year}`,
      `${supplement ? 'Supplementary minutes' : 'Minutes'}${number ? ` ${number}` : ' (not drawn up yet)'} – OCOP council of tier ${tierName(tier ?? '').en}, ${year}`,
    ),
  );

function whereAndWhen(m: SaidMinutes): Section {
  const sittings = m.sittings.map(({ opened, presided, closed }, i) =>
    both((lang) =>
      pick(
        lang,
        `Lần họp ${i + 1}: khai mạc ${shownDay(opened)}${closed ? `, bế mạc ${shownDay(closed)}` : ', chưa bế mạc'}; chủ trì: ${presided}`,
        `Sitting ${i + 1}: opened ${shownDay(opened)}${closed ? `, closed ${shownDay(closed)}` : ', not closed'}; presided: ${presided}`,
      ),
    ),
  );
  const what = both((lang) =>
    pick(
      lang,
      `Phiên ${m.session}, đợt ${m.round}, theo ${m.rulebook}${m.inWriting ? ', lấy ý kiến bằng văn bản' : ''}`,
      `Session ${m.session}, round ${m.round}, under ${m.rulebook}${m.inWriting ? ', by written opinions' : ''}`,
    ),
  );
  return { title: { vi: 'Phiên họp', en: 'The session' }, lines: [what, ...sittings] };
}

function whoWasThere({ members, attendance }: SaidMinutes): Section {
  const cameAndWent = (account: string, lang: Lang) =>
    attendance
      .filter((a) => a.account === account)
      .map((a) => `${a.arrived ? pick(lang, 'đến', 'came') : pick(lang, 'rời', 'left')} ${shownMoment(a.when)}`)
      .join(', ');
  const line = ({ account, seat, from, scores }: Member): Words =>
    both((lang) => {
      const when = cameAndWent(account, lang);
      const silent = scores ? '' : pick(lang, '; không chấm điểm', '; does not score');
      return `${account} – ${roles[seat][lang]} (${from})${silent}${when ? `; ${when}` : ''}`;
    });
  return { title: { vi: 'Thành phần, điểm danh', en: 'Members and attendance' }, lines: members.map(line) };
}

type Product = SaidMinutes['products'][number];

function productSection(product: Product): Section {
  const { cycle, dossier, conflicts, openings, votes, voided, result, postponedOn } = product;
  const lines: Words[] = [
    ...(dossier
      ? [
          both((lang) =>
            pick(
              lang,
              `Hồ sơ gửi thành viên ngày ${shownDay(dossier.sentOn)} (mã ${dossier.manifest.slice(0, 12)}), bộ tiêu chí ${dossier.criteriaSet}`,
              `Dossier sent to the members on ${shownDay(dossier.sentOn)} (hash ${dossier.manifest.slice(0, 12)}), criteria ${dossier.criteriaSet}`,
            ),
          ),
        ]
      : []),
    ...conflicts.map(({ member, kind }) =>
      both((lang) => `${pick(lang, 'Không chấm', 'Does not rate it')}: ${member}, ${kindWords(kind)[lang]}`),
    ),
    ...openings.flatMap((opening) => openingLines(opening)),
    ...votes.map(({ ground, votes: given, established }) =>
      both((lang) => {
        const pro = given.filter((v) => v.for).length;
        const carried = established ? pick(lang, 'thông qua', 'carried') : pick(lang, 'không thông qua', 'not carried');
        return `${pick(lang, 'Biểu quyết loại', 'Vote on knocking it out')} (${groundName(ground)[lang]}): ${pro}/${given.length}, ${carried}`;
      }),
    ),
    ...voided.map(({ member, kind }) =>
      both((lang) => `${pick(lang, 'Phiếu không tính', 'Sheet not counted')}: ${member}, ${kindWords(kind)[lang]}`),
    ),
    ...(result ? [resultLine(result)] : []),
    ...(postponedOn
      ? [
          both((lang) =>
            pick(
              lang,
              `Chuyển phiên khác ngày ${shownDay(postponedOn)}`,
              `Left to another session on ${shownDay(postponedOn)}`,
            ),
          ),
        ]
      : []),
  ];
  return { title: both((lang) => `${pick(lang, 'Sản phẩm', 'Product')} ${cycle}`), lines };
}

const kindWords = (kind: string): Words => own<Words>(conflictKinds, kind) ?? { vi: kind, en: kind };

function openingLines({ on, presides, sheets, spread, unfit }: Product['openings'][number]): readonly Words[] {
  return [
    both((lang) =>
      pick(
        lang,
        `Mở phiếu ngày ${shownDay(on)}, chủ trì ${presides}: ${sheets.map((s) => `${s.member} ${points(s.total)}`).join('; ')}; chênh lệch ${points(spread)}`,
        `Sheets opened on ${shownDay(on)}, ${presides} presiding: ${sheets.map((s) => `${s.member} ${points(s.total, 'en')}`).join('; ')}; spread ${points(spread, 'en')}`,
      ),
    ),
    ...(unfit.length > 0
      ? [both((lang) => `${pick(lang, 'Phiếu không khớp niêm phong', 'Not as sealed')}: ${unfit.join(', ')}`)]
      : []),
  ];
}

const resultLine = ({ on, stars, missed, mean, knockOut }: NonNullable<Product['result']>): Words =>
  both((lang) => {
    const said = [
      ...(mean ? [`${pick(lang, 'điểm trung bình', 'mean')} ${points(mean.printed, lang)} (${mean.count})`] : []),
      `${stars} ${pick(lang, 'sao', 'stars')}`,
      ...(missed.length > 0
        ? [`${pick(lang, 'chưa đạt tối thiểu', 'minimum missed at')} ${missed.map((m) => m.criterion).join(', ')}`]
        : []),
      ...(knockOut ? [`${pick(lang, 'loại', 'knocked out')}: ${groundName(knockOut)[lang]}`] : []),
    ];
    return `${pick(lang, 'Kết luận ngày', 'Concluded on')} ${shownDay(on)}: ${said.join(', ')}`;
  });

const supersededSection = ({ superseded }: AroundMinutes): readonly Section[] =>
  superseded.length === 0
    ? []
    : [
        {
          title: { vi: 'Kết quả không còn hiệu lực', en: 'Superseded results' },
          lines: superseded.map(({ cycle, on, document }) =>
            both((lang) =>
              pick(
                lang,
                `${cycle}: từ ${shownDay(on)} theo ${document}, phiên khác đánh giá lại`,
                `${cycle}: since ${shownDay(on)} by ${document}, another session decides again`,
              ),
            ),
          ),
        },
      ];

function signatures({ signed, hash }: AroundMinutes): Section {
  const line = (as: 'presiding' | 'secretary', who: Words): Words =>
    both((lang) => {
      const one = signed.find((s) => s.as === as);
      return `${who[lang]}: ${one ? `${one.by}, ${pick(lang, 'ký lúc', 'signed at')} ${shownMoment(one.at)}` : pick(lang, 'chưa ký', 'not signed')}`;
    });
  return {
    title: { vi: 'Chữ ký', en: 'Signatures' },
    lines: [
      line('presiding', { vi: 'Người chủ trì', en: 'Who presided' }),
      line('secretary', { vi: 'Thư ký', en: 'Secretary' }),
      both((lang) => `${pick(lang, 'Mã biên bản (SHA-256)', 'Hash of the minutes (SHA-256)')}: ${hash}`),
    ],
  };
}
