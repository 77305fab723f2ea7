// How a cost grows: the slope through its points, both scales logarithmic. 1 is in proportion to the events.
import type { Measured } from './phase.ts';

export type Column = { readonly events: number; readonly measured: ReadonlyMap<string, readonly Measured[]> };

/** Undefined where one point, or none at all, says nothing. */
export function exponentOf(points: readonly (readonly [x: number, y: number])[]): number | undefined {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanOf = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [meanX, meanY] = [meanOf(0), meanOf(1)];
  const spread = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (logs.length < 2 || spread === 0) return undefined;
  return logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

/** As Markdown. */
export function asTable(columns: readonly Column[]): string {
  const last = columns.at(-1);
  const rows = [...(last?.measured ?? [])].flatMap(([phase, all]) =>
    all.map(({ name, unit }) => {
      const points = columns.map(({ events, measured }) => {
        const value = measured.get(phase)?.find((m) => m.name === name)?.value ?? Number.NaN;
        return [events, value] as const;
      });
      return [
        phase,
        name,
        ...points.map(([, y]) => `${rounded(y)} ${unit}`.trim()),
        exponentOf(points)?.toFixed(2) ?? '–',
      ];
    }),
  );
  const head = ['phase', 'what', ...columns.map(({ events }) => `${events} events`), 'exponent'];
  return [head, head.map((_, i) => (i < 2 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const rounded = (n: number): string => (n >= 100 ? String(Math.round(n)) : String(Number(n.toPrecision(3))));
