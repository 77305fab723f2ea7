import { type Figure, isMet, showGoal } from './figure.ts';

const rounded = (n: number): number => (n >= 100 ? Math.round(n) : Number(n.toPrecision(3)));

/** One figure as a line of JSON. */
export function asLine(figure: Figure): string {
  const { name, value, unit, baseline, baselineValue, ratio, goal } = figure;
  return JSON.stringify({
    name,
    value: rounded(value),
    unit,
    baseline,
    baselineValue: rounded(baselineValue),
    ratio: rounded(ratio),
    goal: showGoal(goal),
    met: isMet(figure),
  });
}

const HEADINGS = ['figure', 'value', 'unit', 'baseline', 'baseline value', 'ratio', 'goal', 'met'];
const NUMBERS = [1, 4, 5];

export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((f) => [
    f.name,
    String(rounded(f.value)),
    f.unit,
    f.baseline,
    String(rounded(f.baselineValue)),
    Number.isNaN(f.ratio) ? '–' : f.ratio.toFixed(2),
    showGoal(f.goal),
    f.goal && !Number.isNaN(f.ratio) ? (isMet(f) ? 'yes' : 'NO') : '–',
  ]);
  const widths = HEADINGS.map((h, i) => Math.max(h.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (NUMBERS.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(HEADINGS), line(widths.map((w) => '─'.repeat(w))), ...rows.map(line)].join('\n');
}
