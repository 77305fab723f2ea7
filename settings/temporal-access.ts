// How a Temporal that runs elsewhere is spoken to, judged before anything is opened: over TLS, with a certificate of our own
// or a key of its API where it wants one.
import { CodedError } from '../domain/kernel/coded-error.ts';
import { secretIn } from './secret-file.ts';
import type { Settings } from './settings.ts';

/** As the SDK's connections take it. */
export type TemporalAccess = {
  readonly tls?: {
    readonly serverRootCACertificate?: Buffer;
    readonly clientCertPair?: { readonly crt: Buffer; readonly key: Buffer };
  };
  readonly apiKey?: string;
};

const FILES = [
  'OCOP_TEMPORAL_CA_FILE',
  'OCOP_TEMPORAL_CERT_FILE',
  'OCOP_TEMPORAL_KEY_FILE',
  'OCOP_TEMPORAL_API_KEY_FILE',
] as const;

/** Throws SETTING_CONFLICT. Our own child on loopback takes none of it. */
export function temporalAccessIn(settings: Settings): TemporalAccess {
  const [ca, cert, key, apiKey] = FILES.map((name) => (settings[name] === '' ? undefined : settings[name]));
  const isOverTls = settings.OCOP_TEMPORAL_TLS === 'yes';
  const set = FILES.find((name) => settings[name] !== '');
  if (settings.OCOP_TEMPORAL_ADDRESS === '' && (isOverTls || set))
    throw conflict(
      `${set ?? 'OCOP_TEMPORAL_TLS'} is set, and OCOP_TEMPORAL_ADDRESS is empty: our own Temporal is a child on this machine.`,
    );
  if (set && !isOverTls)
    throw conflict(
      `${set} is set without OCOP_TEMPORAL_TLS=yes: what it protects would cross the network in the clear.`,
    );
  if ((cert === undefined) !== (key === undefined))
    throw conflict(
      `${cert === undefined ? 'OCOP_TEMPORAL_CERT_FILE' : 'OCOP_TEMPORAL_KEY_FILE'} is empty: a certificate of our own takes both files.`,
    );
  if (!isOverTls) return {};
  const read = (name: (typeof FILES)[number], file: string): Buffer => Buffer.from(secretIn(name, file));
  return {
    tls: {
      ...(ca === undefined ? {} : { serverRootCACertificate: read('OCOP_TEMPORAL_CA_FILE', ca) }),
      ...(cert === undefined || key === undefined
        ? {}
        : {
            clientCertPair: {
              crt: read('OCOP_TEMPORAL_CERT_FILE', cert),
              key: read('OCOP_TEMPORAL_KEY_FILE', key),
            },
          }),
    },
    ...(apiKey === undefined ? {} : { apiKey: secretIn('OCOP_TEMPORAL_API_KEY_FILE', apiKey) }),
  };
}

const conflict = (sentence: string): CodedError<'SETTING_CONFLICT'> => new CodedError('SETTING_CONFLICT', sentence);
