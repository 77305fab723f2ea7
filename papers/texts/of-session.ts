// The texts of a council's session: its minutes, the summary of points, the invitation to its members.
import type { CouncilSession } from '../../domain/council-session/council-session.ts';
import type { SaidMinutes } from '../../domain/council-session/minutes-shown.ts';
import { points, shownDay } from '../../domain/kernel/fields.ts';
import { tierName } from '../../domain/product-cycle/escalation/tier.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import { type AroundMinutes, minutesBody } from '../minutes-words.ts';
import type { Block, OfficialText, Table } from '../official-text.ts';
import { issuedBy } from './bodies.ts';
import { councilSigns } from './said.ts';

export type OfSession = {
  readonly id: string;
  readonly state: CouncilSession;
  readonly minutes: SaidMinutes;
  readonly around: AroundMinutes;
  readonly tree: UnitTree;
  readonly today: Day;
  /** what a product is called, by its cycle */
  readonly nameOf: (cycle: string) => string;
};

const COUNCIL = 'Hội đồng đánh giá, phân hạng sản phẩm OCOP';

const roundOf = ({ tier, round, year }: SaidMinutes): string =>
  `${tierName(tier ?? '').vi.toLowerCase()}, đợt ${round} năm ${year}`;

const lastDay = ({ sittings }: SaidMinutes): Day | undefined => sittings.map((s) => s.closed ?? s.opened).at(-1) as Day;

/** What every text of a session says in its head. */
export function headOf({ state, tree, minutes, today }: OfSession, day: Day | undefined) {
  const { superior, place } = issuedBy(tree, state.unit ?? '', day ?? today);
  return {
    superior,
    issuer: COUNCIL,
    place,
    ...(day === undefined ? {} : { day }),
    addressees: [],
    annexes: [],
    subject: roundOf(minutes),
  };
}

const nameShown = (sign: AroundMinutes['signed'], as: 'presiding' | 'secretary'): { name?: string } => {
  const by = sign.find((one) => one.as === as)?.by;
  return by === undefined ? {} : { name: by };
};

export function minutesText(of: OfSession): OfficialText {
  const { minutes, around, id } = of;
  const sections = minutesBody(minutes, around);
  return {
    ...headOf(of, lastDay(minutes)),
    id: `bien-ban-${id}`,
    ...(around.number === undefined ? {} : { number: around.number }),
    symbol: 'BB-HĐ',
    kind: around.supplement ? 'Biên bản bổ sung' : 'Biên bản',
    subject: `Họp ${COUNCIL} ${roundOf(minutes)}`,
    body: [
      ...sections.flatMap(({ title, lines }, i): readonly Block[] => [
        { kind: 'heading', text: `${i + 1}. ${title.vi}` },
        ...lines.map(({ vi }): Block => ({ kind: 'item', text: vi })),
      ]),
      { kind: 'heading', text: 'Tổng hợp điểm' },
      ...pointsOf(of),
    ],
    signatures: [
      { post: 'Thư ký', ...nameShown(around.signed, 'secretary') },
      { post: 'Người chủ trì', ...nameShown(around.signed, 'presiding') },
    ],
    recipients: ['Thành viên Hội đồng', 'Lưu: VT, Hội đồng'],
    basis: `Phiên ${id}. Mã biên bản (SHA-256): ${around.hash}`,
  };
}

export function summaryOfPoints(of: OfSession): OfficialText {
  const { minutes, around, id } = of;
  return {
    ...headOf(of, lastDay(minutes)),
    id: `tong-hop-diem-${id}`,
    kind: 'Bảng tổng hợp điểm',
    subject: `Đánh giá, phân hạng sản phẩm OCOP ${roundOf(minutes)}`,
    body: pointsOf(of),
    signatures: [
      { post: 'Thư ký', ...nameShown(around.signed, 'secretary') },
      { ...councilSigns(minutes), ...nameShown(around.signed, 'presiding') },
    ],
    recipients: [],
    basis: `Phiên ${id}. Mã biên bản (SHA-256): ${around.hash}`,
  };
}

/** One row a product: the last total of each who counts, their mean and what follows from it; below, who each column is. */
function pointsOf({ minutes, nameOf }: OfSession): readonly Block[] {
  const scoring = minutes.members.filter(({ scores }) => scores);
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'TT', width: 1.4, align: 'center' },
      { title: 'Sản phẩm', width: 4.5 },
      ...scoring.map((_, i) => ({ title: `TV${i + 1}`, width: 1.9, align: 'right' as const })),
      { title: 'Điểm TB', width: 2, align: 'right' },
      { title: 'Kết quả', width: 2, align: 'center' },
    ],
    rows: minutes.products.map(({ cycle, openings, voided, result }, i) => {
      const sheets = openings.at(-1)?.sheets ?? [];
      const total = (account: string): string => {
        const sheet = sheets.find(({ member }) => member === account);
        if (!sheet) return '–';
        return `${points(sheet.total)}${voided.some(({ member }) => member === account) ? ' (không tính)' : ''}`;
      };
      return [
        String(i + 1),
        nameOf(cycle),
        ...scoring.map(({ account }) => total(account)),
        result?.mean ? points(result.mean.printed) : '–',
        result ? (result.knockOut ? 'Loại' : `${result.stars} sao`) : 'Chưa kết luận',
      ];
    }),
  };
  const columns = scoring.map(({ account, seat }, i) => `TV${i + 1}: ${account}, ${roles[seat].vi}`);
  return [table, { kind: 'paragraph', text: `${columns.join('; ')}.` }];
}

export function invitation(of: OfSession): OfficialText {
  const { state, minutes, id, nameOf } = of;
  const { superior, place } = issuedBy(of.tree, state.unit ?? '', of.today);
  const how = state.inWriting ? 'cho ý kiến bằng văn bản đến hết' : 'họp';
  return {
    id: `giay-moi-${id}`,
    superior,
    issuer: COUNCIL,
    symbol: 'GM-HĐ',
    place,
    kind: 'Giấy mời',
    subject: `Họp ${COUNCIL} ${roundOf(minutes)}`,
    addressees: minutes.members.map(({ account, seat, from }) => `${account}, ${roles[seat].vi} (${from})`),
    body: [
      {
        kind: 'paragraph',
        text: `${COUNCIL} ${roundOf(minutes)} trân trọng kính mời ông (bà) ${how} ngày ${state.meetsOn ? shownDay(state.meetsOn) : '……'}, đánh giá, phân hạng ${minutes.products.length} sản phẩm theo danh sách dưới đây.`,
      },
      { kind: 'paragraph', text: 'Thời gian, địa điểm: ……………………………………………' },
      {
        kind: 'table',
        columns: [
          { title: 'TT', width: 1, align: 'center' },
          { title: 'Sản phẩm', width: 6 },
          { title: 'Mã hồ sơ', width: 5 },
        ],
        rows: minutes.products.map(({ cycle }, i) => [String(i + 1), nameOf(cycle), cycle]),
      },
      {
        kind: 'paragraph',
        text: 'Đề nghị các thành viên nghiên cứu hồ sơ, kê khai xung đột lợi ích trước khi mở hồ sơ và dự họp đầy đủ; không ủy quyền người dự thay.',
      },
    ],
    signatures: [{ authority: ['TM. Hội đồng'], post: 'Chủ tịch' }],
    recipients: ['Như trên', 'Lưu: VT, Hội đồng'],
    annexes: [],
    basis: `Phiên ${id}`,
  };
}
