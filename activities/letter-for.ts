// What one reader is told, as it goes into the vault: in their language, as who they are told, and for whom they act.
import type { Account } from '../domain/access/grants.ts';
import { own } from '../domain/kernel/own.ts';
import type { Lang } from '../domain/kernel/refusal.ts';
import { contentOf, type LetterContent } from '../domain/letters/content.ts';
import type { Matter } from '../domain/letters/matter.ts';
import type { OwnWording } from '../domain/letters/wording.ts';
import { type RoleId, roles } from '../domain/rulebooks/responsibilities.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { nameOf, type UnitTree } from '../domain/unit/unit-tree.ts';
import type { ToldNow } from './matter-of.ts';
import type { Reader } from './who-is-told.ts';

/** A fact, and as whom somebody is told it. */
export type Addressed = { readonly reader: Reader; readonly now: ToldNow; readonly said?: string | undefined };

type Letter = {
  readonly addressed: readonly Addressed[];
  readonly contact: Account['contact'];
  readonly tree: UnitTree;
  readonly at: string;
  readonly settled: number;
  readonly publicUrl: string;
  readonly isDemo: boolean;
  readonly own: OwnWording;
  readonly opened: { readonly path: string; readonly token: string };
};

export function letterFor({ addressed, contact, tree, at, ...more }: Letter): LetterContent {
  const lang = contact?.language ?? 'vi';
  const today = dayOf(at);
  const greeted = addressed.map(({ reader: { as } }) =>
    inWords(as.role, as.role === 'producer' ? undefined : (nameOf(tree, as.unit, today) ?? as.unit), lang),
  );
  const matters = addressed.flatMap((one) => mattersFor(one, lang));
  return contentOf({ lang, reader: [...new Set(greeted)].join('; '), today, matters, ...more });
}

function mattersFor({ reader, now: { matters, to }, said }: Addressed, lang: Lang): readonly Matter[] {
  const { above, onBehalfOf } = reader;
  const acting = to.flatMap((one) => ('role' in one && !one.above ? [inWords(one.role, one.name, lang)] : []));
  return matters.map((matter) => ({
    ...matter,
    ...(above && acting.length > 0 ? { waitsFor: acting.join('; ') } : {}),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(said === undefined ? {} : { said }),
  }));
}

function inWords(role: string, unit: string | undefined, lang: Lang): string {
  const named = own(roles, role as RoleId)?.[lang] ?? role;
  return unit === undefined ? named : `${named} – ${unit}`;
}
