// A due date explained: each phrase of its basis, as the code that set the date wrote it, in words and with its rule.

import { shownDay } from '../kernel/fields.ts';
import type { Due } from '../programme-year/due.ts';
import { addDays, type Day, weekday } from '../time/civil-date.ts';
import { type Calendar, isWorkingDay, workingDaysLeft } from '../time/working-days.ts';
import { type Derivation, derived } from './derivation.ts';
import { planPlaceWords, subjectWords } from './subject.ts';

type Phrase = { readonly of: RegExp; readonly says: (found: readonly string[]) => Derivation };

const said = (what: string, vi: string, en: string, rule?: string) =>
  derived(what, vi, en, rule === undefined ? {} : { rule });

const CIVIL_CODE = 'Bộ luật Dân sự 2015, điều 148';

/** What stands behind the basis itself, last phrase first. */
const additions: readonly Phrase[] = [
  {
    of: /^(.*), calendar of (\d{4}) not confirmed yet$/,
    says: ([, , year = '']) =>
      said(
        'calendar',
        `Ngày nghỉ của năm ${year} chưa được xác nhận: hạn còn có thể dời.`,
        `The days off of ${year} are not confirmed yet: the date may move.`,
      ),
  },
  {
    of: /^(.*), a day off \((\d{4}-\d{2}-\d{2})\): art\. 148 of the Civil Code$/,
    says: ([, , on = '']) =>
      said(
        'last-day-off',
        `Ngày cuối ${shownDay(on)} là ngày nghỉ: hạn kết thúc vào ngày làm việc tiếp theo.`,
        `Its last day ${shownDay(on)} is a day off: the term ends on the next working day.`,
        CIVIL_CODE,
      ),
  },
  {
    of: /^(.*), (\d+) working days for supplements$/,
    says: ([, , days = '']) =>
      said(
        'supplements',
        `Cộng ${days} ngày làm việc chờ bổ sung hồ sơ.`,
        `${days} working days were added for supplements.`,
      ),
  },
];

const origins: readonly Phrase[] = [
  {
    of: /^year plan, (.+)$/,
    says: ([, place = '']) => {
      const { vi, en } = planPlaceWords(place);
      return said('plan', `Theo kế hoạch năm: ${vi}.`, `By the year plan: ${en}.`, `year plan, ${place}`);
    },
  },
  {
    of: /^policy ([a-z-]+) \((\d+)\)$/,
    says: ([, policy = '', days = '']) =>
      said(
        'policy',
        `Theo chính sách ${policy} của kế hoạch năm: ${days} ngày làm việc.`,
        `By policy ${policy} of the year plan: ${days} working days.`,
        `policy ${policy}`,
      ),
  },
  {
    of: /^(fixed by the coordination office|set by the tier that asked)$/,
    says: ([by = '']) => said('set-by-a-person', `Do người có thẩm quyền ấn định (${by}).`, `${by}.`),
  },
];

/** The phrases of a basis: where the date comes from, then what was added to it. */
export function explainBasis(basis: string): readonly Derivation[] {
  const added: Derivation[] = [];
  let rest = basis;
  for (let found = matching(additions, rest); found; found = matching(additions, rest)) {
    added.unshift(found.says);
    rest = found.groups[1] ?? '';
  }
  const origin = matching(origins, rest)?.says ?? said('law', `Theo ${rest}.`, `By ${rest}.`, rest);
  return [origin, ...added];
}

function matching(phrases: readonly Phrase[], text: string) {
  for (const { of, says } of phrases) {
    const groups = of.exec(text);
    if (groups) return { groups, says: says(groups) };
  }
  return undefined;
}

type Open = Due & { readonly subject: string; readonly since: Day };

/** @param today undefined: of a date that no longer runs nobody counts what is left */
export function explainDue(open: Open, calendar: Calendar, facts: readonly string[], today?: Day): Derivation {
  const { dueOn, since, subject } = open;
  const from = [
    derived('since', `Tính từ ngày ${shownDay(since)}.`, `It runs from ${shownDay(since)}.`),
    ...explainBasis(open.basis),
  ];
  const { vi, en } = subjectWords(subject);
  const due = derived('due', `Hạn (${vi}): ${shownDay(dueOn)}.`, `Due (${en}): ${shownDay(dueOn)}.`, { facts, from });
  return today === undefined ? due : { ...due, from: [...from, explainLeft(today, dueOn, calendar)] };
}

/** Working days left, or how many it is late, with the days between that do not count. */
export function explainLeft(today: Day, dueOn: Day, calendar: Calendar): Derivation {
  const left = workingDaysLeft(today, dueOn, calendar);
  const between = `${shownDay(today)}–${shownDay(dueOn)}`;
  return derived(
    'working-days-left',
    left < 0 ? `Đã quá hạn ${-left} ngày làm việc (${between}).` : `Còn ${left} ngày làm việc (${between}).`,
    left < 0 ? `${-left} working days late (${between}).` : `${left} working days are left (${between}).`,
    {
      rule: 'Bộ luật Dân sự 2015, điều 147; Bộ luật Lao động 2019, điều 111–112',
      from: unusualDays(today, dueOn, calendar),
    },
  );
}

/** Days between two that are not as their weekday says. */
function unusualDays(one: Day, other: Day, calendar: Calendar): readonly Derivation[] {
  const [first, last] = one < other ? [one, other] : [other, one];
  const found: Derivation[] = [];
  for (let on = addDays(first, 1); on <= last; on = addDays(on, 1)) {
    const works = isWorkingDay(on, calendar);
    if (works === weekday(on) <= 5) continue;
    found.push(
      works
        ? derived('worked', `${shownDay(on)}: ngày làm bù.`, `${shownDay(on)}: worked in exchange.`)
        : derived('day-off', `${shownDay(on)}: ngày nghỉ.`, `${shownDay(on)}: a day off.`),
    );
  }
  return found;
}
