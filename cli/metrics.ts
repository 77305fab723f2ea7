// What a monitoring system reads (Prometheus), at a port of its own: nothing of it is for the public.
import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Measures } from '../api/measures.ts';
import type { Health } from '../api/parts.ts';
import { lettersAre } from './letter-states.ts';

/** Prometheus scrapes its targets in seconds: what did not answer by then is left out of this one. */
const TEMPORAL_WITHIN_MS = 2000;
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Watched = {
  health(): Health;
  /** seconds each read model is behind */
  behind(): readonly { readonly name: string; readonly seconds: number; readonly quarantined: number }[];
  /** hints on their way to Temporal; undefined: this process has no relay */
  waiting(): number | undefined;
  /** where Temporal's own metrics are; undefined: nowhere */
  temporal: string | undefined;
};

export type Metrics = { readonly measures: Measures; event(type: string): void; text(): Promise<string> };

export function metricsOf(watched: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const commands = new Histogram({
    name: 'ocop_command_seconds',
    help: 'Commands given over HTTP, by name and outcome',
    labelNames: ['command', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const requests = new Histogram({
    name: 'ocop_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const signIns = new Counter({
    name: 'ocop_sign_ins_total',
    help: 'Ways in and what became of them',
    labelNames: ['what', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'ocop_turned_away_total',
    help: 'Requests answered 401, 403, 421 or 429, by code',
    labelNames: ['code'],
    registers,
  });
  const events = new Counter({
    name: 'ocop_events_total',
    help: 'Events that came into the store while this process ran, by type',
    labelNames: ['type'],
    registers,
  });
  const letters = new Counter({
    name: 'ocop_letters_total',
    help: 'Letters that came to a state while this process ran',
    labelNames: ['state'],
    registers,
  });
  new Gauge({
    name: 'ocop_part_ok',
    help: '1 while a part works',
    labelNames: ['part'],
    registers,
    collect() {
      this.reset();
      for (const { name, ok } of watched.health().parts) this.set({ part: name }, ok ? 1 : 0);
    },
  });
  new Gauge({
    name: 'ocop_read_model_behind_seconds',
    help: 'How far a read model is behind the store',
    labelNames: ['read_model'],
    registers,
    collect() {
      for (const { name, seconds } of watched.behind()) this.set({ read_model: name }, seconds);
    },
  });
  new Gauge({
    name: 'ocop_quarantined_streams',
    help: 'Streams that a read model could not take in',
    labelNames: ['read_model'],
    registers,
    collect() {
      for (const { name, quarantined } of watched.behind()) this.set({ read_model: name }, quarantined);
    },
  });
  new Gauge({
    name: 'ocop_relay_waiting',
    help: 'Hints on their way to Temporal',
    registers,
    collect() {
      const waiting = watched.waiting();
      if (waiting !== undefined) this.set(waiting);
    },
  });
  return {
    measures: {
      command: (command, outcome, seconds) => commands.observe({ command, outcome }, seconds),
      request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
      signIn: (what, outcome) => signIns.inc({ what, outcome }),
      turnedAway: (code) => refused.inc({ code }),
    },
    event(type) {
      events.inc({ type });
      const state = lettersAre(type);
      if (state !== undefined) letters.inc({ state });
    },
    text: async () => `${await registry.metrics()}\n${await temporalText(watched.temporal)}`,
  };
}

async function temporalText(address: string | undefined): Promise<string> {
  if (address === undefined) return '';
  const answer = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(TEMPORAL_WITHIN_MS) }).catch(
    () => undefined,
  );
  return answer?.ok ? answer.text() : '';
}

/** On loopback, or the address that is set. @returns how to stop it */
export async function serveMetrics(
  metrics: Metrics,
  where: { host: string; port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    if (req.url !== '/metrics' || req.method !== 'GET') return void res.writeHead(404).end();
    metrics.text().then(
      (text) => res.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => res.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
