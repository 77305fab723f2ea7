// `ocop serve`: everything in one process, or one part of it, until it is told to stop or its launcher is gone.
import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import express from 'express';
import getPort from 'get-port';
import pino, { type Logger } from 'pino';
import { createApi, createOperatingApi } from '../api/create-api.ts';
import { listen } from '../api/listen.ts';
import { readBuiltWeb } from '../api/web/built-web.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { openPastModels } from '../projections/past-models.ts';
import { makeDataFolder } from '../settings/data-folder.ts';
import { keepLoopbackDirect } from '../settings/loopback.ts';
import { isLoopback, type Network, networkOf } from '../settings/network.ts';
import { type Places, placesOf, type Settings } from '../settings/settings.ts';
import { singleSignOnIn } from '../settings/single-sign-on.ts';
import { exitWithParent } from '../setup/parent-watch.ts';
import { yearsBefore } from '../vault/access-log.ts';
import { sweepDrafts } from '../vault/sweep-drafts.ts';
import { sweepVault } from '../vault/sweep-vault.ts';
import { watchAccounts } from './account-watch.ts';
import { openAccountsSide } from './accounts-side.ts';
import { apiParts, operatingParts } from './api-parts.ts';
import { type Office, openOffice, openOfficeReadModels, RELEASE } from './compose.ts';
import { loadDemoInto } from './demo.ts';
import { stopWith } from './early-stop.ts';
import { filesOf, sweepOnce, sweepUploads } from './files-side.ts';
import { firstLooks } from './first-look.ts';
import { type HealthWatch, watchHealth } from './health.ts';
import { openLogFile, standardErrorLog } from './log-file.ts';
import { metricsOf, serveMetrics } from './metrics.ts';
import { startNotarySide } from './notary-side.ts';
import { doneBy, type Part } from './parts.ts';
import { postOf } from './post.ts';
import { startTemporalSide } from './temporal-side.ts';
import { openTracing } from './tracing/tracing.ts';
import { vouchingBy } from './vouching.ts';
import { openWaitingRoom } from './waiting.ts';

export type Say = (line: string) => void;

const SOON_MS = 4000;

/** @param options `only`: one part of the work, beside other processes on the same store, vault and Temporal */
export async function serve(
  settings: Settings,
  options: { demo: boolean; only?: Part | undefined; say: Say },
): Promise<void> {
  const { say } = options;
  keepLoopbackDirect(process.env);
  const does = doneBy(settings, options.only);
  const places = placesOf(settings);
  const where = networkOf(settings, does.api);
  const singleSignOn = singleSignOnIn(settings);
  // Where it may not listen is told before anything is made, loaded or started.
  await (await listen({ app: express(), ...where })).close(0);
  makeDataFolder(places);
  const log = openLog(settings, places);
  const timed = <T>(what: string, work: () => Promise<T>) => timedStage(say, what, work);

  const closers: (() => Promise<unknown>)[] = [];
  const ending = new AbortController();
  let stopping = false;
  // A fault nobody caught ends the process, which is safe at any moment; while stopping it changes nothing any more.
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'unhandled');
    if (!stopping) process.exit(1);
  });
  const stop = once(async (code: number) => {
    stopping = true;
    ending.abort();
    say('Stopping …');
    setTimeout(() => process.exit(code), SOON_MS).unref();
    for (const close of closers.reverse())
      await close().catch((error: Error) => log.error({ error: error.message }, 'while stopping'));
    rmSync(places.address, { force: true });
    process.exit(code);
  });
  stopWith(() => stop(0));
  exitWithParent(() => stop(0));

  try {
    const room = await openWaitingRoom({ servers: places, where, log, say, stopping: ending.signal });
    closers.push(() => room.close(0));
    const tracing = await openTracing(settings, { part: options.only ?? 'all', release: RELEASE, log });
    if (tracing) closers.push(tracing.stop);
    const loaded =
      options.demo &&
      (await timed('Looking for the demo year', () => room.untilThere(() => loadDemoInto(places, say))));
    const office = await timed('Opening the store', () =>
      room.untilThere(() => openOffice(places, undefined, undefined, tracing)),
    );
    closers.push(() => office.close());
    if (!loaded) say(await whatIsThere(office, places));
    // Whoever supervises the process starts it again, and everything is then built from what is there.
    void office.replaced.then((error) => {
      say(`${error.code}: ${error.message}`);
      stop(1);
    });
    const readModels = does.api
      ? await timed('Opening the read models', () => openOfficeReadModels(office, places, log))
      : undefined;
    if (readModels) closers.push(() => readModels.stop());
    if (does.relay) closers.push(sweepDaily(office, log, settings.OCOP_ACCESS_LOG_YEARS));
    const past = openPastModels({ store: office.store, folder: places.past, log });
    closers.push(() => past.stop());
    const metricsAt = settings.OCOP_METRICS_PORT === 0 ? undefined : `127.0.0.1:${await getPort()}`;
    const post = postOf(settings, places, office);
    closers.push(async () => post.channel.close());
    const temporal =
      does.worker || does.relay
        ? await timed('Starting Temporal', () =>
            startTemporalSide({ settings, places, office, post, does, log, say, metricsAt, tracing }),
          )
        : undefined;
    if (temporal) closers.push(() => temporal.stop());
    const notary = does.notary ? await startNotarySide({ settings, places, office, log, say }) : undefined;
    if (notary) closers.push(() => notary.stop());
    refuseDemoOnNetwork(where, office.isDemo());
    const accounts = does.api
      ? await room.untilThere(() =>
          openAccountsSide(places, {
            secure: where.secure,
            key: settings.OCOP_ACCOUNTS_KEY,
            keysBefore: settings.OCOP_ACCOUNTS_KEYS_BEFORE_FILE,
            publicUrl: post.publicUrl,
            singleSignOn,
          }),
        )
      : undefined;
    if (accounts) closers.push(() => accounts.close());
    const watch = await watchAccounts({
      store: office.store,
      log,
      onSuspended: async (id) => accounts?.sessions.end(id),
    });
    closers.push(() => watch.stop());
    const machineKey = office.isDemo() ? undefined : randomBytes(32).toString('base64url');
    const health = watchHealth({ office, readModels, temporal, notary, log });
    closers.push(async () => health.stop());
    if (does.api) closers.push(inspectDaily(office, health, log));
    // Asked once before anybody can ask: the first answer is not "not known yet".
    await health.ask();
    const metrics =
      settings.OCOP_METRICS_PORT === 0
        ? undefined
        : metricsOf({
            health: health.now,
            behind: health.behind,
            waiting: () => temporal?.relay()?.state().waiting,
            temporal: temporal && metricsAt,
          });
    if (metrics) {
      const where = { host: settings.OCOP_METRICS_HOST, port: settings.OCOP_METRICS_PORT };
      const served = await serveMetrics(metrics, where);
      closers.push(served.close, countEvents(office, metrics.event));
      say(`Metrics at http://${where.host}:${served.port}/metrics`);
    }
    const files = await filesOf(settings, places, log);
    closers.push(files.checks.stop);
    const sweeping = () => {
      const { OCOP_FILES_SWEPT_AFTER_DAYS: afterDays } = settings;
      return { store: office.store, files: files.files, now: Date.now(), afterDays };
    };
    if (does.api) closers.push(daily(() => sweepUploads(files, log, Date.now())));
    if (does.api) closers.push(daily(() => sweepOnce(sweeping(), log)));
    const operating = operatingParts({
      files,
      sweeping,
      settings,
      office,
      readModels,
      temporal,
      notary,
      health,
      log,
      accounts,
      watch,
      machineKey,
      measures: metrics?.measures,
      traced: tracing?.request,
      secure: where.secure,
      publicUrl: post.publicUrl,
      post,
    });
    const web = settings.OCOP_WEB === '' ? undefined : readBuiltWeb(settings.OCOP_WEB);
    // The key of the log is on no more machines than the notary’s: elsewhere certificates are printed without its word.
    const vouch = vouchingBy(notary?.signer, office);
    const makeApp = () =>
      readModels
        ? createApi(
            apiParts(operating, { office, readModels, past, health, web, files, vouch, publicUrl: post.publicUrl }),
          )
        : createOperatingApi(operating);
    await room.close(0);
    const listening = await listen({ app: makeApp(), ...where, port: room.port });
    closers.push(() => listening.close(1000));
    // `ocop` on this machine is no browser: it asks on loopback, where no certificate has its name.
    const here = where.tls ? await listen({ app: makeApp(), port: 0 }) : listening;
    if (here !== listening) closers.push(() => here.close(1000));
    // Whoever can read it has the machine: `ocop` there asks as the installation.
    writeFileSync(
      places.address,
      JSON.stringify({ address: here.url, pid: process.pid, temporal: temporal?.address ?? '', key: machineKey }),
      { mode: 0o600 },
    );
    chmodSync(places.address, 0o600);
    log.info({ address: listening.url, release: RELEASE, ...does }, 'serving');
    if (does.api)
      announce(say, office, {
        at: shownAt(where, listening.url),
        people: post.publicUrl(),
        ocop: settings.OCOP_COMMAND,
      });
    else say(`OCOP ${options.only} is ready at ${listening.url}`);
  } catch (error) {
    // What was being opened when it was told to stop may well have failed of it.
    if (stopping) return;
    for (const close of closers.reverse()) await close().catch(() => {});
    throw error;
  }
}

/** In a demo everybody is believed by name; and what is published on loopback alone has no business with real data. */
function refuseDemoOnNetwork({ host, beyond }: Network, isDemo: boolean): void {
  if (isDemo && beyond !== undefined && beyond !== 'published')
    throw new CodedError(
      'DEMO_ON_NETWORK',
      'This is a demo store, where anyone may act as anyone: it is not put on a network (OCOP_TLS_CERT_FILE, OCOP_TRUSTED_PROXY).',
    );
  if (!isDemo && beyond === 'published' && !isLoopback(host))
    throw new CodedError(
      'PUBLISHED_DEMO_ONLY',
      'OCOP_PUBLISHED_ON_LOOPBACK is for a demo store. A real one listens beyond loopback with TLS or behind a trusted proxy.',
    );
}

async function whatIsThere(office: Office, { storeUrl, folder }: Places): Promise<string> {
  const where = storeUrl === '' ? folder : 'KurrentDB';
  return (await office.store.head()) ? `Going on with the data in ${where}` : `New, empty store in ${where}`;
}

/** A container that listens everywhere is reached on loopback of its host. */
const shownAt = ({ beyond }: Network, url: string): string =>
  beyond === 'published' ? url.replace('//0.0.0.0:', '//127.0.0.1:') : url;

/** @param o `people`: where they reach us, if somebody has said so; by another name we answer nobody beyond this machine */
function announce(say: Say, office: Office, o: { at: string; people: string | undefined; ocop: string }): void {
  const { at: address, people = address, ocop } = o;
  if (!office.isDemo()) {
    say(`OCOP is ready at ${address} – sign in at ${people}/sign-in`);
    return;
  }
  say(`Dữ liệu minh họa (illustrative data). Demo clock: ${office.clock()}. Xem gì trước (what to look at first):`);
  for (const line of firstLooks(address, ocop)) say(line);
  const accounts = 'demo-province, demo-signer, demo-krong-nang (district), demo-krong-nang-xa-1 (commune), demo-admin';
  say(`OCOP is ready at ${address} – accounts (Authorization: Bearer …): ${accounts}`);
}

function openLog(settings: Settings, places: Places): Logger {
  const level = settings.OCOP_LOG_LEVEL;
  const file = settings.OCOP_LOG === '-' ? standardErrorLog() : openLogFile(settings.OCOP_LOG || places.log);
  process.once('exit', file.flush);
  // Neither does what is said to people who do not listen, or to a disk that is full.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return pino({ level }, file);
}

async function timedStage<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  say(`${what} …`);
  const from = performance.now();
  const result = await work();
  say(`${what}: done in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return result;
}

function once<A>(work: (a: A) => Promise<void>): (a: A) => void {
  let done = false;
  return (a) => {
    if (done) return;
    done = true;
    void work(a);
  };
}

/** From now on. @returns how to stop it */
function countEvents({ store }: Office, count: (type: string) => void): () => Promise<void> {
  const stopping = new AbortController();
  const counting = (async () => {
    const head = await store.head();
    const after = head ? { after: head.position } : {};
    for await (const told of store.subscribe({ ...after, signal: stopping.signal }))
      if (told.kind === 'event') count(told.event.type);
  })().catch(() => {});
  return async () => {
    stopping.abort();
    await counting;
  };
}

/** @param years for how long it is kept who read what */
function sweepDaily(office: Office, log: Logger, years: number): () => Promise<void> {
  const sweep = async () => {
    try {
      const now = office.clock();
      const doubt = await office.clockDoubt();
      if (doubt) log.warn(doubt, 'the clock is doubted; what no event refers to is swept tomorrow');
      log.info(await sweepVault(office.vault, office.store, doubt ? undefined : now), 'the vault was swept');
      await sweepDrafts(office.executor, office.drafts);
      if (!doubt) await office.vault.accesses.sweep(yearsBefore(now, years));
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'the vault could not be swept; trying again tomorrow');
    }
  };
  return daily(sweep);
}

/** A bit that rots deep in the file is found by nobody who does not look there. */
function inspectDaily(office: Office, health: HealthWatch, log: Logger): () => Promise<void> {
  return daily(async () => {
    try {
      const wrong = await office.store.inspect();
      health.mediumInspected(wrong);
      if (wrong.length > 0) log.error({ wrong: wrong.slice(0, 20) }, 'the store is damaged');
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'the store could not be looked through; trying again tomorrow');
    }
  });
}

function daily(work: () => Promise<void>): () => Promise<void> {
  // Soon as well: a process that is started anew every day would never come to it.
  const soon = setTimeout(work, 600_000);
  const again = setInterval(work, 86_400_000);
  return async () => {
    clearTimeout(soon);
    clearInterval(again);
  };
}
