// A second without a server: what `/readyz` of every part says meanwhile, and how soon after it all is well.
import { setTimeout as pause } from 'node:timers/promises';
import { OURS, type Parts, type Project } from './project.ts';

const AWAY_MS = 1000;
const BEFORE_MS = 4000;
const WATCHED_MS = 25_000;
/** by service, the parts of `/readyz` that may suffer from it */
const SERVERS: Readonly<Record<string, RegExp>> = {
  kurrentdb: /^(store|read-model|clock|notary|seal|relay)/,
  postgres: /^(vault|accounts|post)/,
  temporal: /^(temporal|relay|worker)/,
};

/** `ill`: parts that were not well at that moment */
type Moment = { readonly at: number; readonly status: number; readonly ill: readonly string[] };

const WATCH = `
const moments = [];
const end = Date.now() + ${BEFORE_MS + WATCHED_MS};
while (Date.now() < end) {
  const answer = await fetch('http://127.0.0.1:7070/readyz', { headers: { 'accept-language': 'en' } });
  const { parts } = await answer.json();
  moments.push({ at: Date.now(), status: answer.status, ill: parts.filter((part) => !part.ok).map((part) => part.name) });
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log(JSON.stringify(moments));`;

export async function outages({ engine: { docker }, table }: Parts, project: Project): Promise<void> {
  for (const [server, suffers] of Object.entries(SERVERS))
    await table.row(`${server} frozen for a second`, async () => {
      await project.allReady();
      const watched = OURS.map(async (part) => JSON.parse(await project.script(part, WATCH)) as Moment[]);
      await pause(BEFORE_MS);
      const [id = ''] = await project.idsOf(server);
      await docker('pause', id);
      const from = Date.now();
      await pause(AWAY_MS);
      await docker('unpause', id);
      const over = Date.now();
      const seen = await Promise.all(watched);
      const after = seen.map((moments, i) => readyAfter(OURS[i] as string, moments, over));
      const ill = [...new Set(seen.flat().flatMap((moment) => (moment.at >= from ? moment.ill : [])))];
      const wrong = ill.filter((name) => !suffers.test(name));
      const noticed = seen.filter((moments) => moments.some(({ at, status }) => at >= from && status !== 200)).length;
      const beside = wrong.length === 0 ? '' : `; **${wrong.join(', ')}** among them, which need it not`;
      const away = ((over - from) / 1000).toFixed(1);
      return `away for ${away} s; ${noticed} of ${OURS.length} parts were not ready meanwhile (${ill.join(', ') || 'none'}${beside}), all were ${(Math.max(...after) / 1000).toFixed(1)} s after it`;
    });
}

/** ms after the end of the outage from which it stayed ready */
function readyAfter(part: string, moments: readonly Moment[], over: number): number {
  const last = moments.findLastIndex(({ status }) => status !== 200);
  const ready = moments[last + 1];
  if (!ready) throw new Error(`${part} was not ready again: ${moments.at(-1)?.ill.join(', ')}`);
  return last < 0 ? 0 : Math.max(0, ready.at - over);
}
