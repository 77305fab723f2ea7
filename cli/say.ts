/** People read standard error; standard output is for what a command answers. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @param lost exit code where the answer could not be written */
export function print(value: unknown, json: boolean | undefined, text: string, lost = 1): void {
  process.stdout.once('error', (error) => endUnwritten(error, lost));
  process.stdout.write(`${json ? JSON.stringify(value) : text}\n`);
}

/** `ocop … | head`: who has read enough is no trouble; a full disk is. */
export function endUnwritten({ code, message }: NodeJS.ErrnoException, lost: number): never {
  if (code === 'EPIPE') process.exit();
  say(`Standard output could not be written to the end (${message}).`);
  process.exit(lost);
}
