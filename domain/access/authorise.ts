// One answer to "may this actor do this here?": the rulebook says which role at which level holds the responsibility,
// the dated tree of units says which unit that is, the grants of today say who acts for it.

import type { By, Situation } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { findRulebook, findRulebookFor, rulebooks } from '../rulebooks/registry.ts';
import {
  type Holder,
  holdersOf,
  type ResponsibilityId,
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
  const rulebook = lawOf(q);
  const holders = holdersOf(rulebook, responsibilityOf(by), q.tier);
  const grants = grantsOn(q.account, q.today);
  for (const holder of holders)
    for (const { unit, onBehalfOf } of unitsActing(holder, q)) {
      const grant = grants.find((g) => g.role === holder.role && g.unit === unit);
      if (grant)
        return { kind: 'person', id: caller.id, role: grant.role, unit, ...(onBehalfOf ? { onBehalfOf } : {}) };
    }
  return ROLE_MISSING({
    roles: holders.map((h) => place(roles[h.role].vi, h, q)).join('; '),
    rolesEn: holders.map((h) => place(roles[h.role].en, h, q)).join('; '),
  });
}

/** What belongs to no cycle (a unit, a producer) goes by the law of its day. */
function lawOf({ situation, occurredOn }: Pick<Question, 'situation' | 'occurredOn'>): Rulebook {
  return findRulebook(situation.rulebook) ?? findRulebookFor(occurredOn) ?? (rulebooks[0] as Rulebook);
}

/** Which role at which unit holds a responsibility on a day; empty where the tree has no such unit. */
export function responsibleUnits(
  q: Pick<Question, 'situation' | 'tier' | 'tree' | 'today' | 'occurredOn'> & { responsibility: ResponsibilityId },
): readonly { role: string; unit: string; name?: string }[] {
  const rulebook = findRulebook(q.situation.rulebook);
  if (!rulebook) return [];
  return holdersOf(rulebook, q.responsibility, q.tier).flatMap((h) =>
    unitsActing(h, q).map(({ unit }) => {
      const name = own(q.tree.units, unit)?.name;
      return { role: h.role, unit, ...(name === undefined ? {} : { name }) };
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

function place(role: string, holder: Holder, q: Question): string {
  const [first] = unitsActing(holder, q);
  const name = first && (own(q.tree.units, first.unit)?.name ?? first.unit);
  return name ? `${role} – ${name}` : role;
}
