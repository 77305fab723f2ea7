// A cycle walks on Temporal as it runs in production, which is killed on the way.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../activities/shape.ts';
import { isPortFree } from '../../cli/temporal/port-free.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { type PostgresServer, startPostgres } from '../postgres/postgres.ts';
import { connect, eventually, NAMESPACE, startProcess, type TemporalWorld } from '../temporal-world.ts';
import { worldWithProduct } from '../world.ts';
import { registerNamespace } from './namespace.ts';
import { startTemporalOnPostgres, type TemporalOnPostgres } from './server-on-postgres.ts';

const BIN = process.env.OCOP_TEMPORAL_SERVER_BIN;
const BY = 'demo-krong-nang-xa-1';

if (!BIN) console.log('Temporal on PostgreSQL: not verified (run npm run test:distributed)');

describe.runIf(BIN)('Temporal on PostgreSQL', () => {
  let postgres: PostgresServer | undefined;
  let temporal: TemporalOnPostgres | undefined;
  let running: TemporalWorld | undefined;

  const startServer = async (): Promise<TemporalOnPostgres> => {
    const { hostname, port, username, password } = new URL(postgres?.url() ?? '');
    return startTemporalOnPostgres({
      binFolder: BIN as string,
      postgres: { host: hostname, port: Number(port), user: username, password },
      namespace: NAMESPACE,
      searchAttributes: SEARCH_ATTRIBUTES,
      log: () => {},
    });
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    temporal = await startServer();
  }, 180_000);
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  }, 30_000);
  afterAll(async () => {
    await temporal?.stop();
    await postgres?.stop('immediate');
  }, 60_000);

  test('takes a new namespace’s search attributes as soon as it is registered', async () => {
    const address = temporal?.address ?? '';
    await registerNamespace({ address, namespace: 'another', searchAttributes: { OcopStep: 'Keyword' } });
    const { connection } = await connect(address);
    const query = "OcopStep = 'idea'";
    const { count } = await connection.workflowService.countWorkflowExecutions({ namespace: 'another', query });
    expect(Number(count)).toBe(0);
    await connection.close();
  }, 60_000);

  test('carries a cycle on over SIGKILL and restart', async () => {
    const w = await worldWithProduct();
    w.at('2022-02-10');
    const offsetMs = () => Date.parse(w.now()) - Date.now();
    running = await startProcess(w, temporal?.address ?? '', { offsetMs });
    const id = w.cycle;
    const give = (name: string, input?: object) =>
      w.give({ by: BY, command: getCommand('productCycle', name), id, ...(input && { input }) });
    const facts = async () => (await w.executor.look(productCycle, id)).facts.map((f) => f.type);

    await give('StartCycle', {});
    expect(await eventually(facts, (f) => f.includes('StepOpened'))).toEqual(['CycleStarted', 'StepOpened']);

    temporal?.kill();
    await eventually(() => isPortFree(Number(temporal?.address.split(':')[1])), Boolean);
    await give('IdentifyPotential');
    expect(await facts()).toEqual(['CycleStarted', 'StepOpened', 'PotentialIdentified']);

    await temporal?.restart();
    expect(await eventually(facts, (f) => f.length >= 4, 60_000)).toEqual([
      'CycleStarted',
      'StepOpened',
      'PotentialIdentified',
      'StepOpened',
    ]);
    await running.relay.idle();
    const { status, searchAttributes } = await running.client.workflow.getHandle(`product-cycle/${id}`).describe();
    expect(status.name).toBe('RUNNING');
    expect(Object.keys(searchAttributes)).toEqual(expect.arrayContaining(['OcopStep', 'OcopShape']));
  }, 180_000);

  test('is started anew, on other ports, over databases that are there', async () => {
    const before = await namespaceId(temporal);
    await temporal?.stop();
    const address = temporal?.address;
    temporal = await startServer();
    expect(temporal.address).not.toBe(address);
    expect(await namespaceId(temporal)).toBe(before);
  }, 180_000);
});

async function namespaceId(server: TemporalOnPostgres | undefined): Promise<string | undefined> {
  const { connection } = await connect(server?.address ?? '');
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
  await connection.close();
  return namespaceInfo?.id ?? undefined;
}
