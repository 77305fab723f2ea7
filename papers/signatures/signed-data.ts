// Who signed something by CMS (RFC 5652), with which certificate, and whether the signature is that certificate's. Of its libraries
// pkijs reads what is written in it; whether a signature fits a key, Node's own crypto says.
import { constants, createPublicKey, verify } from 'node:crypto';
import { type BaseBlock, fromBER, type OctetString } from 'asn1js';
import { type Attribute, Certificate, ContentInfo, IssuerAndSerialNumber, SignedData } from 'pkijs';

export type Signed = {
  readonly signer: Certificate;
  /** all that came with it */
  readonly certificates: readonly Certificate[];
  /** as Node calls it */
  readonly digest: string;
  /** the hash that was signed */
  readonly hash: Buffer;
  /** as its attributes say, RFC 3339 UTC */
  readonly saidAt: string | undefined;
  readonly fits: boolean;
  /** the signature itself, and what was put beside it without being signed */
  readonly value: Buffer;
  readonly unsigned: readonly Attribute[];
};

const digests = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const PSS = '1.2.840.113549.1.1.10';
const KEY_ID = '2.5.29.14';

/** As Node calls it; undefined where it is none that is used here. */
export const digestNamed = (id: string): string | undefined => digests.get(id);

export function readSignedData(bytes: Buffer): SignedData | undefined {
  // Behind it the place that was left for it is filled with zeros.
  const { result, offset } = fromBER(new Uint8Array(bytes));
  if (offset < 0) return undefined;
  const info = new ContentInfo({ schema: result });
  return info.contentType === SIGNED_DATA ? new SignedData({ schema: info.content }) : undefined;
}

/** Undefined where not exactly one signed it, by a certificate that came with it. */
export function signedBy(signed: SignedData): Signed | undefined {
  const [by, ...others] = signed.signerInfos;
  if (!by?.signedAttrs || others.length > 0) return undefined;
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const signer = certificates.find((one) => isNamed(one, by.sid));
  const digest = digests.get(by.digestAlgorithm.algorithmId);
  const attribute = (type: string) => only(by.signedAttrs?.attributes ?? [], type);
  const value = Buffer.from(by.signature.valueBlock.valueHexView);
  const hash = attribute(MESSAGE_DIGEST) as OctetString | undefined;
  if (!signer || !digest || !hash) return undefined;
  const key = createPublicKey({
    key: Buffer.from(signer.subjectPublicKeyInfo.toSchema().toBER()),
    format: 'der',
    type: 'spki',
  });
  const isPss = by.signatureAlgorithm.algorithmId === PSS;
  const padded = isPss ? { key, padding: constants.RSA_PKCS1_PSS_PADDING } : { key };
  const time = attribute(SIGNING_TIME) as { toDate?(): Date } | undefined;
  return {
    signer,
    certificates,
    digest,
    hash: Buffer.from(hash.valueBlock.valueHexView),
    saidAt: time?.toDate?.().toISOString(),
    fits: verify(digest, Buffer.from(by.signedAttrs.encodedValue), padded, value),
    value,
    unsigned: by.unsignedAttrs?.attributes ?? [],
  };
}

/** Two of a kind could be read either way. */
export function only(attributes: readonly Attribute[], type: string): BaseBlock | undefined {
  const found = attributes.filter((one) => one.type === type);
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

function isNamed(certificate: Certificate, sid: unknown): boolean {
  if (sid instanceof IssuerAndSerialNumber)
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  const own = certificate.extensions?.find(({ extnID }) => extnID === KEY_ID)?.parsedValue as OctetString | undefined;
  const named = (sid as OctetString).valueBlock?.valueHexView;
  return own !== undefined && named !== undefined && Buffer.from(own.valueBlock.valueHexView).equals(named);
}
