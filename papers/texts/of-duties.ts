// The cover of what a unit reports: which duty, of when, to whom, and how the unit's duties stand.
import { type Document, shownDay } from '../../domain/kernel/fields.ts';
import type { PlannedDuty } from '../../domain/programme-year/duties.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { UnitTree } from '../../domain/unit/unit-tree.ts';
import { type Duty, isOpen, isSame, type UnitDuties } from '../../domain/unit-duties/unit-duties.ts';
import type { OfficialText } from '../official-text.ts';
import { committee, officeOf } from './bodies.ts';
import { givenBy } from './said.ts';

export type OfDuties = {
  readonly id: string;
  readonly state: UnitDuties;
  readonly tree: UnitTree;
  readonly today: Day;
  /** the time of a duty that is reported */
  readonly duty: Duty;
  /** the duty as the year's plan has it; undefined once it has it no longer */
  readonly planned: PlannedDuty | undefined;
  /** the report's number and day, once it is given */
  readonly document: Document | undefined;
};

/** What is reported: the time that is asked for, else the last one that has begun. @param named duty and number of its time */
export const dutyToReport = (
  { duties }: UnitDuties,
  named: { duty?: string | undefined; no?: number | undefined },
  today: Day,
): Duty | undefined =>
  duties
    .filter(
      ({ duty, no, from, excused }) =>
        !excused &&
        from <= today &&
        (named.duty === undefined || duty === named.duty) &&
        (named.no === undefined || no === named.no),
    )
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .at(-1);

export function reportCover(of: OfDuties): OfficialText | undefined {
  const { id, state, tree, today, duty, planned, document } = of;
  const { unit } = state;
  if (!unit) return undefined;
  const on = (document?.date as Day | undefined) ?? today;
  // What the province owes its coordination office does.
  const { superior, issuer, place } =
    unit.level === 'province'
      ? officeOf(tree, unit.code, on)
      : { superior: undefined, ...committee(tree, unit.code, on) };
  const within = state.duties.filter(({ from, until }) => from <= duty.until && until >= duty.from);
  return {
    id: `bia-bao-cao-${id}-${duty.duty}-${duty.no}`,
    ...(superior === undefined ? {} : { superior }),
    issuer,
    symbol: 'BC-OCOP',
    place,
    ...givenBy(document),
    kind: 'Báo cáo',
    subject: duty.name.vi,
    addressees: planned ? [planned.reportTo.vi] : [],
    body: [
      {
        kind: 'paragraph',
        text: `${issuer} báo cáo nhiệm vụ “${duty.name.vi}”, lần ${duty.no}, kỳ từ ${shownDay(duty.from)} đến ${shownDay(duty.until)}, hạn ${shownDay(duty.dueOn)}${planned ? ` (${planned.source})` : ''}.`,
      },
      ...(planned ? [{ kind: 'paragraph', text: `Tài liệu kèm theo: ${planned.evidence.vi}.` } as const] : []),
      { kind: 'heading', text: 'Tình hình nhiệm vụ trong kỳ' },
      {
        kind: 'table',
        columns: [
          { title: 'TT', width: 1, align: 'center' },
          { title: 'Nhiệm vụ', width: 6.5 },
          { title: 'Hạn', width: 2.3, align: 'center' },
          { title: 'Tình hình', width: 4 },
        ],
        rows: within.map((one, i) => [
          String(i + 1),
          one.name.vi,
          shownDay(one.dueOn),
          isSame(one, duty) && !one.reported ? 'Báo cáo này' : standing(one, today),
        ]),
      },
    ],
    signatures: [{ post: 'Thủ trưởng đơn vị' }],
    recipients: ['Như trên', 'Lưu: VT'],
    annexes: [],
    basis: `Nhiệm vụ ${id}`,
  };
}

function standing(duty: Duty, today: Day): string {
  if (duty.excused) return `Được miễn ngày ${shownDay(duty.excused.on)}`;
  if (isOpen(duty)) return duty.dueOn < today ? 'Quá hạn, chưa báo cáo' : 'Chưa đến hạn';
  return `Đã báo cáo ngày ${shownDay(duty.reported?.on ?? '')}`;
}
