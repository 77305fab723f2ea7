import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Part } from '../../cli/parts.ts';
import { type OcopNode, startNode } from './node.ts';
import { officeIn } from './office.ts';
import { type Servers, startServers } from './servers.ts';

export type Stage = {
  servers(): Servers;
  /** @param root where the program's source is, if it is another release's */
  start(part: Part, name: string, root?: string): Promise<OcopNode>;
};

/** The servers with the demo year on them, for one suite; nodes and servers are gone after it. */
export function stageWithDemo(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-stage-'));
  const nodes: OcopNode[] = [];
  let servers: Servers | undefined;
  const there = (): Servers => {
    if (!servers) throw new Error('the servers are not there yet');
    return servers;
  };
  beforeAll(async () => {
    servers = await startServers(folder);
    await officeIn(folder).moveDemoTo(servers.env);
  }, 180_000);
  afterAll(async () => {
    for (const node of nodes) await node.kill();
    await servers?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
  return {
    servers: there,
    async start(part, name, root) {
      const node = await startNode({ part, folder: join(folder, name), env: there().env, ...(root ? { root } : {}) });
      nodes.push(node);
      return node;
    },
  };
}
