// PDFs that somebody signs, as signing programs do it: an update at the end with the signature in a form field (ISO 32000-2,
// 12.8), by certificates that are made anew each time.
import { webcrypto } from 'node:crypto';
import { BitString, Integer, ObjectIdentifier, OctetString, UTCTime, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
} from 'pkijs';

export type Holder = { readonly certificate: Certificate; readonly key: webcrypto.CryptoKey };
type Made = {
  readonly name: string;
  readonly by?: Holder;
  readonly from?: string;
  readonly until?: string;
  readonly isRsa?: boolean;
  /** whoever is certified by another may certify others in turn */
  readonly certifies?: boolean;
  /** it puts on time stamps, and is for nothing else */
  readonly stamps?: boolean;
};

const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
let serial = 1000;

/** @param made `by`: absent, it is a root of its own */
export async function holder({
  name,
  by,
  from = '2022-01-01',
  until = '2032-01-01',
  isRsa,
  certifies = !by,
  stamps = false,
}: Made): Promise<Holder> {
  const keys = (await webcrypto.subtle.generateKey(isRsa ? RSA : EC, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  serial += 1;
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: serial }) });
  const called = (type: string, value: string) => new AttributeTypeAndValue({ type, value: new Utf8String({ value }) });
  certificate.subject.typesAndValues.push(called('2.5.4.3', name), called('2.5.4.10', 'Ủy ban nhân dân mẫu'));
  certificate.issuer = by?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = new Date(from);
  certificate.notAfter.value = new Date(until);
  const constraints = new BasicConstraints({ cA: certifies });
  // keyCertSign and cRLSign of who certifies, nonRepudiation of who signs
  const usage = new BitString({
    valueHex: new Uint8Array([certifies ? 0x06 : 0x40]).buffer,
    unusedBits: certifies ? 1 : 6,
  });
  certificate.extensions = [
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: constraints.toSchema().toBER(),
      parsedValue: constraints,
    }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(), parsedValue: usage }),
    ...(stamps ? [stamping()] : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(by?.key ?? keys.privateKey, 'SHA-256');
  return { certificate, key: keys.privateKey };
}

function stamping(): Extension {
  const usage = new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] });
  return new Extension({
    extnID: '2.5.29.37',
    critical: true,
    extnValue: usage.toSchema().toBER(),
    parsedValue: usage,
  });
}

type Stamping = { readonly by: Holder; readonly at: string /** else the signature itself */; readonly over?: Buffer };

type Signing = {
  readonly by: Holder;
  readonly at: string;
  readonly chain?: readonly Certificate[];
  readonly hash?: 'SHA-1' | 'SHA-256';
  readonly stamp?: Stamping;
};

/** Hexadecimal digits that are kept free for the signature. */
const ROOM = 16384;
const PLACE = '0000000000';

/** A PDF as pdfkit writes it, or one that was signed here before, signed once more. */
export async function signed(pdf: Buffer, { by, at, chain = [], hash = 'SHA-256', stamp }: Signing): Promise<Buffer> {
  const text = pdf.toString('latin1');
  const [trailer = ''] = text.match(/trailer[\s\S]*?>>/g)?.slice(-1) ?? [];
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = /\/Root (\d+) 0 R/.exec(trailer)?.[1] ?? '';
  const before = /startxref\s+(\d+)/.exec(text.slice(text.lastIndexOf('startxref')))?.[1];
  const [catalog = ''] =
    text.match(new RegExp(`(?<=\\n${root} 0 obj\\n)<<[\\s\\S]*?(?=\\nendobj)`, 'g'))?.slice(-1) ?? [];
  const fields = /\/Fields \[([^\]]*)\]/.exec(catalog)?.[1] ?? '';
  const open = catalog.replace(/\/AcroForm <<[^>]*>>/, '').replace(/>>$/, '');
  const said = at.replace(/[-:T]/g, '').slice(0, 14);
  const objects: readonly (readonly [string, string])[] = [
    [
      `${size}`,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:${said}Z) /ByteRange [0 ${PLACE} ${PLACE} ${PLACE}] /Contents <${'0'.repeat(ROOM)}> >>`,
    ],
    [`${size + 1}`, `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S${size}) /V ${size} 0 R /F 132 /Rect [0 0 0 0] >>`],
    [root, `${open} /AcroForm << /Fields [${fields} ${size + 1} 0 R] /SigFlags 3 >> >>`],
  ];
  let update = '\n';
  const places: string[] = [];
  for (const [no, content] of objects) {
    places.push(`${no} 1\n${String(pdf.length + update.length).padStart(10, '0')} 00000 n \n`);
    update += `${no} 0 obj\n${content}\nendobj\n`;
  }
  const xref = pdf.length + update.length;
  update += `xref\n${places.join('')}trailer\n<< /Size ${size + 2} /Root ${root} 0 R /Prev ${before} >>\nstartxref\n${xref}\n%%EOF\n`;
  const gap = pdf.length + update.indexOf('/Contents <') + '/Contents '.length;
  const then = gap + ROOM + 2;
  const end = pdf.length + update.length;
  const range = [gap, then, end - then].map((n) => String(n).padStart(PLACE.length)).join(' ');
  const whole = Buffer.concat([pdf, Buffer.from(update.replace(`${PLACE} ${PLACE} ${PLACE}`, range), 'latin1')]);
  const cms = await cmsOver(Buffer.concat([whole.subarray(0, gap), whole.subarray(then)]), {
    ...{ by, at, chain, hash },
    ...(stamp ? { stamp } : {}),
  });
  whole.write(cms.toString('hex'), gap + 1, 'latin1');
  return whole;
}

async function cmsOver(bytes: Buffer, signing: Signing): Promise<Buffer> {
  const data = await signedData(bytes, { ...signing, type: DATA });
  const [by] = data.signerInfos;
  if (signing.stamp && by) {
    const token = await tokenOver(Buffer.from(by.signature.valueBlock.valueHexView), signing.stamp);
    const attribute = new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [token.toSchema()] });
    by.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
  }
  return Buffer.from(infoOf(data).toSchema().toBER(false));
}

/** A time stamp, as an authority puts it on (RFC 3161). */
async function tokenOver(signature: Buffer, { by, at, over = signature }: Stamping): Promise<ContentInfo> {
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString({ valueHex: await webcrypto.subtle.digest('SHA-256', over) }),
    }),
    serialNumber: new Integer({ value: 1 }),
    genTime: new Date(at),
  });
  const content = Buffer.from(info.toSchema().toBER());
  return infoOf(await signedData(content, { by, at, type: '1.2.840.113549.1.9.16.1.4', content }));
}

const DATA = '1.2.840.113549.1.7.1';
const infoOf = (data: SignedData): ContentInfo =>
  new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: data.toSchema(true) });

type Of = Signing & { readonly type: string /** what is signed, where it stands in it */; readonly content?: Buffer };

async function signedData(bytes: Buffer, { by, at, chain = [], hash = 'SHA-256', type, content }: Of) {
  const digest = await webcrypto.subtle.digest(hash, bytes);
  const { issuer, serialNumber } = by.certificate;
  const data = new SignedData({
    version: content ? 3 : 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: type,
      ...(content ? { eContent: new OctetString({ valueHex: new Uint8Array(content).buffer }) } : {}),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({
              type: '1.2.840.113549.1.9.3',
              values: [new ObjectIdentifier({ value: type })],
            }),
            new Attribute({ type: '1.2.840.113549.1.9.5', values: [new UTCTime({ valueDate: new Date(at) })] }),
            new Attribute({ type: '1.2.840.113549.1.9.4', values: [new OctetString({ valueHex: digest })] }),
          ],
        }),
      }),
    ],
    certificates: [by.certificate, ...chain],
  });
  await data.sign(by.key, 0, hash, bytes);
  return data;
}
