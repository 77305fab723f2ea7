// What is offered to a monitoring system, and that dashboard and alert rules ask for nothing else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { served } from '../api/world.fixture.ts';
import { metricsOf, serveMetrics, type Watched } from './metrics.ts';

const watched: Watched = {
  health: () => ({
    ready: false,
    parts: [{ name: 'store', ok: false, since: '2022-06-20T02:00:00.000Z', note: { vi: 'hỏng', en: 'broken' } }],
  }),
  behind: () => [{ name: 'product-board', seconds: 3, quarantined: 1 }],
  waiting: () => 7,
  temporal: undefined,
};
const asked = async (metrics: ReturnType<typeof metricsOf>, path = '/metrics') => {
  const { port, close } = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const text = await answer.text();
  await close();
  return { status: answer.status, text };
};

test('commands, requests, refusals and parts are counted, with no id and nobody’s name among them', async () => {
  const metrics = metricsOf(watched);
  const s = await served(() => ({ measures: metrics.measures }));
  onTestFinished(() => s.close());
  const by = 'demo-krong-nang-xa-1';
  await s.ask(`/v1/product-cycles/${s.cycle}/start-cycle`, { by, body: { entry: 'awareness' } });
  await s.ask(`/v1/product-cycles/${s.cycle}`, { by });
  await s.ask(`/v1/product-cycles/${s.cycle}`);
  metrics.event('LetterSent');
  const { status, text } = await asked(metrics);
  expect(status).toBe(200);
  for (const line of [
    'ocop_command_seconds_count{command="StartCycle",outcome="appended"} 1',
    'ocop_request_seconds_count{route="GET /v1/product-cycles/:id",status="200"} 1',
    'ocop_turned_away_total{code="ACCOUNT_REQUIRED"} 1',
    'ocop_part_ok{part="store"} 0',
    'ocop_read_model_behind_seconds{read_model="product-board"} 3',
    'ocop_quarantined_streams{read_model="product-board"} 1',
    'ocop_relay_waiting 7',
    'ocop_letters_total{state="sent"} 1',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain(s.cycle);
  expect(text).not.toContain(by);
  expect((await asked(metrics, '/')).status).toBe(404);
});

test('Temporal’s own are handed on, and left out where they do not come', async () => {
  const sdk = createServer((_req, res) => res.end('temporal_workflow_completed 3\n'));
  await new Promise<void>((resolve) => sdk.listen(0, '127.0.0.1', resolve));
  const { port } = sdk.address() as { port: number };
  const metrics = metricsOf({ ...watched, temporal: `127.0.0.1:${port}` });
  expect((await asked(metrics)).text).toContain('temporal_workflow_completed 3');
  await new Promise((resolve) => sdk.close(resolve));
  expect((await asked(metrics)).text).toContain('ocop_part_ok');
});

test('dashboard and alert rules ask for what there is', async () => {
  const offered = (await asked(metricsOf(watched))).text;
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../deploy', file), 'utf8');
  const alerts = parse(read('alerts.yaml')) as { groups: { rules: { expr: string }[] }[] };
  const dashboard = JSON.parse(read('grafana-dashboard.json')) as { panels: { targets: { expr: string }[] }[] };
  const asking = [
    ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  expect(asking.length).toBeGreaterThan(15);
  const names = asking.flatMap((expr) => expr.match(/\b(ocop|temporal)_\w+/g) ?? []);
  for (const name of names.filter((n) => n.startsWith('ocop_')))
    expect(offered).toContain(`# TYPE ${name.replace(/_(count|bucket|sum)$/, '')} `);
  // The SDK's own, as it has called them since 1.4 of its core.
  expect(new Set(names.filter((n) => n.startsWith('temporal_')))).toEqual(
    new Set(['temporal_workflow_task_schedule_to_start_latency_bucket']),
  );
});
