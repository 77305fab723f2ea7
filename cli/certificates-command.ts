// `ocop certificates`: what runs out when, straight from the store, beside a server or without one.
import { Command, InvalidArgumentError } from 'commander';
import { certificate } from '../domain/certificate/certificate.ts';
import { shownDay } from '../domain/kernel/fields.ts';
import { product } from '../domain/product/product.ts';
import { cycleParts } from '../domain/product-cycle/product-cycle.ts';
import { readHistory } from '../eventstore/history.ts';
import { idsIn } from '../eventstore/ids-of.ts';
import type { EventStore } from '../eventstore/port.ts';
import { type CertificateState, certificateStates, stateWords } from '../projections/certificate-list/certificates.ts';
import { rowOf } from '../projections/certificate-list/row.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { openToRead } from './export-command.ts';
import { print } from './say.ts';

type Asked = { state?: CertificateState; month?: string; product?: string };
type Shown = Awaited<ReturnType<typeof certificatesIn>>[number];

/** By their last days, those to be issued first. */
export async function certificatesIn(store: EventStore, asked: Asked = {}) {
  const rows = [];
  for (const id of await idsIn(store)(certificate)) {
    const { state } = await readHistory(store, certificate, id);
    const made = (await readHistory(store, product, cycleParts(id).product)).state;
    const { search: _, warned, ...row } = rowOf(id, state, made);
    rows.push({ certificate: id, ...row, warned: JSON.parse(warned) as number[] });
  }
  return rows
    .filter(({ state }) => asked.state === undefined || state === asked.state)
    .filter(({ month }) => asked.month === undefined || month?.startsWith(asked.month))
    .filter((row) => asked.product === undefined || row.product === asked.product)
    .sort((a, b) => (a.until ?? '').localeCompare(b.until ?? '') || a.certificate.localeCompare(b.certificate));
}

export function certificatesCommand(): Command {
  return new Command('certificates')
    .description('the certificates by the day on which they run out; works beside a server')
    .option('--state <state>', certificateStates.join(', '), oneOfStates)
    .option('--month <month>', 'month or year in which they end, as 2025-08')
    .option('--product <id>')
    .option('--lang <lang>', 'vi or en', 'vi')
    .option('--json')
    .action(async ({ lang, json, ...asked }: Asked & { lang: string; json?: boolean }) => {
      const store = await openToRead(placesOf(readSettings(process.env)));
      try {
        const found = await certificatesIn(store, asked);
        print(found, json, found.map((row) => line(row, lang === 'en' ? 'en' : 'vi')).join('\n'));
      } finally {
        await store.close();
      }
    });
}

function oneOfStates(text: string): CertificateState {
  const state = certificateStates.find((one) => one === text);
  if (!state) throw new InvalidArgumentError(`there are ${certificateStates.join(', ')}`);
  return state;
}

function line(
  { until, stars, number, state, product_name: name, issue_due: issue, revocation_due: due }: Shown,
  lang: 'vi' | 'en',
): string {
  const vi = lang === 'vi';
  const by =
    due !== null
      ? `, ${vi ? 'xem xét thu hồi trước' : 'revocation decided by'} ${shownDay(due)}`
      : issue !== null
        ? `, ${vi ? 'cấp chậm nhất' : 'issued by'} ${shownDay(issue)}`
        : '';
  const parts = [until ? shownDay(until) : '–', `${stars ?? '?'}★`, number ?? '–', name, stateWords[state][lang] + by];
  return parts.join('  ');
}
