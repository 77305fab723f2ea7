// How letters leave this installation: by a mail server where one is set, else into a folder.
import { readFileSync } from 'node:fs';
import type { PostParts } from '../activities/postman.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { emlFolder } from '../post/eml-folder.ts';
import { addressIn } from '../post/mail.ts';
import type { Channel } from '../post/port.ts';
import { smtpChannel } from '../post/smtp.ts';
import { webhookChannel } from '../post/webhook.ts';
import type { Places, Settings } from '../settings/settings.ts';
import type { Office } from './compose.ts';

/** In the demo links lead to where the server listens; elsewhere somebody says where people reach it. */
export function postOf(settings: Settings, places: Places, office: Office): PostParts {
  const ownAddress = `http://${settings.OCOP_HOST}:${settings.OCOP_PORT}`;
  const said = settings.OCOP_PUBLIC_URL.replace(/\/+$/, '');
  return {
    channel: channelOf(settings, places),
    gateway: gatewayOf(settings),
    publicUrl: () => said || (office.isDemo() ? ownAddress : undefined),
    isDemo: office.isDemo,
    reveal: office.vault.reveal,
  };
}

function channelOf({ OCOP_SMTP_URL, OCOP_MAIL_FROM: from, OCOP_MAIL_BOUNCES }: Settings, { outbox }: Places): Channel {
  const sender = { from, bounceTo: addressIn(OCOP_MAIL_BOUNCES || from) };
  return OCOP_SMTP_URL === '' ? emlFolder(outbox, sender) : smtpChannel(OCOP_SMTP_URL, sender);
}

const INSIDE = 'yes-it-is-in-our-network';
const KEY = /^([A-Za-z0-9._-]{1,40}):(\S{32,200})$/;

function gatewayOf(settings: Settings): Channel | undefined {
  const { OCOP_WEBHOOK_URL: url, OCOP_WEBHOOK_KEY_FILE: file, OCOP_WEBHOOK_INSIDE } = settings;
  if (url === '') return undefined;
  const [, id, secret] = KEY.exec(firstLineOf(file)) ?? [];
  if (id === undefined || secret === undefined)
    throw new CodedError(
      'WEBHOOK_KEY_UNUSABLE',
      `The first line of OCOP_WEBHOOK_KEY_FILE (${file || 'not set'}) is not <id>:<secret of at least 32 characters>.`,
    );
  return webhookChannel({ url, key: { id, secret }, inside: OCOP_WEBHOOK_INSIDE === INSIDE });
}

function firstLineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    throw new CodedError(
      'WEBHOOK_KEY_UNUSABLE',
      `OCOP_WEBHOOK_KEY_FILE (${file || 'not set'}) cannot be read: ${code}.`,
    );
  }
}

/** @returns where messages go. Throws where it could not be spoken to. */
export async function examineGateway(settings: Settings): Promise<string> {
  return (await gatewayOf(settings)?.check()) ?? 'none';
}

/** @returns how letters go out. Throws where a mail server is set and does not let us in, or nobody could follow a link. */
export async function examinePost(settings: Settings, places: Places): Promise<string> {
  const channel = channelOf(settings, places);
  try {
    const how = await channel.check();
    if (settings.OCOP_PUBLIC_URL === '' && settings.OCOP_SMTP_URL !== '')
      throw new Error(`${how}, but OCOP_PUBLIC_URL is not set: outside the demo no letter is sent`);
    return settings.OCOP_PUBLIC_URL === '' ? `${how}; outside the demo set OCOP_PUBLIC_URL first` : how;
  } finally {
    channel.close();
  }
}
