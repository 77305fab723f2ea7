// What the secretary looks at before and while a council sits: who has said what of which product, whether it will have
// its quorum, and who has sealed; never what.
import { own } from '../kernel/own.ts';
import type { Day } from '../time/civil-date.ts';
import { addWorkingDays, type Calendar } from '../time/working-days.ts';
import type { ConflictKind } from './conflict-kinds.ts';
import { type CouncilRules, leadOf } from './council-rules.ts';
import { type CouncilSession, type Item, isDecided } from './council-session.ts';
import { quorumOf, ratersOf } from './quorum.ts';

export type Preparation = {
  readonly cycle: string;
  /** when its dossier was sent, and the first day on which the members have had it long enough */
  readonly dossier?: { readonly sentOn: Day; readonly readyOn: Day } | undefined;
  /** per scoring member what the data show, and what they declared; nothing declared: they are waited for */
  readonly conflicts: readonly {
    readonly member: string;
    readonly found: readonly ConflictKind[];
    readonly declared?: ConflictKind | 'none' | undefined;
  }[];
  /** if everybody came who may rate it */
  readonly forecast: {
    readonly base: number;
    readonly needed: number;
    /** how many of them may stay away */
    readonly spare: number;
    /** how many are wanting to the smallest council that may rate */
    readonly missing: number;
    readonly presides?: string | undefined;
    readonly enough: boolean;
  };
  readonly sealed: readonly string[];
  readonly waitedFor: readonly string[];
};

type By = { readonly rules: CouncilRules; readonly calendar: Calendar };

export const preparationOf = (state: CouncilSession, by: By): readonly Preparation[] =>
  state.agenda.map((item) => ofProduct(state, item, by));

function ofProduct(state: CouncilSession, item: Item, { rules, calendar }: By): Preparation {
  const scoring = state.members.filter((m) => m.scores).map((m) => m.account);
  const raters = ratersOf(state, item).map((m) => m.account);
  const { base, needed, presides, enough } = quorumOf({ ...state, inWriting: true }, item, rules);
  const open = !item.opening && !isDecided(item);
  const sentOn = item.dossier?.distributed.on;
  return {
    cycle: item.cycle,
    ...(sentOn === undefined
      ? {}
      : { dossier: { sentOn, readyOn: addWorkingDays(sentOn, leadOf(state, rules), calendar) } }),
    conflicts: scoring.map((member) => {
      const declared = own(item.declared, member);
      const found = item.found.filter((f) => f.account === member).map((f) => f.kind);
      return { member, found, ...(declared === undefined ? {} : { declared }) };
    }),
    forecast: {
      base,
      needed,
      spare: Math.max(0, base - needed),
      missing: Math.max(0, rules.minMembers - base),
      enough,
      ...(presides === undefined ? {} : { presides }),
    },
    sealed: raters.filter((member) => own(item.sealed, member)),
    waitedFor: open ? raters.filter((member) => !own(item.sealed, member)) : [],
  };
}
