// The release before this one and this one on the same servers, changed node by node while commands are given.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/node24.mjs';
import { giving, type Step } from './giving.ts';
import { ADDRESS, openProject, type Parts, type Project } from './project.ts';
import { run, timed, until } from './run.ts';

/** 0.2.0: the commit that names it so, and its image under a name of its own */
const BEFORE = { release: '0.2.0', commit: '7e59d696fdce0eee5bed39ef8e28538a32400054', image: 'ocop-before:0.2.0' };
const BEFORE_ADDRESS = 'http://127.0.0.1:17072';
/** Products that are told of while it changes: more than there is time for. */
const PRODUCTS = 400;
/** Commands given after each change before the next. */
const BETWEEN = 12;

/** The walk of that release, as it walked it. */
const ITS_WALK = `
const { walkOf } = await import('/ocop/demo/walk.ts');
const { walkOverHttp } = await import('/ocop/demo/walk-over-http.ts');
console.log(JSON.stringify(await walkOverHttp({ address: 'http://127.0.0.1:7070', walk: walkOf('truoc'), patienceMs: 120_000 })));`;

/** How its walk begins: producer, account, product, the start of its cycle, and potential identified. */
const ITS_BEGINNINGS = `
const { walkOf } = await import('/ocop/demo/walk.ts');
const begins = (no) => walkOf('doi' + no).steps.slice(0, 5);
console.log(JSON.stringify(Array.from({ length: ${PRODUCTS} }, (_, no) => begins(no))));`;

export async function walkUpgrade(parts: Parts): Promise<void> {
  const { release, table } = parts;
  await table.row(`the image of ${BEFORE.release}, by its own Dockerfile`, () => buildBefore(parts));
  const project = await openProject(parts, 'before.yml');
  process.env.OCOP_BEFORE_VAULT_URL = readFileSync(join(release, 'secrets/vault-url'), 'utf8');
  const { compose, healthy } = project;
  const up = (...services: string[]) => compose('up', '--detach', '--no-build', '--no-deps', ...services);

  await project.during(async () => {
    await table.row(`${BEFORE.release} on these servers`, async () => {
      await compose('up', '--detach', '--no-build', 'temporal-namespace', 'kurrentdb');
      for (const server of ['kurrentdb', 'postgres', 'temporal']) await healthy(server);
      await until(
        'the namespace',
        async () => compose('ps', '--all', '--format', '{{.Service}} {{.ExitCode}} {{.State}}', 'temporal-namespace'),
        (text) => /temporal-namespace 0 exited/.test(text),
      );
      await compose('run', '--rm', '--no-deps', '-T', 'api-before', 'demo');
      await up('api-before', 'worker-before', 'relay-before');
      for (const part of ['api-before', 'worker-before', 'relay-before']) await healthy(part);
      const said = await project.script('api-before', ITS_WALK);
      const { facts, byTemporal } = JSON.parse(said) as { facts: number; byTemporal: number };
      return `its demo year, and its own walk: ${facts} facts, ${byTemporal} by Temporal`;
    });

    const beginnings = JSON.parse(await project.script('api-before', ITS_BEGINNINGS)) as Step[][];
    const people = giving(beginnings, [BEFORE_ADDRESS]);
    try {
      await table.row('changed node by node while commands are given', async () => {
        const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
          ['an API beside', () => up('api').then(() => healthy('api'))],
          ['both are asked', async () => people.askAlso(ADDRESS)],
          ['a worker beside', () => up('worker').then(() => healthy('worker'))],
          [
            'the relay',
            () =>
              compose('stop', 'relay-before')
                .then(() => up('relay'))
                .then(() => healthy('relay')),
          ],
          ['the worker before ends', () => compose('stop', 'worker-before')],
          ['nobody asks the API before', async () => people.askNoMore(BEFORE_ADDRESS)],
          ['it ends', () => compose('stop', 'api-before')],
          ['the notary', () => up('notary').then(() => healthy('notary'))],
        ];
        await people.given(BETWEEN);
        const seconds = await timed(async () => {
          for (const [what, change] of changes) {
            console.log(`  ${what}`);
            await change();
            await people.given(BETWEEN);
          }
        });
        const { byAddress, again } = await people.end();
        const [old = 0, fresh = 0] = [byAddress.get(BEFORE_ADDRESS), byAddress.get(ADDRESS)];
        const turnedAway = [...again].map(([why, times]) => `${why} ${times}`).join(', ') || 'none';
        return `in ${seconds} s; ${old} commands acknowledged by ${BEFORE.release} and ${fresh} by this one; asked again: ${turnedAway}`;
      });
    } finally {
      await people.end().catch(() => {});
    }
    await table.row('what was acknowledged meanwhile', () => allThere(people.acknowledged()));
    await table.row('the walk on what both wrote', project.walk);
    await table.row('`ocop verify` of it', () => verified(project));
  });
}

async function buildBefore({ engine: { docker }, scratch }: Parts): Promise<string> {
  const folder = join(scratch, 'release-before');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await run('sh', ['-c', 'git -C "$0" archive "$2" | tar -x -C "$1"', root, folder, BEFORE.commit]);
  const seconds = await timed(() => docker('build', '--tag', BEFORE.image, folder));
  return `of ${BEFORE.commit.slice(0, 7)}, in ${seconds} s`;
}

/** Each cycle that was begun holds what was acknowledged once, and the process went on from there. */
async function allThere(steps: readonly Step[]): Promise<string> {
  const begun = steps.filter(({ command }) => command === 'start-cycle').map(({ id }) => id);
  const identified = new Set(steps.filter(({ command }) => command === 'identify-potential').map(({ id }) => id));
  let facts = 0;
  for (const id of begun) {
    const types = await until(
      `${id} goes on`,
      () => timelineOf(id),
      (seen) => seen.filter((type) => type === 'StepOpened').length >= (identified.has(id) ? 2 : 1),
    );
    for (const once of ['CycleStarted', ...(identified.has(id) ? ['PotentialIdentified'] : [])])
      if (types.filter((type) => type === once).length !== 1) throw new Error(`${id}: ${types.join(' ')}`);
    facts += types.length;
  }
  return `${begun.length} cycles, ${facts} facts: each there once, each moved on by Temporal`;
}

async function timelineOf(cycle: string): Promise<string[]> {
  const headers = { authorization: 'Bearer demo-province' };
  const answer = await fetch(`${ADDRESS}/v1/product-cycles/${cycle}/timeline?limit=200`, { headers });
  if (!answer.ok) throw new Error(`${cycle}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { items: { type: string }[] }).items.map(({ type }) => type);
}

async function verified(project: Project): Promise<string> {
  const { events, historyDigest, notices } = await project.digest();
  return `neither gap nor manipulation in ${events} events, ${notices}; ${historyDigest.slice(0, 16)}…`;
}
