// Whose certificates are believed: those of a folder, as the office took them from who issues them (in Vietnam the root of
// the national centre NEAC, and that of the Government Cipher Committee for officers).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Certificate } from 'pkijs';
import { CodedError } from '../../domain/kernel/coded-error.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** Throws PDF_TRUST_UNREADABLE, which names what is wrong with the folder. */
export function rootsIn(folder: string): readonly Certificate[] {
  const unreadable = (what: string, cause?: unknown) =>
    new CodedError('PDF_TRUST_UNREADABLE', `OCOP_PDF_TRUST (${folder}): ${what}.`, { cause });
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /\.(pem|crt|cer)$/i.test(name));
  } catch (error) {
    throw unreadable((error as Error).message, error);
  }
  if (names.length === 0) throw unreadable('no file *.pem, *.crt or *.cer lies in it');
  return names.sort().flatMap((name) => {
    try {
      return certificatesIn(readFileSync(join(folder, name)));
    } catch (error) {
      throw unreadable(`${name} is no certificate`, error);
    }
  });
}

/** As PEM, of which a file may hold several, or as DER. */
export function certificatesIn(file: Buffer): readonly Certificate[] {
  const blocks = [...file.toString('latin1').matchAll(BLOCK)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));
  return (blocks.length > 0 ? blocks : [file]).map((der) => Certificate.fromBER(new Uint8Array(der)));
}
