import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { served } from '../../api/world.fixture.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { openSqliteStore } from '../../eventstore/sqlite/sqlite-store.ts';
import { inSession, SESSION, sheetWithout } from '../../test/council-world.ts';
import { worldWithProduct } from '../../test/world.ts';
import { openSqliteVault } from '../../vault/sqlite-vault.ts';
import { closing } from './closing.ts';
import { type Bench, type Figure, percentile } from './figure.ts';
import { compare, inRounds } from './rounds.ts';

const [ROUNDS, PRODUCTS, ORDINARY] = [5, 40, 9];

/** Forty products and eleven members who seal all their sheets at one moment: one stream, and one vault. */
export const council: Bench = {
  names: ['sealing-p50', 'sealing-p99', 'sealing-each'],
  about: `${PRODUCTS} products × ${ORDINARY + 2} members sealed at once over HTTP, against one member who seals one sheet after the other`,
  measure: (say) =>
    closing(async (onEnd) => {
      const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-council-'));
      onEnd(() => rmSync(folder, { recursive: true, force: true }));
      const store = openSqliteStore(join(folder, 'events.sqlite'));
      onEnd(() => store.close());
      const vault = openSqliteVault(join(folder, 'vault.sqlite'), () => new Date().toISOString());
      onEnd(() => vault.close());
      const s = await served(undefined, () => worldWithProduct({ store, vault }));
      onEnd(() => s.close());
      const products = Array.from({ length: PRODUCTS }, (_, i) => `mau-${i + 1}`);
      const { cycles, scoring } = await inSession(s, products, ORDINARY);
      const url = `${s.url}/v1/council-sessions/${SESSION}/seal-sheet`;

      /** @returns how long it took, in ms; throws where a seal is refused */
      async function seal(by: string, cycle: string, drop: number): Promise<number> {
        const begun = performance.now();
        const response = await fetch(url, {
          method: 'POST',
          headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
          body: JSON.stringify({ cycle, sheet: sheetWithout(drop), reason: 'Chấm lại' }),
        });
        const answer = (await response.json()) as { receipt?: string };
        if (!response.ok || answer.receipt === undefined)
          throw new Error(`${by} ${cycle}: ${response.status} ${JSON.stringify(answer)}`);
        return performance.now() - begun;
      }

      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const [member = ''] = scoring;
        const alone: number[] = [];
        for (const cycle of cycles) alone.push(await seal(member, cycle, (no + 1) % 4));
        const before = (await store.readStream(councilSession.stream(SESSION))).length;
        const begun = performance.now();
        const all = await Promise.all(
          scoring.flatMap((by, i) => cycles.map((cycle) => seal(by, cycle, (no + 2 + i) % 4))),
        );
        const tookMs = performance.now() - begun;
        const written = (await store.readStream(councilSession.stream(SESSION))).length - before;
        if (written !== all.length) throw new Error(`${all.length} seals were acknowledged, ${written} are there`);
        return {
          'at once p50': percentile(all, 0.5),
          'at once p99': percentile(all, 0.99),
          'alone p50': percentile(alone, 0.5),
          'alone p99': percentile(alone, 0.99),
          'at once, each': tookMs / all.length,
          'alone, each': alone.reduce((sum, ms) => sum + ms, 0) / alone.length,
        };
      });
      const common: Pick<Figure, 'unit' | 'baseline'> = {
        unit: 'ms',
        baseline: 'one member, one sheet after the other',
      };
      return [
        { name: 'sealing-p50', ...common, ...compare(rounds, 'at once p50', 'alone p50') },
        { name: 'sealing-p99', ...common, ...compare(rounds, 'at once p99', 'alone p99') },
        // Who waits for 439 others waits long; what a seal costs the server is what it costs alone.
        { name: 'sealing-each', ...common, ...compare(rounds, 'at once, each', 'alone, each') },
      ];
    }),
};
