// Bytes as text and back, with what every browser has.
type Bytes = Uint8Array<ArrayBuffer>;

export const fromText = (text: string): Bytes => new TextEncoder().encode(text);
export const toText = (bytes: Bytes): string => new TextDecoder().decode(bytes);

export const toHex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const IN_ONE_CALL = 8192;
export function toBase64url(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += IN_ONE_CALL)
    text += String.fromCharCode(...bytes.subarray(at, at + IN_ONE_CALL));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const fromBase64url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((n, { length }) => n + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
