// A mail of ours as its reader's program shows it: the words of its header and of its plain part.

/** @param mail as it stands in a file, of the kind that `post/mail.ts` makes */
export function readableMail(mail: string): { to: string; subject: string; text: string } {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const header = head.replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string => header.match(new RegExp(`^${name}: (.*)$`, 'im'))?.[1]?.trim() ?? '';
  const plain = rest.join('\r\n\r\n').match(/Content-Type: text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n----/i)?.[1] ?? '';
  return { to: field('To'), subject: words(field('Subject')), text: quoted(plain.replace(/=\r\n/g, '')) };
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=` */
const words = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, kind: string, inner: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(inner, 'base64').toString() : quoted(inner.replaceAll('_', ' ')),
    );

const quoted = (value: string): string =>
  value.replace(/(=[0-9A-F]{2})+/gi, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());
