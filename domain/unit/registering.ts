// Units begin and end. A resolution forms a unit out of others: those end the day before, and one of them may have
// given the new unit its code.
import { z } from 'zod';
import { document, paper, shortText, shownDay, unitCode } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { addDays, type Day, day } from '../time/civil-date.ts';
import { newFault, UNIT_DATES_CROSSED, UNIT_SUCCEEDS_ITSELF } from './tree-faults.ts';
import {
  findUnit,
  UNIT_ENDED,
  UNIT_UNKNOWN,
  type UnitTree,
  unitLevel,
  unitRefused,
  unitTree,
  withUnit,
} from './unit-tree.ts';

const UNIT_PAPER_MISSING = refusal('UNIT_PAPER_MISSING', 'invalid', {
  vi: 'Thay đơn vị {codes} cần nêu văn bản.',
  en: 'To take the place of {codes} the paper is needed.',
});

const registered = {
  code: unitCode,
  name: shortText,
  level: unitLevel,
  parent: unitCode.optional(),
  from: day,
  document: document.optional(),
  /** units it was formed of, whole or in part: they end the day before */
  replaces: z.array(unitCode).max(50).optional(),
};

const before = (from: Day): Day => addDays(from, -1);

/** A divided unit has several successors, told one after the other. */
function replaced(tree: UnitTree, code: string, by: { code: string; from: Day }): UnitTree {
  const unit = findUnit(tree, code, before(by.from));
  if (!unit) return tree;
  return withUnit(tree, { ...unit, until: before(by.from), successors: [...unit.successors, by.code] }, unit);
}

const unitRegistered = unitTree.event('UnitRegistered', {
  version: 1,
  schema: z.strictObject(registered),
  beside: true,
  evolve: (tree, { code, name, level, parent, from, replaces = [] }) => {
    const parents = parent === undefined ? [] : [{ from, is: parent }];
    const unit = { code, name, names: [{ from, is: name }], level, parents, from, successors: [] };
    return withUnit(
      replaces.reduce((t, old) => replaced(t, old, { code, from }), tree),
      unit,
    );
  },
  sentence: ({ name, from, replaces = [] }) => ({
    vi: `Ghi nhận đơn vị ${name} từ ${shownDay(from)}${replaces.length > 0 ? `, thay ${replaces.join(', ')}` : ''}`,
    en: `Unit ${name} registered from ${shownDay(from)}${replaces.length > 0 ? `, in place of ${replaces.join(', ')}` : ''}`,
  }),
  correctable: ['name', 'level', 'parent', 'from', 'replaces'],
});

const unitAbolished = unitTree.event('UnitAbolished', {
  version: 1,
  schema: z.strictObject({ code: unitCode, until: day, successors: z.array(unitCode), document }),
  beside: true,
  evolve: (tree, { code, until, successors }) => {
    const unit = findUnit(tree, code, until);
    return unit ? withUnit(tree, { ...unit, until, successors }, unit) : tree;
  },
  sentence: ({ code, until, successors, document }) => ({
    vi: `Đơn vị ${code} kết thúc ngày ${shownDay(until)} theo ${paper(document)}; kế thừa: ${successors.join(', ') || 'không'}`,
    en: `Unit ${code} ended on ${shownDay(until)} by ${paper(document)}; successors: ${successors.join(', ') || 'none'}`,
  }),
  correctable: ['until', 'successors'],
});

export const registerUnit = unitTree.command('RegisterUnit', {
  input: z.strictObject(registered),
  by: responsibility('register-unit'),
  atInstallation: true,
  opens: true,
  decide: ({ state, input }) => {
    const { replaces = [], from, document } = input;
    if (replaces.length > 0 && !document) return UNIT_PAPER_MISSING({ codes: replaces.join(', ') }, '/document');
    const refused = firstRefused(replaces, (code) => notReplaceable(state, code, before(from)));
    const event = unitRegistered(input);
    return refused ?? newFault(state, [event]) ?? [event];
  },
  words: { vi: 'Ghi nhận đơn vị', en: 'Register a unit' },
});

export const abolishUnit = unitTree.command('AbolishUnit', {
  input: z.strictObject({ code: unitCode, until: day, successors: z.array(unitCode).max(50), document }),
  by: responsibility('register-unit'),
  atInstallation: true,
  decide: ({ state, input }) => {
    const { code, until, successors } = input;
    const unit = findUnit(state, code, until);
    if (!unit) return UNIT_UNKNOWN({ code }, '/code');
    if (unit.until) return UNIT_ENDED({ code, until: unit.until }, '/code');
    if (until < unit.from) return UNIT_DATES_CROSSED({ code, until, from: unit.from }, '/until');
    if (successors.some((s) => findUnit(state, s, addDays(until, 1)) === unit))
      return UNIT_SUCCEEDS_ITSELF({ code }, '/successors');
    const event = unitAbolished(input);
    return newFault(state, [event]) ?? [event];
  },
  words: { vi: 'Ghi nhận đơn vị kết thúc', en: 'Record that a unit ended' },
});

/** One that ended on this very day was divided, and has another successor. */
function notReplaceable(tree: UnitTree, code: string, on: Day): Refusal | undefined {
  const until = findUnit(tree, code, on)?.until;
  if (until !== undefined && until !== on) return UNIT_ENDED({ code, until }, '/replaces');
  return unitRefused(tree, code, on, '/replaces');
}

const firstRefused = <T>(all: readonly T[], why: (one: T) => Refusal | undefined): Refusal | undefined => {
  for (const one of all) {
    const refused = why(one);
    if (refused) return refused;
  }
  return undefined;
};
