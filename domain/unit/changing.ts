// A unit keeps its code and gets another name, or another unit above it.
import { z } from 'zod';
import { document, paper, shortText, shownDay, unitCode } from '../kernel/fields.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { day } from '../time/civil-date.ts';
import { newFault } from './tree-faults.ts';
import { findUnit, nameOf, parentOf, type Since, unitRefused, unitTree, withUnit } from './unit-tree.ts';

const NAME_UNCHANGED = refusal('NAME_UNCHANGED', 'invalid', {
  vi: 'Đơn vị {code} đã có tên này.',
  en: 'Unit {code} has this name already.',
});
const PARENT_UNCHANGED = refusal('PARENT_UNCHANGED', 'invalid', {
  vi: 'Đơn vị {code} đã trực thuộc {parent}.',
  en: 'Unit {code} lies under {parent} already.',
});

/** What is told later may have begun earlier. */
const told = (all: readonly Since[], one: Since): readonly Since[] =>
  [...all.filter((s) => s.from !== one.from), one].sort((a, b) => (a.from < b.from ? -1 : 1));

const renamed = z.strictObject({ code: unitCode, name: shortText, from: day, document });
const moved = z.strictObject({ code: unitCode, parent: unitCode, from: day, document });

const unitRenamed = unitTree.event('UnitRenamed', {
  version: 1,
  schema: renamed,
  beside: true,
  evolve: (tree, { code, name, from }) => {
    const unit = findUnit(tree, code, from);
    if (!unit) return tree;
    const names = told(unit.names, { from, is: name });
    return withUnit(tree, { ...unit, names, name: names.at(-1)?.is ?? name }, unit);
  },
  sentence: ({ code, name, from, document }) => ({
    vi: `Đơn vị ${code} mang tên ${name} từ ${shownDay(from)} theo ${paper(document)}`,
    en: `Unit ${code} is called ${name} from ${shownDay(from)} by ${paper(document)}`,
  }),
  correctable: ['name', 'from'],
});

const unitMoved = unitTree.event('UnitMoved', {
  version: 1,
  schema: moved,
  beside: true,
  evolve: (tree, { code, parent, from }) => {
    const unit = findUnit(tree, code, from);
    return unit ? withUnit(tree, { ...unit, parents: told(unit.parents, { from, is: parent }) }, unit) : tree;
  },
  sentence: ({ code, parent, from, document }) => ({
    vi: `Đơn vị ${code} trực thuộc ${parent} từ ${shownDay(from)} theo ${paper(document)}`,
    en: `Unit ${code} lies under ${parent} from ${shownDay(from)} by ${paper(document)}`,
  }),
  correctable: ['parent', 'from'],
});

export const renameUnit = unitTree.command('RenameUnit', {
  input: renamed,
  by: responsibility('register-unit'),
  decide: ({ state, input }) => {
    const { code, name, from } = input;
    const refused = unitRefused(state, code, from, '/code');
    if (refused) return refused;
    return nameOf(state, code, from) === name ? NAME_UNCHANGED({ code }, '/name') : [unitRenamed(input)];
  },
  words: { vi: 'Đổi tên đơn vị', en: 'Rename a unit' },
});

export const moveUnit = unitTree.command('MoveUnit', {
  input: moved,
  by: responsibility('register-unit'),
  decide: ({ state, input }) => {
    const { code, parent, from } = input;
    const refused = unitRefused(state, code, from, '/code') ?? unitRefused(state, parent, from, '/parent');
    if (refused) return refused;
    const unit = findUnit(state, code, from);
    if (unit && parentOf(state, unit, from) === findUnit(state, parent, from))
      return PARENT_UNCHANGED({ code, parent }, '/parent');
    const event = unitMoved(input);
    return newFault(state, [event]) ?? [event];
  },
  words: { vi: 'Chuyển đơn vị sang đơn vị cấp trên khác', en: 'Put a unit under another one' },
});
