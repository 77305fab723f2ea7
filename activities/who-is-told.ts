// Who gets what was said to a role at a unit: the holders of today, and of a unit that is no more those who took over.

import type { Account, Grant } from '../domain/access/grants.ts';
import { grantsOn, resting } from '../domain/access/grants.ts';
import { isGranted } from '../domain/access/units-acting.ts';
import type { ToldAccount, ToldRole } from '../domain/kernel/event.ts';
import { roleAt } from '../domain/rulebooks/levels.ts';
import type { RoleId } from '../domain/rulebooks/responsibilities.ts';
import { type Day, dayOf } from '../domain/time/civil-date.ts';
import { findActing } from '../domain/unit/place.ts';
import { findUnit, type UnitTree } from '../domain/unit/unit-tree.ts';

/** `as`: the role and unit by which the account is told, for the letter's greeting. */
export type Reader = {
  readonly account: string;
  readonly as: { readonly role: RoleId; readonly unit: string };
  /** name of the unit for which it acts, where that is no more */
  readonly onBehalfOf?: string;
  /** it does not act itself, but stands above who must */
  readonly above?: true;
};

type Addressees = { readonly to: readonly (ToldRole | ToldAccount)[]; readonly recordedAt: string };
export type ReadersOf = (told: Addressees) => readonly Reader[];

/** @param r as of a day; the answers for one addressee are found once */
export function readersOn(r: {
  accounts: ReadonlyMap<string, Account>;
  tree: UnitTree;
  province: string;
  today: Day;
}): ReadersOf {
  const { tree, today } = r;
  const held = new Map<string, { account: string; grant: Grant }[]>();
  for (const [account, state] of r.accounts) {
    if (state.province !== r.province) continue;
    for (const grant of grantsOn(resting(state, r.accounts, today), today)) {
      const ofRole = held.get(grant.role) ?? [];
      ofRole.push({ account, grant });
      held.set(grant.role, ofRole);
    }
  }
  const known = new Map<string, readonly Reader[]>();

  function find({ role, unit: code, onBehalfOf, above }: ToldRole, on: Day): readonly Reader[] {
    const of = role === 'producer' ? undefined : findUnit(tree, code, on);
    const acting = of && findActing(tree, [{ code, on }], of.level, today);
    if (role !== 'producer' && !acting) return [];
    const now = {
      role: acting ? roleAt(role as RoleId, acting.level) : (role as RoleId),
      code: acting?.code ?? code,
      unit: acting,
    };
    const forWhom =
      onBehalfOf === undefined
        ? acting === of
          ? undefined
          : of?.name
        : (findUnit(tree, onBehalfOf, on)?.name ?? onBehalfOf);
    const as = { role: now.role, unit: now.code };
    const situation = { province: r.province, rulebook: '' };
    return (held.get(now.role) ?? [])
      .filter(({ grant }) => isGranted(grant, now, { tree, today, situation, occurredOn: today }))
      .map(({ account }) => ({
        account,
        as,
        ...(forWhom === undefined ? {} : { onBehalfOf: forWhom }),
        ...(above ? { above } : {}),
      }));
  }

  /** Each account once, by the first of the addressees it is. */
  /** Whoever holds a role still; the first of them says as whom. */
  function one(account: string): readonly Reader[] {
    const state = r.accounts.get(account);
    const grant = state?.province === r.province ? grantsOn(resting(state, r.accounts, today), today)[0] : undefined;
    return grant ? [{ account, as: { role: grant.role, unit: grant.unit } }] : [];
  }

  return ({ to, recordedAt }) => {
    const on = dayOf(recordedAt);
    const key = to.map((t) => JSON.stringify(t)).join();
    const before = known.get(`${on} ${key}`);
    if (before) return before;
    const readers = new Map<string, Reader>();
    for (const reader of to.flatMap((t) => ('account' in t ? one(t.account) : find(t, on))))
      if (!readers.has(reader.account)) readers.set(reader.account, reader);
    known.set(`${on} ${key}`, [...readers.values()]);
    return [...readers.values()];
  };
}
