// How far a long move has come, on standard error: a line a second for who watches, begin and end for a log.
export type Say = (line: string) => void;

export type Progress = {
  /** @param share of the whole that is done, 0 to 1, where it is known */
  at(done: number, share?: number): void;
  end(done: number, note?: string): void;
};

const EVERY_MS = 1000;

export function startProgress(
  say: Say,
  what: string,
  unit: string,
  options: { watched?: boolean; now?: () => number } = {},
): Progress {
  const { watched = process.stderr.isTTY === true, now = () => performance.now() } = options;
  const from = now();
  let told = from;
  let first: number | undefined;
  say(`${what} …`);
  return {
    at(done, share) {
      first ??= done;
      const t = now();
      if (!watched || t - told < EVERY_MS) return;
      told = t;
      const about = share ? ` of about ${grouped(Math.round(done / share))}` : '';
      say(`  ${grouped(done)}${about} ${unit}, ${grouped(rate(done - first, t - from))}/s`);
    },
    end(done, note = '') {
      const seconds = ((now() - from) / 1000).toFixed(1);
      say(`${what}: ${grouped(done)} ${unit} in ${seconds} s${note && `; ${note}`}`);
    },
  };
}

const rate = (done: number, ms: number): number => Math.round((done / Math.max(ms, 1)) * 1000);

/** 1234567 → 1,234,567 */
const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** About how much of the history lies before a position: stores number their events, or the bytes of their log. */
export function shareOf(position: string, head: string): number | undefined {
  const [done, all] = [position, head].map((p) => Number(/^\d+/.exec(p)?.[0]));
  return done && all ? Math.min(1, done / all) : undefined;
}
