// Vietnamese text as programs of before Unicode wrote it: TCVN3 (fonts .Vn…, one byte a letter), VNI (fonts VNI-…, a letter and its
// marks), windows-1258. Which one it is nobody says: it is the one in which most words are Vietnamese syllables.
import { own } from '../domain/kernel/own.ts';

export const legacyEncodings = ['tcvn3', 'vni', 'windows-1258'] as const;
export type LegacyEncoding = (typeof legacyEncodings)[number];

const pairs = (from: string, to: string): Readonly<Record<string, string>> => {
  const letters = [...to];
  return Object.fromEntries([...from].map((one, i) => [one, letters[i] as string]));
};

/** Capitals with a tone have the bytes of small ones there, and a font of their own. */
const tcvn3 = pairs(
  '¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ',
  'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ',
);

const TONES = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' };
const CIRCUMFLEX = {
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
};
const BREVE = {
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
/** behind the letter that they belong to */
const marks: Readonly<Record<string, string>> = { ...TONES, ...CIRCUMFLEX, ...BREVE };
/** letters by themselves */
const letters = pairs('íìæóòôöîñ', 'íìỉĩịơưỵđ');
const VNI = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[íìæóòôöîñ]/gi;

function fromVni(text: string): string {
  const lower = (one: string): string => one.toLowerCase();
  return text.replace(VNI, (all: string, base?: string, mark?: string) => {
    const plain = own(letters, lower(base ?? all)) ?? lower(base ?? all);
    const whole = plain + (mark === undefined ? '' : (own(marks, lower(mark)) ?? ''));
    return all[0] === lower(all[0] as string) ? whole : whole.toUpperCase();
  });
}

const readers: Readonly<Record<LegacyEncoding, (bytes: Uint8Array) => string>> = {
  // Its bytes are those of letters of Western Europe, as which the old fonts had them.
  tcvn3: (bytes) => [...Buffer.from(bytes).toString('latin1')].map((one) => own(tcvn3, one) ?? one).join(''),
  vni: (bytes) => fromVni(new TextDecoder('windows-1252').decode(bytes)),
  'windows-1258': (bytes) => new TextDecoder('windows-1258').decode(bytes),
};

export const fromLegacy = (bytes: Uint8Array, encoding: LegacyEncoding): string =>
  readers[encoding](bytes).normalize('NFC');

const SYLLABLE = /^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(ng|nh|ch|[cmnpt])?$/;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** How many words with letters beyond ASCII are syllables, less twice those that are none. */
function likeness(text: string): number {
  let sum = 0;
  for (const word of text.match(/[\p{L}\p{M}]+|[^\s\p{ASCII}]/gu) ?? []) {
    if (/^\p{ASCII}*$/u.test(word)) continue;
    const apart = word.toLowerCase().normalize('NFD');
    const plain = apart.replace(TONE, '').normalize('NFC');
    sum += SYLLABLE.test(plain) && (apart.match(TONE) ?? []).length <= 1 ? 1 : -2;
  }
  return sum;
}

/** Undefined where none of them makes Vietnamese of it. @param bytes that are no UTF-8 */
export function recognised(bytes: Uint8Array): LegacyEncoding | undefined {
  const [best] = legacyEncodings
    .map((encoding) => ({ encoding, like: likeness(fromLegacy(bytes, encoding)) }))
    .sort((a, b) => b.like - a.like);
  return best && best.like > 0 ? best.encoding : undefined;
}
