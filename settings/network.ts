// How the API is reached, judged before anything is opened: settings that contradict each other are told by name.
import { isIP } from 'node:net';
import { CodedError } from '../domain/kernel/coded-error.ts';
import type { Settings } from './settings.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** What lets the API be reached from elsewhere. */
export type Beyond = 'tls' | 'proxy' | 'published';

export type Network = {
  readonly host: string;
  readonly port: number;
  readonly beyond: Beyond | undefined;
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
  readonly proxies: readonly string[];
  /** names by which it may be asked, besides loopback’s */
  readonly hosts: readonly string[];
  /** people reach it over TLS */
  readonly secure: boolean;
};

const listed = (text: string): readonly string[] => text.split(/[\s,]+/).filter((part) => part !== '');

/**
 * @param serves people sign in at this process, which is one of the API
 * Throws SETTING_CONFLICT, or PUBLIC_ADDRESS_REFUSED where nothing protects what would be reached from elsewhere.
 */
export function networkOf(settings: Settings, serves = true): Network {
  const host = settings.OCOP_HOST.replace(/^\[(.*)\]$/, '$1');
  const proxies = listed(settings.OCOP_TRUSTED_PROXY);
  const tls = tlsOf(settings);
  const published = settings.OCOP_PUBLISHED_ON_LOOPBACK === 'yes';
  for (const proxy of proxies) if (!isNetwork(proxy)) throw conflict(`OCOP_TRUSTED_PROXY: ${proxy} is no address.`);
  if (tls && proxies.length > 0)
    throw conflict('OCOP_TLS_CERT_FILE and OCOP_TRUSTED_PROXY exclude each other: TLS ends here, or in front.');
  const beyond: Beyond | undefined = tls ? 'tls' : proxies.length > 0 ? 'proxy' : published ? 'published' : undefined;
  if (published && beyond !== 'published')
    throw conflict('OCOP_PUBLISHED_ON_LOOPBACK is for a demo in a container; with TLS or a proxy it has no meaning.');
  const url = settings.OCOP_PUBLIC_URL === '' ? undefined : new URL(settings.OCOP_PUBLIC_URL);
  const hosts = [...(url ? [url.hostname] : []), ...listed(settings.OCOP_HOSTS)].map((name) => name.toLowerCase());
  const secure = beyond === 'tls' || beyond === 'proxy';
  if (secure && hosts.length === 0)
    throw conflict('OCOP_PUBLIC_URL is empty: say by which name people reach this installation, or OCOP_HOSTS.');
  if (secure && url?.protocol === 'http:')
    throw conflict('OCOP_PUBLIC_URL begins with http://, but this installation is reached over TLS (https://).');
  if (serves && !beyond && url?.protocol === 'https:')
    throw conflict(
      'OCOP_PUBLIC_URL begins with https://, but nothing here speaks TLS: set OCOP_TLS_CERT_FILE and OCOP_TLS_KEY_FILE, or OCOP_TRUSTED_PROXY=127.0.0.1 for a proxy on this machine.',
    );
  if (!isLoopback(host) && !beyond) throw new CodedError('PUBLIC_ADDRESS_REFUSED', refusedAt(host));
  return { host, port: settings.OCOP_PORT, beyond, tls, proxies, hosts, secure };
}

function tlsOf({ OCOP_TLS_CERT_FILE: certificate, OCOP_TLS_KEY_FILE: key }: Settings): Network['tls'] {
  if (certificate === '' && key === '') return undefined;
  if (certificate === '' || key === '')
    throw conflict(
      `${certificate === '' ? 'OCOP_TLS_CERT_FILE' : 'OCOP_TLS_KEY_FILE'} is empty: TLS takes both files.`,
    );
  return { certificate, key };
}

/** An address, or one with the length of its network. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

const conflict = (sentence: string): CodedError<'SETTING_CONFLICT'> => new CodedError('SETTING_CONFLICT', sentence);

const refusedAt = (host: string): string =>
  `Không mở tại ${host} khi chưa có TLS: mật khẩu sẽ đi qua mạng ở dạng đọc được. Hãy dùng 127.0.0.1, đặt OCOP_TLS_CERT_FILE và OCOP_TLS_KEY_FILE, hoặc OCOP_TRUSTED_PROXY.
Not listening on ${host} without TLS: passwords would cross the network in the clear. Use 127.0.0.1, or set OCOP_TLS_CERT_FILE and OCOP_TLS_KEY_FILE, or OCOP_TRUSTED_PROXY.`;
