// Where traces go, judged before anything is opened: settings that contradict each other are told by name.
import { CodedError } from '../domain/kernel/coded-error.ts';
import { isLoopback } from './network.ts';
import { secretIn } from './secret-file.ts';
import type { Settings } from './settings.ts';

export type TracesAt = { readonly url: string; readonly key: string | undefined };

/** Throws SETTING_CONFLICT. @returns undefined where none are sent */
export function tracesIn({ OCOP_TRACES_URL: url, OCOP_TRACES_KEY_FILE: file }: Settings): TracesAt | undefined {
  if (url === '') {
    if (file !== '') throw conflict('OCOP_TRACES_KEY_FILE is set, and OCOP_TRACES_URL is empty: say where traces go.');
    return undefined;
  }
  const { protocol, hostname } = new URL(url);
  if (file !== '' && protocol === 'http:' && !isLoopback(hostname))
    throw conflict('OCOP_TRACES_URL begins with http://: the key of OCOP_TRACES_KEY_FILE would be read on the way.');
  return { url, key: file === '' ? undefined : secretIn('OCOP_TRACES_KEY_FILE', file) };
}

const conflict = (sentence: string): CodedError<'SETTING_CONFLICT'> => new CodedError('SETTING_CONFLICT', sentence);
