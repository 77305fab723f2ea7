// The time stamp that an authority put on a signature (RFC 3161, as an unsigned attribute, RFC 5126): what the authority says is
// that this very signature was there at its time. Whether the office trusts the authority is asked elsewhere.
import { createHash } from 'node:crypto';
import { fromBER } from 'asn1js';
import { type Certificate, type ExtKeyUsage, TSTInfo } from 'pkijs';
import { digestNamed, only, readSignedData, type Signed, signedBy } from './signed-data.ts';

export type Stamp = {
  /** RFC 3339 UTC */
  readonly at: string;
  readonly authority: Certificate;
  /** all that came with it */
  readonly certificates: readonly Certificate[];
};

const TOKEN = '1.2.840.113549.1.9.16.2.14';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** `broken`: it is of another signature, was changed, or is not by somebody who may put on time stamps. */
export function stampOf(signature: Signed): Stamp | 'broken' | undefined {
  if (!signature.unsigned.some(({ type }) => type === TOKEN)) return undefined;
  try {
    return read(signature) ?? 'broken';
  } catch {
    return 'broken';
  }
}

function read({ unsigned, value }: Signed): Stamp | undefined {
  const token = only(unsigned, TOKEN);
  const data = token && readSignedData(Buffer.from(token.toBER()));
  const { eContentType, eContent } = data?.encapContentInfo ?? {};
  const by = data && signedBy(data);
  if (!by?.fits || eContentType !== TST_INFO || !eContent || !mayStamp(by.signer)) return undefined;
  const content = Buffer.from(eContent.getValue());
  if (!hashOf(by.digest, content).equals(by.hash)) return undefined;
  const { messageImprint, genTime } = new TSTInfo({ schema: fromBER(new Uint8Array(content)).result });
  const digest = digestNamed(messageImprint.hashAlgorithm.algorithmId);
  const imprint = Buffer.from(messageImprint.hashedMessage.valueBlock.valueHexView);
  if (!digest || !hashOf(digest, value).equals(imprint)) return undefined;
  return { at: genTime.toISOString(), authority: by.signer, certificates: by.certificates };
}

const hashOf = (digest: string, bytes: Buffer): Buffer => createHash(digest).update(bytes).digest();

/** A certificate for time stamps is for nothing else (RFC 3161, 2.3); one of a person vouches for no time. */
function mayStamp({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_USAGE)?.parsedValue as ExtKeyUsage | undefined;
  return usage?.keyPurposes.length === 1 && usage.keyPurposes[0] === TIME_STAMPING;
}
