/** What an attack counts: rounds, answers by kind, whatever tells that it did what it says. */
export type Counts = Readonly<Record<string, number>>;

/** A file of test/attack/ exports one as `suite`. It throws at the first broken promise. */
export type Suite = {
  readonly about: string;
  readonly run: (say: (line: string) => void) => Promise<Counts>;
};
