/** People read standard error; standard output is for what a command answers. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

export const print = (value: unknown, json: boolean | undefined, text: string): void =>
  void process.stdout.write(`${json ? JSON.stringify(value) : text}\n`);
