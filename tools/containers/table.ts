// What was seen, line by line: it is printed as a table for docs/operations.md, also where the walk ended early.
type Row = { readonly what: string; readonly seen: string };

export function newTable() {
  const rows: Row[] = [];
  return {
    /** @param work answers what was seen */
    async row(what: string, work: () => Promise<string>): Promise<void> {
      console.log(`… ${what}`);
      const from = performance.now();
      try {
        const seen = await work();
        rows.push({ what, seen });
        console.log(`  ${seen} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
      } catch (error) {
        rows.push({ what, seen: `**failed**: ${(error as Error).message.split('\n')[0]}` });
        throw error;
      }
    },
    text: (): string =>
      ['| what | seen |', '|---|---|', ...rows.map(({ what, seen }) => `| ${what} | ${seen} |`)].join('\n'),
  };
}
export type Table = ReturnType<typeof newTable>;
