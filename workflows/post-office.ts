// The procedure of a province's post: whenever somebody has to be told something, it goes out at its hour.
import { give, type Move, until } from '../domain/kernel/procedure.ts';
import type { PostFacts } from '../domain/post-office/post-facts.ts';

export function postOffice({ open, next }: PostFacts): Move {
  if (!open) return until('letters are to go out');
  return next
    ? give('SendOutPost', { cause: next.cause, which: next.slot, dueAt: next.slot })
    : until('somebody has to be told something');
}
