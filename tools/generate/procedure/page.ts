// docs/reference/procedure.md: what may be done in which state, by whom, and what follows, per rulebook, for an officer to
// hold against the act. All of it is seen (explore.ts), nothing is written down.
import { basisIn } from '../../../api/pages/page.ts';
import { own } from '../../../domain/kernel/own.ts';
import { productCycle } from '../../../domain/product-cycle/product-cycle.ts';
import type { Step } from '../../../domain/programme-year/steps.ts';
import { steps } from '../../../domain/programme-year/steps.ts';
import { heightOf, levelAt } from '../../../domain/rulebooks/levels.ts';
import { getRulebook } from '../../../domain/rulebooks/registry.ts';
import { type Holder, roles } from '../../../domain/rulebooks/responsibilities.ts';
import { laws } from '../../../test/domain/random-walks.ts';
import { code, page, table } from '../markdown.ts';
import { explore, type Turn } from './explore.ts';

/** From so many states on, what leads to the same is said once for all of them. */
const MANY = 6;
const PROCESS = 'hệ thống';

let explored: ReadonlyMap<string, readonly Turn[]> | undefined;
/** Every turn under each rulebook. */
export function turnsByRulebook(): ReadonlyMap<string, readonly Turn[]> {
  explored ??= new Map(laws.map(({ rulebook, year }) => [rulebook, explore(rulebook, year)]));
  return explored;
}

export function procedurePage(): string {
  return page(
    'Procedure',
    `Quy trình của một sản phẩm theo từng bộ quy định: đang ở trạng thái nào, việc gì làm được, ai làm, tiếp theo là gì, hạn tính từ đâu. Bảng do chính phần mềm tạo ra: mỗi việc được thử ở mỗi trạng thái, nên bảng nói đúng điều phần mềm làm; cán bộ đối chiếu với văn bản.

The procedure of a product under each rulebook: in which state what may be done, by whom, what follows, and where the due date then comes from. Every command was tried in every state, and this is what the domain answered. Dates of the plan are those of the [demo’s plan](policies.md); who may do it is also in [permissions](permissions.md), each command in [commands](commands.md).`,
    ...[...turnsByRulebook()].map(([id, turns]) => section(id, turns)),
  );
}

function section(id: string, turns: readonly Turn[]): string {
  const { title } = getRulebook(id as Parameters<typeof getRulebook>[0]);
  const groups = [...Map.groupBy(turns, leading).values()];
  const isUsual = (group: readonly Turn[]) =>
    group.some((turn) => stays(turn) || takesBack(turn)) || statesOf(group).length > MANY;
  const own = turns.filter((turn) => !isUsual(groups.find((g) => g.includes(turn)) as Turn[]));
  const all = statesOf(turns).length;
  return [
    `## ${id} – ${title.vi}`,
    '### Từng trạng thái / State by state',
    table(
      ['Trạng thái', 'Việc', 'Ai', 'Ghi nhận', 'Trạng thái sau', 'Hạn tính từ'],
      [...Map.groupBy(own, ({ state }) => state.en).values()].flatMap((ofState) =>
        [...Map.groupBy(ofState, rowOf).values()].map(stateRow),
      ),
    ),
    '### Ở nhiều trạng thái / In many states',
    table(
      ['Việc', 'Ai', 'Ghi nhận', 'Trạng thái sau', 'Ở trạng thái'],
      groups.filter(isUsual).map((group) => usualRow(group, all)),
    ),
  ].join('\n\n');
}

/** It leads back to wherever the facts that are left lead. */
const takesBack = ({ facts }: Turn): boolean =>
  facts.some((type) => productCycle.events.get(type)?.annuls !== undefined);
const stays = ({ state, next }: Turn): boolean => state.en === next.en;
const statesOf = (turns: readonly Turn[]): readonly string[] => [...new Set(turns.map(({ state }) => state.vi))];
const leading = (turn: Turn): string =>
  JSON.stringify([turn.command?.name, turn.command ? undefined : turn.when?.en, takesBack(turn) || landing(turn)]);
const landing = (turn: Turn): string => (stays(turn) ? '' : turn.next.en);
/** What is the same but for where the date comes from, or on what it turned, is one row. */
const rowOf = (turn: Turn): string =>
  JSON.stringify([turn.state.en, turn.command?.name ?? turn.when?.en, turn.next.en, turn.facts, who([turn])]);

function stateRow(turns: readonly Turn[]): readonly string[] {
  const [first] = turns as [Turn];
  const dates = [...new Set(turns.map(dateOf).filter(Boolean))];
  return [first.state.vi, what(turns), who(turns), facts(first), first.next.vi, dates.join('; ')];
}

function usualRow(turns: readonly Turn[], all: number): readonly string[] {
  const [first] = turns as [Turn];
  const states = statesOf(turns);
  const where = states.length > MANY ? `${states.length} trong ${all} trạng thái` : states.join('; ');
  const next = takesBack(first) ? 'theo những ghi nhận còn lại' : stays(first) ? 'như trước' : first.next.vi;
  return [what(turns), who(turns), facts(first), next, where];
}

function what(turns: readonly Turn[]): string {
  const [{ command }] = turns as [Turn];
  const whens = [...new Set(turns.flatMap(({ when }) => (when ? [when.vi] : [])))];
  if (!command) return `*${whens.join(', ')}*`;
  return `${command.words.vi} (${code(command.name)})${whens.length > 0 ? `: ${whens.join(' / ')}` : ''}`;
}

function who(turns: readonly Turn[]): string {
  const named = turns.flatMap((turn) => (turn.command ? turn.who.map(holder) : [PROCESS]));
  return [...new Set(named)].join(', ');
}

const holder = ({ role, at }: Holder): string => {
  const level = levelAt(heightOf(at)).vi;
  const name = own(roles, role)?.vi ?? role;
  return name.toLowerCase() === level || name.includes(level) ? name : `${name} (${level})`;
};

function facts({ facts, process }: Turn): string {
  const given = [...new Set(process.map(({ words, name }) => `${words.vi} (${code(name)})`))];
  const written = [...new Set(facts)].map(code).join(', ');
  return [written, given.length > 0 ? `${PROCESS}: ${given.join(', ')}` : ''].filter(Boolean).join('; ');
}

/** Without what is of one year's calendar only. */
function dateOf({ basis, sameDate }: Turn): string {
  if (basis === undefined) return '';
  if (sameDate) return 'hạn như trước';
  const bare = basis.replace(/, (a day off|calendar of) .*$/, '');
  return basisIn('vi', bare, (id) => steps[id as Step]?.vi ?? id);
}
