// One answer to "may this actor do this here?": the rulebook says which role at which level holds the responsibility,
// the dated tree of units says which unit that is, the grants of today say who acts for it.

import type { By, Situation } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import { own } from '../kernel/own.ts';
import { type Lang, type Refusal, refusal } from '../kernel/refusal.ts';
import { findRulebook, findRulebookFor, rulebooks } from '../rulebooks/registry.ts';
import {
  type Holder,
  holdersOf,
  type ResponsibilityId,
  type RoleId,
  responsibilityOf,
  roles,
} from '../rulebooks/responsibilities.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { findUnitAt, holdersToday, type UnitTree } from '../unit/unit-tree.ts';
import { type Account, grantsOn } from './account.ts';

const ONLY_THE_PROCESS = refusal('ONLY_THE_PROCESS', 'forbidden', {
  vi: 'Việc này do hệ thống tự thực hiện theo quy trình.',
  en: 'This is done by the process itself, not by a person.',
});
const NOT_A_PERSON = refusal('NOT_A_PERSON', 'forbidden', {
  vi: 'Việc này phải do người có thẩm quyền thực hiện.',
  en: 'This has to be done by a person.',
});
export const ROLE_MISSING = refusal('ROLE_MISSING', 'forbidden', {
  vi: 'Cần vai trò: {roles}.',
  en: 'This needs the role: {rolesEn}.',
});

export type Caller = { readonly kind: 'person' | 'workflow' | 'installation'; readonly id: string };

type Question = {
  by: By;
  /** the command may be given when a province is installed, before anybody holds a role */
  atInstallation?: boolean | undefined;
  situation: Situation;
  /** rung of the ladder, where the responsibility has a holder per rung */
  tier?: string | undefined;
  caller: Caller;
  account: Account;
  tree: UnitTree;
  today: Day;
  occurredOn: Day;
};

/** The actor as the event will name it, or why not. */
export function authorise(q: Question): Actor | Refusal {
  const { by, caller } = q;
  if (by.kind === 'workflow')
    return caller.kind === 'workflow' ? { kind: 'workflow', id: caller.id } : ONLY_THE_PROCESS();
  if (caller.kind === 'installation')
    return q.atInstallation ? { kind: 'installation', id: caller.id } : NOT_A_PERSON();
  if (caller.kind !== 'person') return NOT_A_PERSON();
  const matter = { ...q, responsibility: responsibilityOf(by) };
  const grants = grantsOn(q.account, q.today);
  for (const { role, unit, onBehalfOf } of whoActs(matter))
    if (grants.some((g) => g.role === role && g.unit === unit))
      return { kind: 'person', id: caller.id, role, unit, ...(onBehalfOf ? { onBehalfOf } : {}) };
  return ROLE_MISSING({ roles: inWords(matter, 'vi'), rolesEn: inWords(matter, 'en') });
}

/** What belongs to no cycle (a unit, a producer) goes by the law of its day. */
function lawOf({ situation, occurredOn }: Pick<Question, 'situation' | 'occurredOn'>): Rulebook {
  return findRulebook(situation.rulebook) ?? findRulebookFor(occurredOn) ?? (rulebooks[0] as Rulebook);
}

/** `name`: the unit's, absent for a producer; `onBehalfOf`: the abolished unit whose matter it is. */
export type Acting = {
  readonly role: RoleId;
  readonly unit: string;
  readonly name?: string;
  readonly onBehalfOf?: string;
};

type Matter = Pick<Question, 'situation' | 'tier' | 'tree' | 'today' | 'occurredOn'> & {
  responsibility: ResponsibilityId;
};

/**
 * Who may act in a matter, any one of them: permission, refusals, the board and reminders all ask here. Empty where the
 * tree has no such unit.
 */
export function whoActs(q: Matter): readonly Acting[] {
  return holdersOf(lawOf(q), q.responsibility, q.tier).flatMap((holder) =>
    unitsActing(holder, q).map(({ unit, onBehalfOf }) => {
      const name = own(q.tree.units, unit)?.name;
      return {
        role: holder.role,
        unit,
        ...(name === undefined ? {} : { name }),
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      };
    }),
  );
}

/** The rule asks for the unit of the day it happened; when that unit is gone, its successors act on its behalf. */
function unitsActing(
  holder: Holder,
  q: Pick<Question, 'situation' | 'tree' | 'today' | 'occurredOn'>,
): { unit: string; onBehalfOf?: string }[] {
  if (holder.at === 'producer') return q.situation.producer === undefined ? [] : [{ unit: q.situation.producer }];
  const unit =
    q.situation.place === undefined ? undefined : findUnitAt(q.tree, q.situation.place, holder.at, q.occurredOn);
  if (!unit) return [];
  return holdersToday(q.tree, unit.code, q.today).map((code) =>
    code === unit.code ? { unit: code } : { unit: code, onBehalfOf: unit.code },
  );
}

/** Where the tree has no such unit, the roles alone. */
function inWords(q: Matter, lang: Lang): string {
  const named = whoActs(q).map((a) => `${roles[a.role][lang]} – ${a.name ?? a.unit}`);
  const held = holdersOf(lawOf(q), q.responsibility, q.tier).map((h) => roles[h.role][lang]);
  return (named.length > 0 ? named : held).join('; ');
}
