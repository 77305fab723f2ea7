// The office's own sign-on, judged before anything is opened: settings that contradict each other are told by name.
import type { SingleSignOnSettings } from '../accounts/port.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { isLoopback } from './network.ts';
import { secretIn } from './secret-file.ts';
import type { Settings } from './settings.ts';

const BACK = '/sign-in/sign-on/back';
const VOUCHES = /^(acr|amr)=(\S+)$/;

/** Throws SETTING_CONFLICT. @returns undefined where none is set */
export function singleSignOnIn(settings: Settings): SingleSignOnSettings | undefined {
  const { OCOP_OIDC_ISSUER: issuer, OCOP_OIDC_CLIENT_ID: clientId, OCOP_OIDC_LABEL: label } = settings;
  const { OCOP_OIDC_CLIENT_SECRET_FILE: file, OCOP_OIDC_SECOND_FACTOR: factor } = settings;
  if (issuer === '') {
    const [alone] = Object.entries({ OCOP_OIDC_CLIENT_ID: clientId, OCOP_OIDC_CLIENT_SECRET_FILE: file })
      .concat(Object.entries({ OCOP_OIDC_SECOND_FACTOR: factor }))
      .filter(([, value]) => value !== '');
    if (alone) throw conflict(`${alone[0]} is set, and OCOP_OIDC_ISSUER is empty: say who the issuer is.`);
    return undefined;
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !isLoopback(hostname))
    throw conflict('OCOP_OIDC_ISSUER begins with http://: who it names could be forged on the way. It takes https://.');
  if (clientId === '') throw conflict('OCOP_OIDC_CLIENT_ID is empty: the issuer knows us by it.');
  if (file === '') throw conflict('OCOP_OIDC_CLIENT_SECRET_FILE is empty: the issuer believes us by what is in it.');
  if (settings.OCOP_PUBLIC_URL === '')
    throw conflict('OCOP_PUBLIC_URL is empty: OCOP_OIDC_ISSUER sends people back there.');
  const [, claim, value] = VOUCHES.exec(factor) ?? [];
  return {
    ...{ issuer, clientId, label, clientSecret: secretIn('OCOP_OIDC_CLIENT_SECRET_FILE', file) },
    backTo: `${settings.OCOP_PUBLIC_URL.replace(/\/+$/, '')}${BACK}`,
    vouches: claim === undefined || value === undefined ? undefined : { claim: claim as 'acr' | 'amr', value },
  };
}

const conflict = (sentence: string): CodedError<'SETTING_CONFLICT'> => new CodedError('SETTING_CONFLICT', sentence);
