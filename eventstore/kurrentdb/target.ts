// What the connection string says, read before the client does: the client prints it, password and all, when an option
// is unknown to it.
import { StoreError } from '../port.ts';

export type Host = { readonly host: string; readonly port: number };

export type Target = {
  /** for the client; holds the password */
  withKeepAliveTimeout(ms: number): string;
  readonly hosts: readonly Host[];
  /** the hosts as people read them */
  readonly where: string;
  readonly tls: boolean;
  readonly verifiesCertificate: boolean;
  readonly caFile: string | undefined;
};

const DEFAULT_PORT = 2113;
const SHAPE = /^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\/([^/?]+)\/?(?:\?(.*))?$/;
const OPTIONS = [
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'defaultDeadline',
  'keepAliveInterval',
  'discoveryInterval',
  'gossipTimeout',
  'maxDiscoverAttempts',
] as const;

export const urlInvalid = (why: string): StoreError =>
  new StoreError(
    'STORE_URL_INVALID',
    `OCOP_STORE_URL is not a connection string of KurrentDB: ${why}. It reads kurrentdb://user:password@host:2113?tls=true.`,
  );

/** Throws `STORE_URL_INVALID`, whose words never repeat what may be part of a password. */
export function targetOf(text: string): Target {
  const url = text.trim().replace(/^esdb/, 'kurrentdb');
  const [, authority, query] = SHAPE.exec(url) ?? [];
  if (authority === undefined) throw urlInvalid('it does not begin with kurrentdb:// and a host');
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !/^[^:@]+:[^:@]+$/.test(authority.slice(0, at)))
    throw urlInvalid('before the host stands user:password@, with : and @ inside them written %3A and %40');
  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map(hostOf);
  const options = optionsOf(query);
  return {
    withKeepAliveTimeout: (ms) =>
      `${url.replace(/\/?(\?.*)?$/, '')}?${[...options, ['keepAliveTimeout', String(ms)] as const]
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&')}`,
    hosts,
    where: hosts.map(({ host, port }) => `${host}:${port}`).join(', '),
    tls: options.get('tls') !== 'false',
    verifiesCertificate: options.get('tlsVerifyCert') !== 'false',
    caFile: options.get('tlsCAFile'),
  };
}

function hostOf(text: string): Host {
  const [, host, port] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === undefined || Number(port ?? DEFAULT_PORT) > 65_535) throw urlInvalid('a host and port read host:2113');
  return { host, port: Number(port ?? DEFAULT_PORT) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw urlInvalid('a % in it is not followed by the two digits of a letter');
  }
}

function optionsOf(query = ''): Map<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split('&').filter((p) => p !== '')) {
    const [name = '', value = ''] = pair.split('=');
    const known = OPTIONS.find((o) => o.toLowerCase() === name.toLowerCase().replace(/[_-]/g, ''));
    if (known === undefined)
      throw urlInvalid(`${/^\w{1,30}$/.test(name) ? name : 'one'} is no option this system knows`);
    if (/^tls(VerifyCert)?$/.test(known) && !/^(true|false)$/.test(value))
      throw urlInvalid(`${known} is true or false`);
    options.set(known, decoded(value));
  }
  return options;
}
