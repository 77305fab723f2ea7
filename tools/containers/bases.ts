// Images under the names that Dockerfile and compose file use, made of Debian's packages, Node's npm package and what
// set-up brings: where a registry of images is reached, the real ones take their place and nothing else changes.
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../setup/node24.mjs';
import { ensureTemporal } from '../../setup/temporal.ts';
import { ensureTemporalServer } from '../../setup/temporal-server.ts';
import type { Engine } from './engine.ts';
import { run } from './run.ts';

const DEBIAN = 'stand-in/debian:12.0';
const PACKAGES = 'ca-certificates,curl,netcat-openbsd,wget,procps,python3-pip,postgresql,passwd';
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

type Made = { readonly folder: string; readonly engine: Engine };

/** What a release is built on. */
const builtOn = (): readonly string[] =>
  [...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/^FROM (\S+:\S+)/gm)].map((m) => m[1] as string);

/** What runs beside it. */
function runBeside(): readonly string[] {
  const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
    services: Record<string, { image: string }>;
  };
  return Object.values(services)
    .map(({ image }) => image)
    .filter((image) => !image.startsWith('ocop:'));
}

/** @returns the names that something stands in for */
export async function makeBases(
  { folder, engine }: Made,
  which: 'built on' | 'run beside',
): Promise<readonly string[]> {
  if (which === 'built on') await debian({ folder, engine });
  const images = [...new Set(which === 'built on' ? builtOn() : runBeside())];
  for (const image of images) {
    const [name = ''] = image.split(':');
    const recipe = RECIPES[name];
    if (!recipe) throw new Error(`${image}: nothing stands in for it yet`);
    const context = join(folder, 'bases', name.replace('/', '-'));
    mkdirSync(context, { recursive: true });
    writeFileSync(join(context, 'Dockerfile'), `FROM ${DEBIAN}\n${await recipe(context)}\n`);
    await engine.docker('build', '--quiet', '--tag', image, context);
  }
  return images;
}

async function debian({ folder, engine }: Made): Promise<void> {
  if ((await engine.docker('images', '--quiet', DEBIAN)) !== '') return;
  const place = join(folder, 'debian');
  const archive = join(folder, 'debian.tar');
  if (!existsSync(archive)) {
    const [mirror = ''] = (await run('apt-get', ['indextargets', '--format', '$(REPO_URI)'])).split('\n');
    await run('nice', [
      '-n',
      '15',
      'debootstrap',
      '--variant=minbase',
      `--include=${PACKAGES}`,
      'bookworm',
      place,
      mirror,
    ]);
    // Whom this machine trusts, for what is fetched while an image is built.
    cpSync(AUTHORITIES, join(place, AUTHORITIES));
    await run('tar', ['-C', place, '-cf', archive, '.']);
  }
  await engine.docker('import', archive, DEBIAN);
}

type Recipe = (context: string) => Promise<string>;

const copied = (context: string, from: string, name: string): void =>
  cpSync(from, join(context, name), { recursive: true, dereference: true });

/** The npm of this machine: its program is a link into its folder. */
function npmFolder(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const program = folders.find(existsSync);
  if (program === undefined) throw new Error('npm is not on PATH');
  return join(realpathSync(program), '../..');
}

const withNode: Recipe = async (context) => {
  copied(context, process.execPath, 'node');
  copied(context, npmFolder(), 'npm');
  const registry = await run('npm', ['config', 'get', 'registry']);
  return `COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && useradd --uid 1000 --create-home node
ENV NPM_CONFIG_REGISTRY=${registry} NODE_EXTRA_CA_CERTS=${AUTHORITIES}`;
};

const withTemporalTools: Recipe = async (context) => {
  const temporal = await ensureTemporal({ binaryOnly: true });
  if (temporal.kind !== 'binary') throw new Error('no temporal program');
  const { bin } = await ensureTemporalServer();
  copied(context, temporal.path, 'temporal');
  copied(context, join(bin, 'temporal-sql-tool'), 'temporal-sql-tool');
  return `COPY temporal temporal-sql-tool /usr/local/bin/\nRUN useradd --uid 1000 temporal\nUSER temporal`;
};

const STORE_IS_MADE_OF = [
  'package.json',
  'test/kurrentdb-fake',
  'tools/containers/stand-ins',
  ...['@grpc/grpc-js', '@js-sdsl/ordered-map', '@kurrent/kurrentdb-client', 'google-protobuf'].map(
    (name) => `node_modules/${name}`,
  ),
];

/** By the name of the image, without its version. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  node: withNode,
  python: async () => {
    const index = await run('python3', ['-m', 'pip', 'config', 'get', 'global.index-url']).catch(() => '');
    return `ENV PIP_CERT=${AUTHORITIES}${index === '' ? '' : ` PIP_INDEX_URL=${index}`}`;
  },
  postgres: async (context) => {
    copied(context, join(import.meta.dirname, 'stand-ins/postgres.sh'), 'entrypoint.sh');
    return `COPY --chown=root entrypoint.sh /entrypoint.sh
RUN chmod 755 /entrypoint.sh && rm -rf /var/lib/postgresql/*/main
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["/entrypoint.sh"]`;
  },
  'temporalio/admin-tools': withTemporalTools,
  'temporalio/server': async (context) => {
    copied(context, join((await ensureTemporalServer()).bin, 'temporal-server'), 'temporal-server');
    return `COPY temporal-server /usr/local/bin/\nRUN useradd --uid 1000 temporal\nUSER temporal\nENTRYPOINT ["temporal-server", "start"]`;
  },
  'temporalio/ui': async () => 'USER nobody\nWORKDIR /tmp\nENTRYPOINT ["python3", "-m", "http.server", "8080"]',
  'kurrentplatform/kurrentdb': async (context) => {
    const node = await withNode(context);
    for (const part of STORE_IS_MADE_OF) copied(context, join(root, part), `ocop/${part}`);
    // What is asked of the real one over HTTP on its only port, the fake answers by being there.
    return `${node}
COPY ocop /ocop
RUN printf '#!/bin/sh\\nexec nc -z localhost 2113\\n' > /usr/local/bin/curl && chmod 755 /usr/local/bin/curl \\
  && mkdir -p /var/lib/kurrentdb /var/log/kurrentdb && chown node /var/lib/kurrentdb /var/log/kurrentdb
USER node
VOLUME /var/lib/kurrentdb /var/log/kurrentdb
ENTRYPOINT ["node", "/ocop/tools/containers/stand-ins/store.ts"]`;
  },
};
