// What texts take from facts: the papers that a fact names, and who signed by giving it.

import { type SignerPost, signerPosts } from '../../domain/access/grants.ts';
import type { Actor } from '../../domain/kernel/event.ts';
import type { Document } from '../../domain/kernel/fields.ts';
import { shownDay } from '../../domain/kernel/fields.ts';
import type { Rulebook } from '../../domain/rulebooks/rulebook.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import type { OfficialText, Signature } from '../official-text.ts';

/** A fact as it is right now: with its corrections. */
export type Said = {
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  /** in which a leader of a committee gave it; the head’s where no grant says one */
  readonly post?: SignerPost | undefined;
};
/** @param at revision of the fact */
export type Saying = (at: number) => Said | undefined;

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && 'number' in value && 'date' in value;

/** A paper that the fact of a revision names. */
export function documentAt(said: Saying, at: number | undefined, field: string): Document | undefined {
  const value = at === undefined ? undefined : said(at)?.data[field];
  return isDocument(value) ? value : undefined;
}

/** Number and day of a text, once a fact has said them. */
export const givenBy = (document: Document | undefined): Pick<OfficialText, 'number' | 'day'> =>
  document ? { number: document.number, day: document.date as Day } : {};

export const cited = ({ number, date }: Document): string => `số ${number} ngày ${shownDay(date)}`;

/**
 * Who signs for a people's committee, in the form of Decree 30/2020/NĐ-CP, Annex I, part II.6. The name is there once a leader
 * of it gave the fact; the form follows from the post the role was granted with, or from the delegation.
 */
export function committeeSigns(issuer: string, { actor, post = 'head' }: Partial<Said> = {}): Signature {
  const signer = actor?.role === 'signer' ? actor : undefined;
  const name = signer ? { name: signer.id } : {};
  if (signer?.delegatedBy !== undefined) return { authority: ['TUQ. Chủ tịch'], post: 'Người được ủy quyền', ...name };
  // By order of its head alone, who signs no decision of the whole committee.
  if (post === 'office-head') return { authority: ['TL. Chủ tịch'], post: signerPosts[post].vi, ...name };
  // Where the act has its head decide, not the committee, nobody signs on its behalf.
  const whole = /^Chủ tịch/u.test(issuer) ? [] : ['TM. Ủy ban nhân dân'];
  const forHead = post === 'deputy' ? ['KT. Chủ tịch'] : [];
  const authority = [...whole, ...forHead];
  return {
    ...(authority.length > 0 ? { authority } : {}),
    post: post === 'acting' ? 'Q. Chủ tịch' : signerPosts[post].vi,
    ...name,
  };
}

type Presided = {
  readonly members: readonly { readonly account: string; readonly seat: string }[];
  readonly sittings: readonly { readonly presided: string }[];
};

/** Who signs for a council: its chair, or the deputy who presided in the chair's place. */
export function councilSigns({ members, sittings }: Presided): Signature {
  const presided = sittings.at(-1)?.presided;
  const { seat } = members.find(({ account }) => account === presided) ?? {};
  return seat === 'council-deputy'
    ? { authority: ['KT. Chủ tịch Hội đồng'], post: 'Phó Chủ tịch Hội đồng' }
    : { post: 'Chủ tịch Hội đồng' };
}

/** Who signs for an office that prepares: nobody records it. */
export const officeSigns: Signature = { post: 'Thủ trưởng đơn vị' };

/** A paper rests on acts of its day and before. */
export const actsOf = ({ acts }: Pick<Rulebook, 'acts'>, on: Day): Rulebook['acts'] =>
  acts.filter(({ signed }) => signed <= on);
