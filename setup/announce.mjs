// What set-up says goes to stderr: stdout belongs to the program that is started (`npm run bench -- --json`).

/** @type {(line: string) => void} */
export const say = (line) => void process.stderr.write(`set-up  ${line}\n`);

/** A set-up that cannot go on; the message is for a person: what was tried and what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** @param {number} started a reading of performance.now() */
export function took(started) {
  const ms = performance.now() - started;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
