// One answer to "may this actor do this here?": the rulebook says which role at which level holds the responsibility,
// the dated tree of units says which unit that is, the grants of today say who acts for it.

import { type By, responsibleFor, type Seated, type Situation } from '../kernel/command.ts';
import type { Actor } from '../kernel/event.ts';
import { own } from '../kernel/own.ts';
import { type Lang, type Refusal, refusal, type Words } from '../kernel/refusal.ts';
import { holdersAbove } from '../rulebooks/holders-above.ts';
import { heightOf } from '../rulebooks/levels.ts';
import { findRulebook, lawOn } from '../rulebooks/registry.ts';
import {
  type Holder,
  holdersOf,
  type ResponsibilityId,
  type RoleId,
  responsibilityOf,
  roles,
} from '../rulebooks/responsibilities.ts';
import type { Rulebook } from '../rulebooks/rulebook.ts';
import { words } from '../rulebooks/words.ts';
import type { Day } from '../time/civil-date.ts';
import { nameOf, type UnitTree } from '../unit/unit-tree.ts';
import { type Account, type Grant, grantsOn, isSuspendedOn } from './grants.ts';
import { isGranted, type UnitActing, unitsActing } from './units-acting.ts';

const ONLY_THE_PROCESS = refusal('ONLY_THE_PROCESS', 'forbidden', {
  vi: 'Việc này do hệ thống tự thực hiện theo quy trình.',
  en: 'This is done by the process itself, not by a person.',
});
const NOT_A_PERSON = refusal('NOT_A_PERSON', 'forbidden', {
  vi: 'Việc này phải do người có thẩm quyền thực hiện.',
  en: 'This has to be done by a person.',
});
export const ONLY_THE_OWNER = refusal('ONLY_THE_OWNER', 'forbidden', {
  vi: 'Việc này chỉ chủ tài khoản được làm.',
  en: 'Only the account’s own holder may do this.',
});
const NO_SEAT = refusal('NO_SEAT', 'forbidden', {
  vi: 'Việc này của {roles} trong phiên họp; tài khoản {account} không có ghế đó.',
  en: 'This is for the session’s {rolesEn}; the account {account} has no such seat.',
});
export const ROLE_MISSING = refusal('ROLE_MISSING', 'forbidden', {
  vi: 'Cần vai trò: {roles}.',
  en: 'This needs the role: {rolesEn}.',
});

const ACCOUNT_SUSPENDED = refusal('ACCOUNT_SUSPENDED', 'forbidden', {
  vi: 'Tài khoản {account} đang bị tạm dừng.',
  en: 'The account {account} is suspended.',
});
const ROLE_AMBIGUOUS = refusal('ROLE_AMBIGUOUS', 'conflict', {
  vi: 'Việc này là ký, và bạn giữ nhiều vai trò làm được: {roles}. Hãy nói rõ ký với vai trò nào (Ocop-Acting-As).',
  en: 'This signs something, and you hold several roles that may: {roles}. Say as which one (Ocop-Acting-As).',
});

/** `as`: the role and unit that they say they act as, one of several they hold */
export type Caller = {
  readonly kind: 'person' | 'workflow' | 'installation';
  readonly id: string;
  readonly as?: { readonly role: string; readonly unit: string } | undefined;
};

type Question = {
  by: By;
  /** the command may be given when a province is installed, before anybody holds a role */
  atInstallation?: boolean | undefined;
  /** it puts a name to something that binds */
  signs?: boolean | undefined;
  /** whom the input names as its giver, where it must */
  giver?: string | undefined;
  situation: Situation;
  /** rung of the ladder, where the responsibility has a holder per rung */
  tier?: string | undefined;
  caller: Caller;
  account: Account;
  tree: UnitTree;
  today: Day;
  occurredOn: Day;
  /** asked of the tier above those who usually hold it: a day further back than they may name */
  above?: boolean | undefined;
};

/** The actor as the event will name it, or why not. */
export function authorise(q: Question): Actor | Refusal {
  const { by, caller } = q;
  if (by.kind === 'workflow')
    return caller.kind === 'workflow' ? { kind: 'workflow', id: caller.id } : ONLY_THE_PROCESS();
  if (caller.kind === 'installation')
    return q.atInstallation ? { kind: 'installation', id: caller.id } : NOT_A_PERSON();
  if (caller.kind !== 'person') return NOT_A_PERSON();
  const { situation, tier, tree, today, occurredOn, above } = q;
  if (isSuspendedOn(q.account, today)) return ACCOUNT_SUSPENDED({ account: caller.id });
  if (by.kind === 'named') {
    // Before anybody has said whom, it is for whoever gives what is theirs.
    const { giver = caller.id } = q;
    return giver === caller.id ? { kind: 'person', id: caller.id } : ONLY_THE_OWNER();
  }
  if (by.kind === 'owner' && caller.id === situation.account) return { kind: 'person', id: caller.id };
  if (by.kind === 'seat') return seatOf(by, situation, caller.id);
  const duty = responsibleFor(by);
  if (!duty) return ONLY_THE_OWNER();
  const matter: Matter = { situation, tier, tree, today, occurredOn, above, responsibility: responsibilityOf(duty) };
  const fitting = fittingRoles(matter, q);
  const [narrowest] = fitting;
  if (narrowest && q.signs && !caller.as && fitting.length > 1)
    return ROLE_AMBIGUOUS({ roles: fitting.map(({ acting }) => `${acting.role}@${acting.code}`) });
  if (narrowest) {
    const delegatedBy = narrowest.grant.delegated?.by;
    return {
      kind: 'person',
      id: caller.id,
      ...said(narrowest.acting),
      ...(delegatedBy === undefined ? {} : { delegatedBy }),
    };
  }
  return ROLE_MISSING({ roles: inWords(matter, 'vi'), rolesEn: inWords(matter, 'en') });
}

type Fitting = { readonly acting: UnitActing; readonly grant: Grant };

/** The roles somebody holds that let them act here, or the one they named; the narrowest unit first, each role once. */
function fittingRoles(matter: Matter, { caller, account, today, tree }: Question): readonly Fitting[] {
  const { as } = caller;
  const grants = grantsOn(account, today);
  const fitting = actingIn(matter).flatMap((acting): Fitting[] => {
    if (as && (acting.role !== as.role || acting.code !== as.unit)) return [];
    // In one's own right before by leave of another.
    const held = grants.filter((g) => isGranted(g, acting, { ...matter, tree }));
    const grant = held.find((g) => !g.delegated) ?? held[0];
    return grant ? [{ acting, grant }] : [];
  });
  const height = ({ acting }: Fitting) => heightOf(acting.unit?.level ?? 'producer');
  const isOwn = ({ acting }: Fitting) => (acting.onBehalfOf ? 1 : 0);
  return fitting
    .filter(
      (f, i) => fitting.findIndex((o) => o.acting.role === f.acting.role && o.acting.code === f.acting.code) === i,
    )
    .sort((a, b) => isOwn(a) - isOwn(b) || height(a) - height(b));
}

function seatOf({ roles: asked }: Seated, { seats = [] }: Situation, account: string): Actor | Refusal {
  const seat = seats.find((s) => s.account === account && asked.includes(s.role));
  if (seat) return { kind: 'person', id: account, role: seat.role, unit: seat.unit };
  return NO_SEAT({ account, roles: seatNames(asked, 'vi'), rolesEn: seatNames(asked, 'en') });
}

const seatNames = (asked: readonly string[], lang: Lang): string =>
  asked.map((role) => own<Words>(roles, role)?.[lang] ?? role).join(', ');

/** What belongs to no cycle (a unit, a producer) goes by the law of its day. */
function lawOf({ situation, occurredOn }: Pick<Question, 'situation' | 'occurredOn'>): Rulebook {
  return findRulebook(situation.rulebook) ?? lawOn(occurredOn);
}

/** `name`: the unit's, absent for a producer; `onBehalfOf`: the abolished unit whose matter it is. */
export type Acting = {
  readonly role: RoleId;
  readonly unit: string;
  readonly name?: string;
  readonly onBehalfOf?: string;
};

type Matter = Pick<Question, 'situation' | 'tier' | 'tree' | 'today' | 'occurredOn' | 'above'> & {
  responsibility: ResponsibilityId;
};

/**
 * Who may act in a matter, any one of them: permission, refusals, the board and reminders all ask here. Empty where the
 * tree has no such unit.
 */
export function whoActs(q: Matter): readonly Acting[] {
  return actingIn(q).map((a) => {
    const name = a.unit && nameOf(q.tree, a.code, q.today);
    return { ...said(a), ...(name === undefined ? {} : { name }) };
  });
}

const MOST_REMEMBERED = 20_000;
const remembered = new WeakMap<UnitTree, Map<string, readonly UnitActing[]>>();

/** A tree is never changed, and every command asks it the same few things: who acts is found once for each. */
function actingIn(q: Matter): readonly UnitActing[] {
  let known = remembered.get(q.tree);
  if (!known || known.size >= MOST_REMEMBERED) {
    known = new Map();
    remembered.set(q.tree, known);
  }
  const { rulebook, place, places = [], producer } = q.situation;
  let key = `${rulebook} ${q.responsibility} ${q.tier} ${q.above} ${q.today} ${q.occurredOn} ${producer} ${place}`;
  for (const p of places) key += ` ${p.code}@${p.on}`;
  const before = known.get(key);
  if (before) return before;
  const acting = findActingIn(q);
  known.set(key, acting);
  return acting;
}

/** Who holds it in its own right comes first: on behalf of a lower unit it could do less. */
function findActingIn(q: Matter): readonly UnitActing[] {
  const all = holdersIn(q).flatMap((holder) => unitsActing(holder, q));
  const own = all.filter((a) => !a.onBehalfOf);
  return [...own, ...all.filter((a) => a.onBehalfOf && !own.some((o) => o.role === a.role && o.unit === a.unit))];
}

const holdersIn = (q: Matter): readonly Holder[] =>
  (q.above ? holdersAbove : holdersOf)(lawOf(q), q.responsibility, q.tier);

const said = ({ role, code, onBehalfOf }: UnitActing): Acting => ({
  role,
  unit: code,
  ...(onBehalfOf ? { onBehalfOf: onBehalfOf.code } : {}),
});

const onBehalf = words('thay', 'on behalf of');

/** Where the tree has no such unit, the roles alone. */
function inWords(q: Matter, lang: Lang): string {
  const named = actingIn(q).map(({ role, code, unit, onBehalfOf }) => {
    const who = `${roles[role][lang]} – ${unit ? nameOf(q.tree, code, q.today) : code}`;
    return onBehalfOf ? `${who} (${onBehalf[lang]} ${onBehalfOf.name})` : who;
  });
  const held = holdersIn(q).map((h) => roles[h.role][lang]);
  return (named.length > 0 ? named : held).join('; ');
}
