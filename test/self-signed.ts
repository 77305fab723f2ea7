// Certificates that sign themselves, made anew each time: no key lies in the repository.
import { generate } from 'selfsigned';

const VALID_MS = 24 * 60 * 60 * 1000;

type AltName = { type: 7; ip: string } | { type: 2; value: string };
const ON_LOOPBACK: readonly AltName[] = [
  { type: 7, ip: '127.0.0.1' },
  { type: 2, value: 'localhost' },
];

/**
 * Private key and certificate as PEM; valid from a day ago until tomorrow, so that clocks may differ.
 * @param cA whether it may sign others as well: some programs take no such certificate from a server
 */
export async function selfSigned(
  now: number,
  altNames = ON_LOOPBACK,
  cA = true,
): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'made for a test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - VALID_MS),
    notAfterDate: new Date(now + VALID_MS),
    extensions: [
      { name: 'basicConstraints', cA, critical: true },
      { name: 'subjectAltName', altNames: [...altNames] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
