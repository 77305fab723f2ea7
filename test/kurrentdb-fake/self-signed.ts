// A certificate for 127.0.0.1 that signs itself, made anew each time: no key lies in the repository.
import { generate } from 'selfsigned';

const VALID_MS = 24 * 60 * 60 * 1000;

/** Private key and certificate as PEM; valid from a day ago until tomorrow, so that clocks may differ. */
export async function selfSigned(now: number): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'protocol fake' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - VALID_MS),
    notAfterDate: new Date(now + VALID_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
