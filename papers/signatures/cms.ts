// The signature in a PDF (ETSI EN 319 142): who signed, and whether it fits the hash of what it covers; with the time stamp of an
// authority, where the signer had one put on it.
import { readSignedData, type Signed, signedBy } from './signed-data.ts';
import { type Stamp, stampOf } from './time-stamp.ts';

export type Cms = Signed & {
  /** undefined where there is none */
  readonly stamp: Stamp | 'broken' | undefined;
};
export type Unreadable = 'not-detached' | 'unreadable';

const DATA = '1.2.840.113549.1.7.1';

/** Whatever somebody put there: it is answered, never thrown. */
export function readCms(bytes: Buffer): Cms | Unreadable {
  try {
    return read(bytes) ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function read(bytes: Buffer): Cms | Unreadable | undefined {
  const data = readSignedData(bytes);
  if (!data) return undefined;
  if (data.encapContentInfo.eContentType !== DATA || data.encapContentInfo.eContent) return 'not-detached';
  const signed = signedBy(data);
  return signed && { ...signed, stamp: stampOf(signed) };
}
