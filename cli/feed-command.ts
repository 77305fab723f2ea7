// `ocop feed …`: a calendar of due dates that any calendar program can subscribe to. The secret is drawn here and shown
// once: the server is told its hash.
import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { z } from 'zod';
import { feedIdOf } from '../api/feeds/feed.ts';
import { calendarFeed } from '../domain/calendar-feed/calendar-feed.ts';
import { shownDay } from '../domain/kernel/fields.ts';
import { readHistory } from '../eventstore/history.ts';
import { idsIn } from '../eventstore/ids-of.ts';
import type { EventStore } from '../eventstore/port.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { openToRead } from './export-command.ts';
import { askSeeing, serverOf } from './running-server.ts';
import { print } from './say.ts';

const account = z.object({ state: z.object({ province: z.string() }) });

type Given = { as: string; address?: string; json?: boolean };

export function feedCommand(): Command {
  const command = new Command('feed').description('calendars of due dates (ICS) by an address that is a secret');
  const acting = (name: string, what: string) =>
    command
      .command(name)
      .description(what)
      .requiredOption('--as <account>', 'who acts')
      .option('--address <url>', 'the server; without it the one of this data folder')
      .option('--json');

  acting('open', 'open a calendar of one’s own due dates, or of a unit’s; its address is shown once')
    .option('--unit <code>', 'a unit at which the account holds a role')
    .option('--lang <lang>', 'vi or en', 'vi')
    .action(async (o: Given & { unit?: string; lang: string }) => {
      const server = await serverOf(o);
      const { state } = account.parse((await askSeeing(server, `accounts/${o.as}`, { by: o.as })).body);
      const secret = randomBytes(32).toString('base64url');
      const id = feedIdOf(secret);
      const unit = o.unit === undefined ? {} : { unit: o.unit };
      const input = { province: state.province, account: o.as, language: o.lang, ...unit };
      await askSeeing(server, `${calendarFeed.resource}/${id}/open-feed`, { input, by: o.as });
      const base = readSettings(process.env).OCOP_PUBLIC_URL.replace(/\/+$/, '') || server.address;
      const url = `${base}/feeds/${secret}.ics`;
      print({ ok: true, id, url }, o.json, `Subscribe to it; it is shown once, and who has it reads it:\n${url}`);
    });

  acting('revoke <feed>', 'revoke a calendar, by its address or by the id that `ocop feed list` shows').action(
    async (feed: string, o: Given) => {
      const secret = /([A-Za-z0-9_-]{43})\.ics$/.exec(feed)?.[1];
      const id = secret === undefined ? feed : feedIdOf(secret);
      await askSeeing(await serverOf(o), `${calendarFeed.resource}/${id}/revoke-feed`, { input: {}, by: o.as });
      print({ ok: true, id }, o.json, 'Revoked: its address answers nobody any more.');
    },
  );

  command
    .command('list')
    .description('who opened which calendar; the addresses are nowhere; works beside a server')
    .option('--json')
    .action(async ({ json }: { json?: boolean }) => {
      const store = await openToRead(placesOf(readSettings(process.env)));
      try {
        const feeds = await feedsIn(store);
        const lines = feeds.map(({ id, account, unit, opened, revoked }) =>
          [id, account, unit ?? '–', shownDay(opened), revoked ? `revoked ${shownDay(revoked)}` : 'open'].join('  '),
        );
        print(feeds, json, lines.join('\n'));
      } finally {
        await store.close();
      }
    });
  return command;
}

/** In the order in which they were opened. */
export async function feedsIn(store: EventStore) {
  const feeds = [];
  for (const id of await idsIn(store)(calendarFeed)) {
    const { account = '', unit, opened, revoked } = (await readHistory(store, calendarFeed, id)).state;
    feeds.push({
      ...{ id, account, opened: opened?.on ?? '' },
      ...(unit === undefined ? {} : { unit }),
      ...(revoked ? { revoked: revoked.on } : {}),
    });
  }
  return feeds.sort((a, b) => a.opened.localeCompare(b.opened) || a.id.localeCompare(b.id));
}
