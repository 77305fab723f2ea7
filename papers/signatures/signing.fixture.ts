// PDFs that somebody signs, as signing programs do it: an update at the end with the signature in a form field (ISO 32000-2,
// 12.8), by certificates that are made anew each time.
import { webcrypto } from 'node:crypto';
import { BitString, Integer, ObjectIdentifier, OctetString, UTCTime, Utf8String } from 'asn1js';
import {
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
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
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(by?.key ?? keys.privateKey, 'SHA-256');
  return { certificate, key: keys.privateKey };
}

type Signing = {
  readonly by: Holder;
  readonly at: string;
  readonly chain?: readonly Certificate[];
  readonly hash?: 'SHA-1' | 'SHA-256';
};

/** Hexadecimal digits that are kept free for the signature. */
const ROOM = 8192;
const PLACE = '0000000000';

/** A PDF as pdfkit writes it, or one that was signed here before, signed once more. */
export async function signed(pdf: Buffer, { by, at, chain = [], hash = 'SHA-256' }: Signing): Promise<Buffer> {
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
  const cms = await cmsOver(Buffer.concat([whole.subarray(0, gap), whole.subarray(then)]), { by, at, chain, hash });
  whole.write(cms.toString('hex'), gap + 1, 'latin1');
  return whole;
}

async function cmsOver(bytes: Buffer, { by, at, chain = [], hash = 'SHA-256' }: Signing): Promise<Buffer> {
  const digest = await webcrypto.subtle.digest(hash, bytes);
  const { issuer, serialNumber } = by.certificate;
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({
              type: '1.2.840.113549.1.9.3',
              values: [new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })],
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
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: data.toSchema(true) });
  return Buffer.from(info.toSchema().toBER(false));
}
