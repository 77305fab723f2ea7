import { readFileSync } from 'node:fs';
import { CodedError } from '../domain/kernel/coded-error.ts';

/** What a setting's file holds, without what surrounds it. Throws SETTING_CONFLICT where that is nothing. */
export function secretIn(setting: string, file: string): string {
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw conflict(`${setting} (${file}) cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
  if (secret === '') throw conflict(`${setting} (${file}) holds nothing.`);
  return secret;
}

const conflict = (sentence: string): CodedError<'SETTING_CONFLICT'> => new CodedError('SETTING_CONFLICT', sentence);
