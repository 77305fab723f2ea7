// A rehearsal as an office reads it: what falls when, on whom, and what nobody would receive.

import { shownDay } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import type { Lang } from '../domain/kernel/refusal.ts';
import { roles } from '../domain/rulebooks/responsibilities.ts';
import type { Day } from '../domain/time/civil-date.ts';
import type { Rehearsal, Rehearsed, RehearsedLetters } from './rehearsal.ts';

/** A role at a unit, and what would reach it. */
export type Load = {
  readonly role: string;
  readonly name: string;
  readonly count: number;
  readonly busiest: { readonly on: Day; readonly count: number };
};

/** Applicants are imagined: that nobody holds their role says nothing. */
const IMAGINED = 'producer';

/** Who is told how much, the busiest first. */
export function loads(told: readonly Rehearsed[]): readonly Load[] {
  const found = new Map<string, { role: string; name: string; days: Day[] }>();
  for (const { on, to } of told)
    for (const { role, unit, name = unit } of to) {
      if (role === IMAGINED) continue;
      const one = found.get(`${role} ${unit}`) ?? { role, name, days: [] };
      one.days.push(on);
      found.set(`${role} ${unit}`, one);
    }
  return [...found.values()]
    .map(({ days, ...who }) => ({ ...who, count: days.length, busiest: mostOf(days) }))
    .sort((a, b) => b.count - a.count);
}

/** A person, and what their letters would tell. */
export type Reading = { readonly account: string; readonly mornings: number; readonly matters: number } & Pick<
  Load,
  'busiest'
>;

/** Who reads how much, most first. */
export function readings(letters: readonly RehearsedLetters[]): readonly Reading[] {
  const found = new Map<string, RehearsedLetters[]>();
  for (const letter of letters) found.set(letter.account, [...(found.get(letter.account) ?? []), letter]);
  return [...found]
    .map(([account, theirs]) => {
      const matters = theirs.reduce((sum, one) => sum + one.matters, 0);
      const most = theirs.reduce((most, one) => (one.matters > most.matters ? one : most));
      return { account, mornings: theirs.length, matters, busiest: { on: most.on, count: most.matters } };
    })
    .sort((a, b) => b.matters - a.matters);
}

/** Any one of those who are told may act: nobody is reached where none of them is anybody. */
export const reachesNobody = ({ to }: Rehearsed): boolean => to.every(({ accounts }) => accounts.length === 0);

function mostOf(days: readonly Day[]): { on: Day; count: number } {
  const counts = new Map<Day, number>();
  for (const on of days) counts.set(on, (counts.get(on) ?? 0) + 1);
  const [on, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return { on, count };
}

const LISTED = 10;

export function inWords(
  { year, rulebook, products, told, letters, outOfReach, stopped }: Rehearsal,
  lang: Lang,
): string {
  const vi = lang === 'vi';
  const reminders = told.filter(({ overdue }) => !overdue);
  const listed = (lines: readonly string[]) => shortened(counted(lines), lang);
  return [
    vi
      ? `Diễn tập năm ${year} (${rulebook}): ${products} sản phẩm giả định, ${reminders.length} lần nhắc, ${told.length - reminders.length} lần quá hạn, ${letters.length} lượt thư.`
      : `Year ${year} rehearsed (${rulebook}): ${products} imagined products, ${reminders.length} reminders, ${told.length - reminders.length} times overdue, ${letters.length} letters.`,
    ...section(vi ? 'Theo tháng' : 'By month', counted(told.map(({ on }) => `${on.slice(5, 7)}/${on.slice(0, 4)}`))),
    ...section(
      vi ? 'Được nhắc nhiều nhất' : 'Told most',
      loads(told)
        .slice(0, LISTED)
        .map((load) => loadLine(load, lang)),
    ),
    ...section(
      vi ? 'Thư nhiều nhất' : 'Most to read',
      readings(letters)
        .slice(0, LISTED)
        .map((one) => readingLine(one, lang)),
    ),
    ...section(
      vi ? 'Không có ai nhận' : 'Received by nobody',
      listed(
        told
          .filter(reachesNobody)
          .map((line) => `${line.why[lang]} → ${line.to.map((who) => whoLine(who, lang)).join('; ')}`),
      ),
    ),
    ...section(
      vi ? 'Nhắc vào ngày nghỉ' : 'Reminded on a day off',
      listed(reminders.filter(({ dayOff }) => dayOff).map((line) => reminderLine(line, lang))),
    ),
    ...section(
      vi ? 'Quá hạn dù ai cũng làm đúng ngày theo kế hoạch' : 'Overdue although everybody acts by the plan’s days',
      listed(told.filter(({ overdue }) => overdue).map((line) => reminderLine(line, lang))),
    ),
    ...section(
      vi ? 'Đợt đánh giá mà sản phẩm bắt đầu trong năm không kịp' : 'Rounds that nobody who begins this year can reach',
      outOfReach.map(String),
    ),
    ...section(
      vi ? 'Không đi được đến cuối' : 'Could not go on',
      listed(stopped.map(({ on, because }) => `${shownDay(on)}: ${because}`)),
    ),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

/** Equal lines once, with how often they come. */
function counted(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => `${String(count).padStart(4)}  ${line}`);
}

const shortened = (lines: readonly string[], lang: Lang): readonly string[] =>
  lines.length <= LISTED
    ? lines
    : [
        ...lines.slice(0, LISTED),
        lang === 'vi' ? `… và ${lines.length - LISTED} dòng nữa` : `… and ${lines.length - LISTED} more`,
      ];

const whoLine = ({ role, unit, name = unit }: { role: string; unit?: string; name?: string }, lang: Lang): string =>
  `${own(roles, role)?.[lang] ?? role} – ${name ?? ''}`;

const loadLine = (load: Load, lang: Lang): string =>
  `${String(load.count).padStart(4)}  ${whoLine(load, lang)} (${shownDay(load.busiest.on)}: ${load.busiest.count})`;

const readingLine = ({ account, mornings, matters, busiest: { on, count } }: Reading, lang: Lang): string =>
  lang === 'vi'
    ? `${String(matters).padStart(4)}  việc trong ${mornings} thư: ${account} (${shownDay(on)}: ${count})`
    : `${String(matters).padStart(4)}  matters in ${mornings} letters: ${account} (${shownDay(on)}: ${count})`;

const reminderLine = ({ on, which, why, dueOn, overdue }: Rehearsed, lang: Lang): string =>
  `${shownDay(on)}${overdue ? '' : ` ${which}`}: ${why[lang]} (${shownDay(dueOn)})`;
