// A simulated authenticator: a device with passkeys and the browser around it, as far as a server can tell them from
// real ones (WebAuthn level 3, ES256, attestation "none"). What it signs can be bent for a test.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } };
type Bent = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  count?: number;
  isVerified?: boolean;
  type?: string;
  userHandle?: string;
  id?: string;
};
type Key = { id: string; privateKey: KeyObject; userHandle: string };

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const b64 = (data: Buffer | string): string => Buffer.from(data).toString('base64url');

export function simulatedAuthenticator(origin: string) {
  const keys: Key[] = [];
  let count = 0;
  const clientData = (type: string, o: Options, bent: Bent): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: bent.type ?? type,
        challenge: bent.challenge ?? o.challenge,
        origin: bent.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authData = (rpId: string, bent: Bent, attested: Buffer = Buffer.alloc(0)): Buffer => {
    const flags = 0x01 | (bent.isVerified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0);
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(bent.count ?? ++count);
    return Buffer.concat([sha256(bent.rpId ?? rpId), Buffer.from([flags]), counted, attested]);
  };

  return {
    make(o: Options, bent: Bent = {}) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const id = bent.id === undefined ? randomBytes(32) : Buffer.from(bent.id, 'base64url');
      keys.push({ id: b64(id), privateKey, userHandle: o.user?.id ?? '' });
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const object = Buffer.concat([
        Buffer.from([0xa3]),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')],
        bytes(authData(o.rp?.id ?? '', bent, attested)),
      ]);
      const response = {
        clientDataJSON: b64(clientData('webauthn.create', o, bent)),
        attestationObject: b64(object),
        transports: ['internal'],
      };
      return answer(b64(id), response);
    },
    /** @param which of those that were made here; the newest, unless said */
    show(o: Options, bent: Bent = {}, which = keys.length - 1) {
      const key = keys[which];
      if (!key) throw new Error('no passkey was made here');
      const client = clientData('webauthn.get', o, bent);
      const data = authData(o.rpId ?? '', bent);
      const response = {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), key.privateKey)),
        userHandle: bent.userHandle ?? key.userHandle,
      };
      return answer(bent.id ?? key.id, response);
    },
  };
}

const answer = <R extends { clientDataJSON: string }>(id: string, response: R) => ({
  ...{ id, rawId: id, type: 'public-key' as const, authenticatorAttachment: 'platform', clientExtensionResults: {} },
  response,
});

/** CBOR (RFC 8949), as far as it is needed. */
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value]);

/** An EC2 key for ES256 (RFC 9053): kty 2, alg -7, crv 1, x, y. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
}
