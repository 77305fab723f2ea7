/** What an attack counts: rounds, answers by kind, whatever tells that it did what it says. */
export type Counts = Readonly<Record<string, number>>;

/** A file of test/attack/ exports one as `suite`. It throws at the first broken promise. */
export type Suite = {
  readonly about: string;
  /** takes so long that it is run only when somebody asks for it by name */
  readonly onlyWhenNamed?: true;
  readonly run: (say: (line: string) => void, minutes?: number) => Promise<Counts>;
};
