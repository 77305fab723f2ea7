// A unit that is abolished hands what it still had to do to those that took over from it: a divided one to each part, which
// owes it for its own area.
import { z } from 'zod';
import { type Need, splitStream } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shortText, unitCode } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { own } from '../kernel/own.ts';
import { endOfDay } from '../time/civil-date.ts';
import { heirsOf } from '../unit/place.ts';
import { findUnit, nameOf, type Unit, type UnitTree } from '../unit/unit-tree.ts';
import { asPlanned } from './beginning.ts';
import {
  type Duty,
  dutiesId,
  dutyPlanned,
  isOpen,
  nameIt,
  type UnitDuties,
  unitDuties,
  unitOfDuties,
  yearIdOf,
} from './unit-duties.ts';

const dutiesTakenOver = unitDuties.event('DutiesTakenOver', {
  version: 1,
  schema: z.strictObject({
    /** the unit that takes them over */
    unit: unitOfDuties,
    from: z.strictObject({ stream: z.string(), code: unitCode, name: shortText }),
    duties: z.array(dutyPlanned).min(1),
  }),
  beside: true,
  stands: () => true,
  evolve: (state, { unit, from, duties }, meta) => ({
    ...state,
    unit: state.unit ?? unit,
    takenFrom: [...state.takenFrom, from.stream],
    duties: [...state.duties, ...duties.map((duty) => asPlanned(duty, meta))],
  }),
  sentence: ({ from, duties }) => ({
    vi: `Nhận ${duties.length} nhiệm vụ còn lại của ${from.name}`,
    en: `${duties.length} duties taken over from ${from.name}`,
  }),
});

const dutiesHandedOver = unitDuties.event('DutiesHandedOver', {
  version: 1,
  schema: z.strictObject({ to: z.array(unitCode), names: z.array(z.string()), duties: z.int().min(0) }),
  evolve: (state, { to }, meta) => ({
    ...state,
    handedOver: { ...markOf(meta), to },
    duties: state.duties.filter((duty) => !isOpen(duty)),
  }),
  sentence: ({ names, duties }) => ({
    vi: `Đơn vị kết thúc: ${duties === 0 ? 'không còn nhiệm vụ' : `${duties} nhiệm vụ còn lại`} chuyển cho ${names.join(', ') || 'không đơn vị nào'}`,
    en: `The unit ended: ${duties} duties handed over to ${names.join(', ') || 'nobody'}`,
  }),
  ends: () => true,
});

/** The unit whose duties they are, as the tree has it now. */
const unitOf = ({ unit }: UnitDuties, tree: UnitTree): Unit | undefined => unit && findUnit(tree, unit.code, unit.from);

/** What it began to owe while it was there and did not do; what begins later its heirs have themselves. */
const leftBehind = ({ duties }: UnitDuties, { until = '' }: Unit): readonly Duty[] =>
  duties.filter((duty) => isOpen(duty) && duty.from <= until);

/** `at`: the last instant of the unit; `heirs`: who takes over what it leaves, each of them all of it */
export type Succession = {
  readonly at: string;
  readonly heirs: readonly Unit[];
  readonly left: readonly Duty[];
};

/** How the duties of a unit that has an end are handed over; undefined where it has none. */
export function successionOf(state: UnitDuties, tree: UnitTree): Succession | undefined {
  const unit = unitOf(state, tree);
  if (!unit || unit.until === undefined) return undefined;
  const left = leftBehind(state, unit);
  return { at: endOfDay(unit.until), heirs: left.length > 0 ? heirsOf(tree, unit) : [], left };
}

/** The streams of those that take over. @param id of the unit's own */
export const heirStreams = (id: string, heirs: readonly Unit[]): readonly string[] =>
  heirs.map((heir) => unitDuties.stream(dutiesId(yearIdOf(id), heir)));

export const takeOverDuties = unitDuties.command('TakeOverDuties', {
  /** stream of the unit that ended; the code and first day of the one that takes over */
  input: z.strictObject({ from: z.string(), code: unitCode, since: z.string() }),
  by: workflow,
  opens: true,
  needs: ({ input }) => ({ former: input && unitDuties.need(splitStream(input.from).id) }),
  decide: ({ id, state, input, needs: { former, units }, at, today }) => {
    const succession = former && successionOf(former, units);
    const heir = succession?.heirs.find((u) => u.code === input.code && u.from === input.since);
    if (state.takenFrom.includes(input.from)) return [];
    if (!former?.unit || !heir || !succession || at < succession.at || dutiesId(yearIdOf(id), heir) !== id)
      return NOT_DUE();
    const { code, name } = former.unit;
    const unit = {
      code: heir.code,
      name: nameOf(units, heir.code, today) ?? heir.name,
      level: heir.level,
      from: heir.from,
    };
    const duties = succession.left.map(({ name, from, until, dueOn, basis, ...named }) => ({
      ...nameIt({ ...named, onBehalfOf: named.onBehalfOf ?? code }),
      ...{ name, from, until, due: { dueOn, basis } },
    }));
    return [dutiesTakenOver({ unit, from: { stream: input.from, code, name }, duties })];
  },
  words: { vi: 'Nhận nhiệm vụ của đơn vị đã kết thúc', en: 'Take over the duties of a unit that ended' },
});

export const handOverDuties = unitDuties.command('HandOverDuties', {
  /** the streams to which everything was handed over */
  input: z.strictObject({ to: z.array(z.string()) }),
  by: workflow,
  needs: ({ input }): Readonly<Record<string, Need<UnitDuties>>> =>
    Object.fromEntries((input?.to ?? []).map((heir) => [heir, unitDuties.need(splitStream(heir).id)])),
  guard: ({ state, at, needs }) => {
    const succession = successionOf(state, needs.units);
    if (state.handedOver || !succession) return 'already-so';
    return at >= succession.at ? undefined : NOT_DUE();
  },
  decide: ({ id, stream, state, input, needs, today }) => {
    const { units } = needs;
    const theirs = needs as Readonly<Record<string, unknown>> as Readonly<Record<string, UnitDuties>>;
    const { heirs = [], left = [] } = successionOf(state, units) ?? {};
    const have = heirStreams(id, heirs).filter(
      (heir) => input.to.includes(heir) && own(theirs, heir)?.takenFrom.includes(stream),
    );
    if (have.length < heirs.length) return NOT_DUE();
    const names = heirs.map((u) => nameOf(units, u.code, today) ?? u.name);
    return [dutiesHandedOver({ to: heirs.map((u) => u.code), names, duties: left.length })];
  },
  words: { vi: 'Bàn giao nhiệm vụ', en: 'Hand over the duties' },
});
