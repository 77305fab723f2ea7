// Which state of a letter an event brings about, as operators count them.
import { own } from '../domain/kernel/own.ts';

const states: Readonly<Record<string, string>> = {
  LetterRequested: 'requested',
  LetterSent: 'sent',
  LetterFailed: 'failed',
  LetterUndeliverable: 'undeliverable',
  LetterDropped: 'dropped',
  LetterOpened: 'opened',
};

export const lettersAre = (type: string): string | undefined => own(states, type);
