import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { walkOf } from './walk.ts';
import { beforeSummer } from './walk-days.ts';
import { type SeenFact, walkOverHttp } from './walk-over-http.ts';

const full = walkOf('x1', { days: beforeSummer });
/** Registrations and the first two commands on the cycle. */
const walk = { ...full, way: full.way.slice(0, 2) };

const fact = (type: string, kind: string, quiet = false): Omit<SeenFact, 'revision'> => ({
  type,
  quiet,
  words: { vi: type, en: type },
  actor: { kind, id: 'x' },
  occurredAt: '2022-06-20T02:00:00.000Z',
});

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that accepts everything and whose timeline grows by what each command is said to bring. */
async function serving(grows: Readonly<Record<string, readonly Omit<SeenFact, 'revision'>[]>>, refuses?: string) {
  const facts: SeenFact[] = [];
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const command = path.split('/').pop() as string;
    if (request.method === 'POST') for (const f of grows[command] ?? []) facts.push({ ...f, revision: facts.length });
    const refused = request.method === 'POST' && command === refuses;
    const body = path.includes('/timeline')
      ? { items: facts, next: null }
      : refused
        ? { code: 'YEAR_CLOSED', detail: 'Year 66-2022 is closed.' }
        : { outcome: 'appended', state: { step: 'promotion', ended: { kind: 'recognised', stars: 4 } } };
    response.writeHead(refused ? 409 : 200, { etag: '"r1"', 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const started = [fact('CycleStarted', 'person'), fact('StepOpened', 'workflow')];
const identified = [fact('PotentialIdentified', 'person'), fact('ReminderCameDue', 'workflow', true)];

test('a stream as expected is walked to its end, quiet facts told but not counted', async () => {
  const address = await serving({
    'start-cycle': started,
    'identify-potential': [...identified, fact('StepOpened', 'workflow')],
  });
  const told: string[] = [];
  const walked = await walkOverHttp({ address, walk, onFact: (f) => told.push(f.type) });
  expect(walked).toEqual({ cycle: walk.cycle, facts: 5, byTemporal: 2 });
  expect(told).toEqual(['CycleStarted', 'StepOpened', 'PotentialIdentified', 'ReminderCameDue', 'StepOpened']);
});

test('what a person wrote in the place of the process is named with what was expected', async () => {
  const address = await serving({ 'start-cycle': [fact('CycleStarted', 'person'), fact('StepOpened', 'person')] });
  await expect(walkOverHttp({ address, walk })).rejects.toMatchObject({
    name: 'WalkFailed',
    expected: ['CycleStarted by person', 'StepOpened by workflow'],
    found: ['CycleStarted by person', 'StepOpened by person'],
  });
});

test('a process that does not move is not waited for without end', async () => {
  const address = await serving({ 'start-cycle': started, 'identify-potential': identified });
  await expect(walkOverHttp({ address, walk, patienceMs: 120 })).rejects.toThrow('the process did not do its part');
});

test('a refused command ends the walk with its code', async () => {
  const address = await serving({}, 'start-cycle');
  await expect(walkOverHttp({ address, walk })).rejects.toMatchObject({ found: { code: 'YEAR_CLOSED' } });
});
