// A letter as a mail: text and HTML side by side, marked as written by a machine, with a way to have fewer of them.
import { createTransport, type SendMailOptions } from 'nodemailer';
import { emailAddress } from '../domain/kernel/fields.ts';
import type { Message, Sent } from './port.ts';

export type Sender = {
  /** the office's address, with or without a name */
  readonly from: string;
  /** where what cannot be delivered goes back to */
  readonly bounceTo: string;
};

export type Envelope = { readonly from: string; readonly to: string[] };

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** The mail as it goes over the line or lies in a file, and what a server is told of it. */
export async function composed(message: Message, sender: Sender): Promise<{ bytes: Buffer; envelope: Envelope }> {
  const { message: bytes } = await composer.sendMail(mailOf(message, sender));
  return { bytes: bytes as Buffer, envelope: { from: sender.bounceTo, to: [message.to] } };
}

function mailOf({ messageId, to, date, lang, subject, text, html }: Message, { from }: Sender): SendMailOptions {
  return {
    messageId: `<${messageId}>`,
    from,
    to: { name: '', address: to },
    date: new Date(date),
    subject,
    text,
    html,
    encoding: 'utf-8',
    textEncoding: 'quoted-printable',
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': lang,
      // Reminders that the law wants sent go on; who asks for fewer gets one digest a day.
      'List-Unsubscribe': `<mailto:${addressIn(from)}?subject=OCOP>`,
    },
    // No text of a letter names a file or an address that is then fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An address that is none, or more than one, gets nothing: a mail program would find others in it. */
export const refusedAddress = ({ to }: Message): Sent | undefined =>
  emailAddress.safeParse(to).success ? undefined : { outcome: 'refused', code: 'ADDRESS_INVALID' };

/** `OCOP <ocop@tinh.gov.vn>` → `ocop@tinh.gov.vn`. */
export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
