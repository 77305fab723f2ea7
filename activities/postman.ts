// One reader's letter: what is not told yet is written down, requested as a fact, handed to the channel, and what became of
// it is a fact again.
import { randomBytes } from 'node:crypto';
import { account as accounts } from '../domain/access/account.ts';
import type { Account } from '../domain/access/grants.ts';
import { type DueAction, dueCommandId } from '../domain/kernel/due-action.ts';
import type { PersonalRef } from '../domain/kernel/personal.ts';
import { asText, readContent } from '../domain/letters/content.ts';
import { isCovered, isOnItsWay, type Letter, type Letters, letterNo, letters } from '../domain/letters/letters.ts';
import { requestLetter } from '../domain/letters/requesting.ts';
import { recordAttempt } from '../domain/letters/trying.ts';
import { usableWording } from '../domain/post-office/own-wording.ts';
import { postOffice, templateOf } from '../domain/post-office/post-office.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { digest } from '../eventstore/envelope.ts';
import type { CommandResult, Executor } from '../eventstore/execute-command.ts';
import { asHtml } from '../post/html.ts';
import type { Channel, Message, Sent } from '../post/port.ts';
import { type Addressed, letterFor } from './letter-for.ts';
import { type PostMoment, postOn } from './look-at-post.ts';
import { matterOf } from './matter-of.ts';

export type PostParts = {
  readonly channel: Channel;
  /** to telephones, for those who want it so */
  readonly gateway?: Channel | undefined;
  /** where people reach us, without a slash at its end; undefined: nobody has said so, and nothing is sent */
  readonly publicUrl: () => string | undefined;
  readonly isDemo: () => boolean;
  /** A value of the vault; undefined when it was erased. */
  reveal(ref: string, commitment: string): Promise<string | undefined>;
};

type Write = { account: string; matters: readonly Addressed[]; province: string; moment: PostMoment; by: string };
type Try = { account: string; letter: Letter; at: string; by: string; commandId: (outcome: Sent['outcome']) => string };

export function postman(executor: Executor, parts: PostParts) {
  const { channel } = parts;
  const reveal = ({ ref, commitment }: PersonalRef) => parts.reveal(ref, commitment);

  /** By which channel to which address; undefined: it is read in the system alone. */
  async function wayTo(contact: Account['contact']): Promise<{ by: Channel; to: string } | undefined> {
    const { gateway } = parts;
    const telephone = gateway && contact?.channel && contact.telephone && (await reveal(contact.telephone));
    if (gateway && telephone) return { by: gateway, to: telephone };
    const email = contact?.email && (await reveal(contact.email));
    return email ? { by: channel, to: email } : undefined;
  }

  /** Hands a letter over once and records what became of it. Who has no address reads it in the system. */
  async function send({ account, letter, at, by, commandId }: Try): Promise<CommandResult> {
    const { no } = letter;
    const { contact } = (await executor.look(accounts, account)).state;
    const way = await wayTo(contact);
    const kept = await reveal(letter.content);
    const result: Sent =
      kept === undefined
        ? { outcome: 'refused', code: 'CONTENT_FORGOTTEN' }
        : way === undefined
          ? { outcome: 'sent' }
          : await way.by.send(messageOf({ account, letter, to: way.to, kept, at, publicUrl: parts.publicUrl() }));
    const input = { no, channel: way?.by.name ?? 'in-app', ...result };
    return executor.execute({
      command: recordAttempt,
      id: account,
      input,
      commandId: commandId(result.outcome),
      caller: { kind: 'workflow', id: by },
      at,
    });
  }

  /** The post office’s first try: as long as it goes well nobody else needs to look at the letter. */
  const firstTry = ({ account, letter, at, by }: Omit<Try, 'commandId'>): Promise<CommandResult> => {
    const stream = letters.stream(account);
    const which = `${letter.no}/${letter.tries}`;
    return send({
      account,
      letter,
      at,
      by,
      commandId: (outcome) =>
        outcome === 'sent'
          ? `${stream}/${recordAttempt.name}/${which}`
          : `${by}/${recordAttempt.name}/${stream}/${which}`,
    });
  };

  /** What somebody wrote goes along, unless it was erased. */
  const withSaid = async (one: Addressed): Promise<Addressed> =>
    one.now.says ? { ...one, said: await reveal(one.now.says) } : one;

  async function request(r: Write & { state: Letters; replaced: readonly Letter[] }): Promise<Letter | undefined> {
    const { account, matters, province, moment, by, state, replaced } = r;
    const no = state.last + 1;
    const covers = [...new Set(matters.map(refOf))];
    const office = (await executor.look(postOffice, province)).state;
    const content = letterFor({
      addressed: await Promise.all(matters.map(withSaid)),
      contact: (await executor.look(accounts, account)).state.contact,
      tree: (await executor.look(unitTree, province)).state,
      at: moment.at,
      settled: replaced.flatMap((l) => l.covers).filter((ref) => !covers.includes(ref)).length,
      publicUrl: parts.publicUrl() ?? '',
      isDemo: parts.isDemo(),
      own: usableWording(office.wording),
      opened: openedBy(account, no),
    });
    const replaces = replaced.map((l) => l.no);
    const result = await executor.execute({
      command: requestLetter,
      id: account,
      input: {
        no,
        province,
        template: templateOf(office),
        covers,
        content: JSON.stringify(content),
        ...(replaces.length > 0 ? { replaces } : {}),
      },
      commandId: `${letters.stream(account)}/${requestLetter.name}/${no}/${digest(covers).slice(0, 16)}`,
      caller: { kind: 'workflow', id: by },
      at: moment.at,
    });
    if (result.outcome === 'refused') return undefined;
    return letterNo((await executor.look(letters, account)).state, no);
  }

  /** What waits to be sent again and can be put into a new letter: what may have arrived goes again as it was. */
  const replaceable = ({ letters: all }: Letters): readonly Letter[] =>
    all.filter((l) => l.status === 'failed' && !l.uncertain);

  async function stillOf(letter: Letter, { moment, account }: Pick<Write, 'moment' | 'account'>): Promise<Addressed[]> {
    const office = { executor, calendar: moment.calendar, today: dayOf(moment.at) };
    const found = await Promise.all(letter.covers.map((ref) => matterOf(office, ref)));
    return found.flatMap((now) => {
      const reader = now && moment.readers(now).find((r) => r.account === account);
      return now && reader ? [{ now, reader }] : [];
    });
  }

  return {
    /** What of this the account was not told yet goes out in one letter, with what an earlier one could not bring. */
    async write(w: Write): Promise<void> {
      const { account, moment, by } = w;
      const { state } = await executor.look(letters, account);
      for (const letter of state.letters.filter((l) => l.status === 'requested'))
        await firstTry({ account, letter, at: moment.at, by });
      const fresh = w.matters.filter((one) => !isCovered(state, refOf(one)));
      if (fresh.length === 0) return;
      const now = (await executor.look(letters, account)).state;
      const replaced = replaceable(now);
      const again = (await Promise.all(replaced.map((l) => stillOf(l, w)))).flat();
      const matters = [...fresh, ...again.filter((one) => !fresh.some((f) => refOf(f) === refOf(one)))];
      const letter = await request({ ...w, matters, state: now, replaced });
      if (letter) await firstTry({ account, letter, at: moment.at, by });
    },

    /** A letter that could not be sent: as it is, or without what needs no telling any more. */
    async tryAgain({
      account,
      no,
      due,
      stream,
      at,
      by,
    }: {
      account: string;
      no: number;
      due: DueAction;
      stream: string;
      at: string;
      by: string;
    }): Promise<CommandResult> {
      const { state, revision } = await executor.look(letters, account);
      const letter = letterNo(state, no);
      const province = state.province ?? '';
      if (!letter || !isOnItsWay(letter) || due.which !== `${no}/${letter.tries}`)
        return { outcome: 'nothing-to-do', revision };
      const { hours } = (await executor.look(postOffice, province)).state;
      const moment = await postOn(executor, province, hours, at);
      const matters = letter.uncertain ? undefined : await stillOf(letter, { moment, account });
      const commandId = () => dueCommandId(stream, due);
      if (!matters || matters.length === letter.covers.length) return send({ account, letter, at, by, commandId });
      const obsolete = { no, outcome: 'obsolete', channel: channel.name };
      if (matters.length === 0)
        return executor.execute({
          command: recordAttempt,
          id: account,
          input: obsolete,
          commandId: commandId(),
          caller: { kind: 'workflow', id: by },
          at,
        });
      const newer = await request({ account, matters, province, moment, by, state, replaced: [letter] });
      return newer ? firstTry({ account, letter: newer, at, by }) : { outcome: 'nothing-to-do', revision };
    },
  };
}

type ToSend = { account: string; letter: Letter; to: string; kept: string; at: string; publicUrl: string | undefined };

function messageOf({ account, letter, to, kept, at, publicUrl }: ToSend): Message {
  const content = readContent(kept);
  // What it covers is part of it: after a backup was put back another letter may carry the same number.
  const id = `${account}.${letter.no}.${digest(letter.covers).slice(0, 16)}`;
  return {
    messageId: `${id}@${hostOf(publicUrl)}`,
    name: `${dayOf(letter.requestedAt)}-${account}-${letter.no}`,
    to,
    date: at,
    lang: content.lang,
    subject: content.subject,
    text: asText(content),
    html: asHtml(content),
    ...(content.token === undefined ? {} : { link: `${publicUrl}${linkOf(account, letter.no, content.token)}` }),
  };
}

/** 128 random bits, kept with the letter in the vault: whoever has the letter has them, and nobody else. */
function openedBy(account: string, no: number) {
  const token = randomBytes(16).toString('base64url');
  return { path: linkOf(account, no, token), token };
}

const linkOf = (account: string, no: number, token: string): string => `/opened/${account}/${no}/${token}`;

const refOf = ({ now }: Addressed): string => now.ref;
const hostOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? 'ocop' : new URL(publicUrl).hostname;
